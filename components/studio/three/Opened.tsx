import { lazy, Suspense, useEffect, useState } from 'react';
import type { Figures } from '../../../lib/files/glb';
import type { KeptFile } from '../../../lib/files/record';
import type { Job } from '../../../lib/jobs/record';
import { Dialog } from '../../ui/Dialog';
import { Skeleton } from '../../ui/Skeleton';
import { inert } from '../answer/inert';
import { readBlob } from '../useFileUrl';
import { result3d } from './words';

const Viewer = lazy(async () => ({ default: (await import('../../viewer/Viewer')).Viewer }));

interface OpenedProps {
  readonly job: Job;
  readonly file: KeptFile;
  readonly name: string;
  readonly figures: Figures | undefined;
  readonly onClose: () => void;
}

/** One model, turned and looked at. What it shows at first becomes the picture in the list, where there is none. */
export function Opened({ job, file, name, figures, onClose }: OpenedProps) {
  const blob = useBlob(file);
  const hasPoster = job.state.made?.some(({ role }) => role === 'poster') === true;
  const keep = async (poster: Blob) => {
    const { keepPoster } = await import('../../viewer/poster');
    // The next one who opens it makes another.
    await keepPoster(job.request.id, poster).catch(() => undefined);
  };
  return (
    <Dialog title={result3d.title} size="wide" onClose={onClose}>
      {blob === 'failed' && <p role="alert">{result3d.notRead}</p>}
      {blob === undefined && <Skeleton lines={6} label={result3d.opening} />}
      {blob instanceof Blob && (
        <Suspense fallback={<Skeleton lines={6} label={result3d.opening} />}>
          <Viewer
            file={blob}
            name={name}
            alt={inert(job.request.prompt)}
            figures={figures}
            onPoster={hasPoster ? undefined : (poster) => void keep(poster)}
          />
        </Suspense>
      )}
    </Dialog>
  );
}

function useBlob(file: KeptFile): Blob | 'failed' | undefined {
  const [blob, setBlob] = useState<Blob | 'failed'>();
  useEffect(() => {
    let isOver = false;
    const settle = (found: Blob | 'failed') => {
      if (!isOver) setBlob(found);
    };
    readBlob(file).then(settle, () => settle('failed'));
    return () => {
      isOver = true;
    };
  }, [file]);
  return blob;
}
