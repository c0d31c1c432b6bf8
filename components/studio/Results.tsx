import { ChevronDown } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import type { JobListing } from '../../lib/jobs/reads';
import { isOver, type Job, type Make, type Order } from '../../lib/jobs/record';
import { ProblemAlert } from '../app/ProblemAlert';
import type { Live } from '../hooks/useLive';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { Skeleton } from '../ui/Skeleton';
import { PendingItem } from './PendingItem';
import { words } from './words';

interface ResultsProps {
  readonly make: Make;
  readonly live: Live<JobListing>;
  readonly pending: readonly Order[];
  readonly onEarlier: () => void;
  /** The items, in their order. */
  readonly children: ReactNode;
}

/** Everything that was asked for, newest first, each with what became of it. */
export function Results({ make, live, pending, onEarlier, children }: ResultsProps) {
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;
  if (live.state === 'loading') return <Skeleton lines={4} label={words.loading} />;
  const { jobs, damaged, hasMore } = live.value;
  if (jobs.length + pending.length + damaged === 0)
    return <p className="text-soft">{words.results.none[make]}</p>;
  return (
    <section className="space-y-3">
      {damaged > 0 && <Notice tone="bad">{words.results.damaged(damaged)}</Notice>}
      {jobs.length + pending.length > 0 && (
        <ul aria-label={words.results.label} className="space-y-3">
          {pending.map((order) => (
            <PendingItem key={order.id} order={order} />
          ))}
          <Suspense fallback={jobs.map(toPending)}>{children}</Suspense>
        </ul>
      )}
      {hasMore && (
        <Button icon={ChevronDown} onClick={onEarlier}>
          {words.results.earlier}
        </Button>
      )}
    </section>
  );
}

/** What runs shows that it does from the first moment on; what is over can wait for its looks. */
const toPending = ({ request, state }: Job) =>
  isOver(state.place) ? null : <PendingItem key={request.id} order={request} />;
