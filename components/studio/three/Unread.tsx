import { mayBeMended } from '../../../lib/jobs/afterwards';
import type { Job } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { jobsCollect } from '../../../lib/messages/jobs';
import { Button } from '../../ui/Button';
import { useAct } from '../item/useAct';
import { remedies } from '../item/words';
import { Problems } from '../Problems';
import { result3d } from './words';

/** A file of it is damaged here. Its service may still have it, and gives it out for nothing. */
export function Unread({ job: { request, state } }: { readonly job: Job }) {
  const act = useAct();
  return (
    <div className="w-full space-y-2">
      <p role="alert" className="text-sm text-bad">
        {result3d.notRead}
      </p>
      {mayBeMended(state) && (
        <>
          <Button
            size="small"
            isBusy={act.isBusy}
            onClick={() => act.run(() => ask(jobsCollect, { id: request.id }))}
          >
            {remedies.collect}
          </Button>
          <p className="text-sm text-soft">{result3d.mended}</p>
        </>
      )}
      {act.problem && <Problems problems={[act.problem]} />}
    </div>
  );
}
