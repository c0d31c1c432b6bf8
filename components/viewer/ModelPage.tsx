import { Box } from 'lucide-react';
import { lazy, Suspense, useCallback, useSyncExternalStore } from 'react';
import type { Job, Made } from '../../lib/jobs/record';
import { Brand } from '../app/Brand';
import { LockButton } from '../app/LockButton';
import { loadJobReads } from '../hooks/useJobs';
import { useLive } from '../hooks/useLive';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { type ModelAddress, parseAddress } from './address';
import { page } from './words';

const MadeModel = lazy(async () => ({ default: (await import('./MadeModel')).MadeModel }));

/** One model with all the room there is. */
export function ModelPage() {
  const hash = useSyncExternalStore(follow, () => location.hash);
  const address = parseAddress(hash);
  return (
    <div className="mx-auto max-w-6xl space-y-3 p-4">
      <title>{page.title}</title>
      <header className="flex items-center justify-between gap-2">
        <Brand />
        <LockButton />
      </header>
      <main className="space-y-3">
        <h1 className="text-xl font-semibold">{page.heading}</h1>
        {address ? <Found key={hash} address={address} /> : <Missing />}
      </main>
    </div>
  );
}

const follow = (react: () => void) => {
  addEventListener('hashchange', react);
  return () => removeEventListener('hashchange', react);
};

const TABLES = ['jobs'] as const;

function Found({ address: { jobId, at } }: { readonly address: ModelAddress }) {
  const read = useCallback(async () => (await loadJobReads()).findJob(jobId), [jobId]);
  const live = useLive(read, TABLES);
  if (live.state === 'loading') return <Skeleton label={page.loading} />;
  const job = live.state === 'ready' ? live.value : undefined;
  const made = job && modelAt(job, at);
  if (!job || !made) return <Missing />;
  return (
    <Suspense fallback={<Skeleton label={page.loading} />}>
      <MadeModel job={job} made={made} />
    </Suspense>
  );
}

const modelAt = ({ state }: Job, at: number): Made | undefined =>
  state.made?.find((made) => made.at === at && made.role === 'model');

const Missing = () => (
  <EmptyState icon={Box} title={page.missing}>
    {page.missingMeans}
  </EmptyState>
);
