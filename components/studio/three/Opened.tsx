import { lazy, Suspense } from 'react';
import type { Job } from '../../../lib/jobs/record';
import { Dialog } from '../../ui/Dialog';
import { Skeleton } from '../../ui/Skeleton';
import { fullPageOf } from '../../viewer/address';
import { inert } from '../answer/inert';
import { useFileUrl } from '../useFileUrl';
import { Unread } from './Unread';
import { result3d } from './words';

const Viewer = lazy(async () => ({ default: (await import('../../viewer/Viewer')).Viewer }));

interface OpenedProps {
  readonly job: Job;
  readonly made: NonNullable<Job['state']['made']>[number];
  readonly name: string;
  readonly onClose: () => void;
}

/** One model, turned and looked at. What it shows at first becomes the picture in the list, where there is none. */
export function Opened({ job, made, name, onClose }: OpenedProps) {
  const { request, state } = job;
  const kept = useFileUrl(made.file);
  const hasPoster = state.made?.some(({ role }) => role === 'poster') === true;
  const keep = async (poster: Blob) => {
    const { keepPoster } = await import('../../viewer/poster');
    // The next one who opens it makes another.
    await keepPoster(request.id, poster).catch(() => undefined);
  };
  const opening = <Skeleton lines={6} label={result3d.opening} />;
  return (
    <Dialog title={result3d.title} size="wide" onClose={onClose}>
      {kept.state === 'failed' && <Unread job={job} />}
      {kept.state === 'loading' && opening}
      {kept.state === 'ready' && (
        <Suspense fallback={opening}>
          <Viewer
            file={kept.blob}
            name={name}
            alt={inert(request.prompt)}
            figures={made.figures}
            fullPage={fullPageOf(request.id, made.at)}
            onPoster={hasPoster ? undefined : (poster) => void keep(poster)}
          />
        </Suspense>
      )}
    </Dialog>
  );
}
