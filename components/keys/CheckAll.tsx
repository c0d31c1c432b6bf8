import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { Progress } from '../ui/Progress';
import type { useCheckAll } from './useCheckAll';
import { words } from './words';

/** How far the round of checks is, and what came of the last one. */
export function CheckAll({ round, end, stop, dismiss }: ReturnType<typeof useCheckAll>) {
  return (
    <>
      {round && (
        <div className="flex flex-wrap items-center gap-3">
          <div className="min-w-40 flex-1 space-y-1">
            <Progress
              label={words.all.label}
              value={round.done}
              max={round.total}
              text={words.all.progress(round.done, round.total)}
            />
            <p className="text-sm text-soft">{words.all.progress(round.done, round.total)}</p>
          </div>
          <Button disabled={round.isStopping} onClick={stop}>
            {round.isStopping ? words.all.stopping : words.all.stop}
          </Button>
        </div>
      )}
      <div role="status" className="empty:hidden">
        {end && (
          <Notice
            actions={
              <Button size="small" onClick={dismiss}>
                {words.key.close}
              </Button>
            }
          >
            <p>{end.text}</p>
            {end.left > 0 && <p>{words.all.left(end.left)}</p>}
          </Notice>
        )}
      </div>
    </>
  );
}
