import { useEffect, useState } from 'react';
import { type KeyRecord, UNDO_MS } from '../../lib/keys/record';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { useActions } from './actions';
import { nameOf } from './groups';
import { words } from './words';
import { useWork } from './work';

/** Stands in a removed key's place as long as it can come back. */
export function UndoRow({ record }: { readonly record: KeyRecord }) {
  const { restore } = useActions();
  const { isBusy, failure } = useWork(record.id);
  const isOver = useIsOver((record.removedAtMs ?? 0) + UNDO_MS);
  if (isOver) return null;
  return (
    <div className="space-y-2">
      <div
        role="status"
        className="flex flex-wrap items-center gap-2 rounded-md bg-sunken px-3 py-2 text-sm text-ink"
      >
        <span className="min-w-0 flex-1">{words.key.removed(nameOf(record))}</span>
        <Button size="small" data-undo isBusy={isBusy} onClick={() => restore(record)}>
          {words.key.undo}
        </Button>
      </div>
      {failure && <ProblemAlert key={failure.count} problem={failure.problem} />}
    </div>
  );
}

function useIsOver(atMs: number): boolean {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (nowMs >= atMs) return;
    const timer = setTimeout(() => setNowMs(Date.now()), atMs - nowMs + 1);
    return () => clearTimeout(timer);
  }, [atMs, nowMs]);
  return nowMs >= atMs;
}
