import type { Job } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { jobsAllow } from '../../../lib/messages/jobs';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Problems } from '../Problems';
import { tools } from '../words';
import { Args, toolName } from './Rounds';
import { useAct } from './useAct';

/** A tool waits for somebody's word. Each is decided by itself. */
export function Asks({ job }: { readonly job: Job }) {
  const act = useAct();
  const { asks } = job.state;
  if (!asks) return null;
  const decide = (callId: string, isAllowed: boolean) =>
    act.run(() => ask(jobsAllow, { id: job.request.id, calls: [{ id: callId, isAllowed }] }));
  return (
    <>
      {asks.map((call) => (
        <Notice
          key={call.id}
          tone="ember"
          title={tools.asks(toolName(call.name))}
          actions={
            <>
              <Button size="small" isBusy={act.isBusy} onClick={() => decide(call.id, true)}>
                {tools.allow}
              </Button>
              <Button size="small" look="quiet" isBusy={act.isBusy} onClick={() => decide(call.id, false)}>
                {tools.deny}
              </Button>
            </>
          }
        >
          <Args args={call.args} />
          <p>{tools.means}</p>
        </Notice>
      ))}
      {act.problem && <Problems problems={[act.problem]} />}
    </>
  );
}
