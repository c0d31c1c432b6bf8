import { type ReactNode, useEffect, useId, useRef } from 'react';
import { MOST_FOUND } from '../../../lib/keys/import/assemble';
import { Button } from '../../ui/Button';
import { DialogActions } from '../../ui/Dialog';
import { Progress } from '../../ui/Progress';
import { ImportRow } from './ImportRow';
import { isReady, type Row } from './rows';
import type { Import, Taken } from './useImport';
import { words } from './words';

interface PreviewProps {
  readonly work: Import;
  readonly taken: Taken;
  readonly onClose: () => void;
}

const groupOf = (row: Row) => {
  if (row.missing) return 'incomplete';
  if (row.knownAs !== undefined) return 'known';
  return row.places ? 'asked' : 'fresh';
};

/** What was found, before any of it is saved. */
export function Preview({ work, taken, onClose }: PreviewProps) {
  const { rows, twice, hasMore } = taken;
  const of = (group: ReturnType<typeof groupOf>) => rows.filter((row) => groupOf(row) === group);
  const [fresh, asked, known, incomplete] = [of('fresh'), of('asked'), of('known'), of('incomplete')];
  const summary = useRef<HTMLParagraphElement>(null);
  // What had the focus is gone with the field.
  useEffect(() => summary.current?.focus(), []);
  const part = (title: string, members: readonly Row[], lead?: string) => (
    <Part title={title} lead={lead} count={members.length}>
      {members.map((row) => (
        <ImportRow key={row.id} row={row} onTake={work.choose} onSettle={work.settle} />
      ))}
    </Part>
  );
  return (
    <div className="space-y-4">
      <div role="status" className="space-y-1">
        <p ref={summary} tabIndex={-1} className="font-medium">
          {words.found(fresh.length, asked.length, known.length, incomplete.length)}
        </p>
        {twice > 0 && <p className="text-sm text-soft">{words.twice(twice)}</p>}
        {hasMore && <p className="text-sm text-warn">{words.more(MOST_FOUND)}</p>}
      </div>
      {part(words.fresh, fresh)}
      {part(words.asked, asked, words.askedLead)}
      {part(words.incomplete, incomplete)}
      {part(words.known, known)}
      <Foot work={work} rows={rows} onClose={onClose} />
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly lead: string | undefined;
  readonly count: number;
  readonly children: ReactNode;
}

function Part({ title, lead, count, children }: PartProps) {
  const titleId = useId();
  if (count === 0) return null;
  return (
    <section aria-labelledby={titleId} className="space-y-1.5">
      <h3 id={titleId} className="text-sm font-semibold text-soft">
        {title}
      </h3>
      {lead && <p className="text-sm text-soft">{lead}</p>}
      <ul className="divide-y divide-line rounded-md border border-line">{children}</ul>
    </section>
  );
}

function Foot({ work, rows, onClose }: Omit<PreviewProps, 'taken'> & { readonly rows: readonly Row[] }) {
  const { round, left } = work;
  const ready = rows.filter(isReady);
  const saved = rows.filter((row) => row.isSaved).length;
  const failed = rows.filter((row) => row.problem && !row.isSaved && row.isTaken).length;
  const isOver = saved > 0 && !round && failed === 0;
  return (
    <>
      {round?.what === 'checking' && (
        <div className="flex flex-wrap items-center gap-3">
          <div className="min-w-40 flex-1 space-y-1">
            <Progress
              label={words.checking}
              value={round.done}
              max={Math.max(1, round.total)}
              text={words.progress(round.done, round.total)}
            />
            <p className="text-sm text-soft">{words.progress(round.done, round.total)}</p>
          </div>
          <Button onClick={work.stop}>{words.stop}</Button>
        </div>
      )}
      <div role="status" className="space-y-1 text-sm empty:hidden">
        {!round && left > 0 && <p className="text-warn">{words.left(left)}</p>}
        {!round && saved > 0 && <p>{words.allSaved(saved)}</p>}
        {!round && saved > 0 && failed > 0 && <p className="text-bad">{words.someFailed(failed)}</p>}
      </div>
      <DialogActions>
        {isOver ? (
          <Button look="primary" onClick={onClose}>
            {words.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button onClick={work.again} disabled={round !== undefined}>
              {words.again}
            </Button>
            <Button
              isBusy={round?.what === 'checking'}
              disabled={ready.length === 0}
              onClick={() => work.checkAll(rows)}
            >
              {words.checkAll}
            </Button>
            <Button
              look="primary"
              isBusy={round?.what === 'saving'}
              disabled={ready.length === 0 || round?.what === 'checking'}
              onClick={() => work.save(rows)}
            >
              {words.save(ready.length)}
            </Button>
          </>
        )}
      </DialogActions>
    </>
  );
}
