import { Undo2 } from 'lucide-react';
import { ask } from '../../lib/messages/client';
import { libraryDestroy, libraryRestore } from '../../lib/messages/library';
import { useAct } from '../studio/item/useAct';
import { Problems } from '../studio/Problems';
import { Button } from '../ui/Button';
import { toast } from '../ui/toasts';
import { inPieces } from './acts';
import { CHOOSE, focusNext, UNDO } from './focus';
import { useDeleted } from './useListing';
import { words } from './words';

/** Stands there as long as what was deleted can come back. */
export function Deleted() {
  const ids = useDeleted();
  const act = useAct();
  const restore = async () => {
    await inPieces(ids, (some) => ask(libraryRestore, { ids: some }));
    toast(words.deleted.restored);
    focusNext(CHOOSE);
  };
  const destroy = async () => {
    const told = await inPieces(ids, (some) => ask(libraryDestroy, { ids: some }));
    const waiting = told.reduce((sum, one) => sum + one.waiting, 0);
    toast(waiting > 0 ? words.deleted.waiting(waiting) : words.deleted.gone);
    focusNext(CHOOSE);
  };
  return (
    <div role="status">
      {ids.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 rounded-md bg-sunken px-3 py-2 text-sm">
          <p className="min-w-0 flex-1">
            <span className="font-medium">{words.deleted.count(ids.length)}.</span> {words.deleted.means}
          </p>
          <Button {...UNDO} size="small" icon={Undo2} isBusy={act.isBusy} onClick={() => act.run(restore)}>
            {words.deleted.undo}
          </Button>
          <Button size="small" look="danger" isBusy={act.isBusy} onClick={() => act.run(destroy)}>
            {words.deleted.now}
          </Button>
        </div>
      )}
      {act.problem && <Problems problems={[act.problem]} />}
    </div>
  );
}
