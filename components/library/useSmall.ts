import { useEffect, useState } from 'react';
import type { KeptFile } from '../../lib/files/record';
import type { Job } from '../../lib/jobs/record';
import type { FileUrl } from '../studio/useFileUrl';
import { readSmall } from './small';

/** An address for a small picture of a job, of this page and as long as it is shown. */
export function useSmall(job: Job, file: KeptFile, isSeen: boolean): FileUrl {
  const [url, setUrl] = useState<FileUrl>({ state: 'loading' });
  // What was drawn here stays when the row comes to name it a moment later.
  const what = job.state.images[0]?.id ?? file.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a picture never changes under its id
  useEffect(() => {
    if (!isSeen) return;
    const end = new AbortController();
    let made: string | undefined;
    readSmall(job, file, end.signal).then(
      (blob) => {
        if (end.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setUrl({ state: 'ready', url: made, blob });
      },
      () => {
        if (!end.signal.aborted) setUrl({ state: 'failed' });
      },
    );
    return () => {
      end.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [what, isSeen]);
  return url;
}
