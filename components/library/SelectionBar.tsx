import { Download, Star, Trash2 } from 'lucide-react';
import type { Hit } from '../../lib/library/talk';
import { useAct } from '../studio/item/useAct';
import { Problems } from '../studio/Problems';
import { Button } from '../ui/Button';
import { toast } from '../ui/toasts';
import { deleteAll, favourAll } from './acts';
import { CHOOSE, focusNext, UNDO } from './focus';
import { words } from './words';

export type Selection = ReadonlyMap<string, Hit>;

interface SelectionBarProps {
  readonly selection: Selection;
  readonly total: number;
  /** Undefined while nobody knows all of them. */
  readonly onAll: (() => Promise<void>) | undefined;
  readonly onPage: () => void;
  readonly onClear: () => void;
  readonly onPack: (hits: readonly Hit[]) => void;
  readonly isPacking: boolean;
}

/** What can be done with several at once. */
export function SelectionBar(props: SelectionBarProps) {
  const { selection, total, onAll, onPage, onClear, onPack, isPacking } = props;
  const act = useAct();
  const ids = [...selection.keys()];
  const isAny = ids.length > 0;
  const remove = async () => {
    const running = await deleteAll(ids);
    if (running > 0) toast(words.deleted.running(running));
    onClear();
    focusNext(running < ids.length ? UNDO : CHOOSE);
  };
  const clear = () => {
    onClear();
    focusNext(CHOOSE);
  };
  return (
    <fieldset
      aria-label={words.selection.label}
      className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-surface px-2 py-1.5"
    >
      <span role="status" className="px-1 text-sm font-medium tabular-nums">
        {words.selection.count(ids.length)}
      </span>
      <Button {...CHOOSE} size="small" look="quiet" onClick={onPage}>
        {words.selection.page}
      </Button>
      {onAll && ids.length < total && (
        <Button size="small" look="quiet" isBusy={act.isBusy} onClick={() => act.run(onAll)}>
          {words.selection.all(total)}
        </Button>
      )}
      {isAny && (
        <>
          <Button size="small" look="quiet" onClick={clear}>
            {words.selection.clear}
          </Button>
          <span className="flex flex-wrap gap-2 sm:ml-auto">
            <Button
              size="small"
              icon={Star}
              isBusy={act.isBusy}
              onClick={() => act.run(() => favourAll(ids, true))}
            >
              {words.selection.favour}
            </Button>
            <Button
              size="small"
              icon={Download}
              isBusy={isPacking}
              onClick={() => onPack([...selection.values()])}
            >
              {words.selection.download}
            </Button>
            <Button
              size="small"
              look="danger"
              icon={Trash2}
              isBusy={act.isBusy}
              onClick={() => act.run(remove)}
            >
              {words.selection.delete}
            </Button>
          </span>
        </>
      )}
      {act.problem && <Problems problems={[act.problem]} />}
    </fieldset>
  );
}
