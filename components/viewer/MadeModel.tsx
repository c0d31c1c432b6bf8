import { mayBeMended } from '../../lib/jobs/afterwards';
import type { Job, Made } from '../../lib/jobs/record';
import { inert } from '../studio/answer/inert';
import { useFileUrl } from '../studio/useFileUrl';
import { Alert } from '../ui/Notice';
import { Skeleton } from '../ui/Skeleton';
import { fileNameOf } from './fileName';
import { Viewer } from './Viewer';
import { page } from './words';

interface MadeModelProps {
  readonly job: Job;
  readonly made: Made;
}

/** A model that a job made, opened from its sealed file. */
export function MadeModel({ job, made }: MadeModelProps) {
  const kept = useFileUrl(made.file);
  if (kept.state !== 'ready')
    return kept.state === 'failed' ? (
      <Alert title={page.damaged}>{page.damagedMeans(mayBeMended(job.state))}</Alert>
    ) : (
      <Skeleton label={page.loading} />
    );
  return (
    <Viewer
      isWholePage
      file={kept.blob}
      name={fileNameOf(job, made)}
      alt={inert(job.request.prompt)}
      figures={made.figures}
      onPoster={hasPoster(job) ? undefined : (poster) => void keep(job.request.id, poster)}
    />
  );
}

const hasPoster = ({ state }: Job): boolean => (state.made ?? []).some(({ role }) => role === 'poster');

/** A list that shows no picture shows words: nothing is lost when this one cannot be kept. */
const keep = async (jobId: string, poster: Blob): Promise<void> => {
  const { keepPoster } = await import('./poster');
  await keepPoster(jobId, poster).catch(() => undefined);
};
