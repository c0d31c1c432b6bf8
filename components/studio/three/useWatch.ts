import { useEffect } from 'react';
import { isOver, type Job } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { jobsWatch } from '../../../lib/messages/jobs';

/** Whether something runs. Whoever looks on has it asked after more often: said at once and whenever one begins. */
export function useWatch(jobs: readonly Job[]): boolean {
  const running = jobs
    .filter(({ state }) => !isOver(state.place))
    .map(({ request }) => request.id)
    .sort()
    .join(' ');
  useEffect(() => {
    // Without it the result comes a little later.
    if (running !== '') ask(jobsWatch, {}).catch(() => undefined);
  }, [running]);
  return running !== '';
}
