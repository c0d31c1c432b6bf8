import type { Job } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { jobsAdopt } from '../../../lib/messages/jobs';
import { Button } from '../../ui/Button';
import { Time } from '../../ui/Time';
import { inert } from '../answer/inert';
import { useAct } from '../item/useAct';
import { Problems } from '../Problems';
import { lost } from './words';

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'short' });

/** What is looked for in the service's own records, and what was found there that only a person can tell apart. */
export function Candidates({ job: { request, state } }: { readonly job: Job }) {
  const act = useAct();
  const { candidates = [], findUntilMs = 0 } = state;
  return (
    <div className="space-y-1 text-sm">
      {findUntilMs > Date.now() && <p>{lost.until(clock.format(findUntilMs))}</p>}
      {candidates.length > 0 && (
        <>
          <p>{lost.candidates}</p>
          <ul className="space-y-1">
            {candidates.map(({ operation, atMs, about }, at) => {
              const aboutId = `${request.id}-${at}`;
              return (
                <li key={aboutId} className="flex flex-wrap items-center justify-between gap-2">
                  <span id={aboutId}>
                    {inert(about).replaceAll('_', ' ')}, {clock.format(atMs)} (<Time atMs={atMs} />)
                  </span>
                  <Button
                    size="small"
                    aria-describedby={aboutId}
                    isBusy={act.isBusy}
                    onClick={() => act.run(() => ask(jobsAdopt, { id: request.id, operation }))}
                  >
                    {lost.thisOne}
                  </Button>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {act.problem && <Problems problems={[act.problem]} />}
    </div>
  );
}
