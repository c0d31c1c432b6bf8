import { useEffect, useState } from 'react';
import type { KeptFile } from '../../lib/files/record';

export type FileUrl =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly url: string; readonly blob: Blob };

/** Piece by piece: a large model is never whole in this page's own memory. */
export const readBlob = async (file: KeptFile, signal?: AbortSignal): Promise<Blob> =>
  (await import('../../lib/files/store')).readBlob(file, signal);

/** An address for a sealed file, of this page and as long as it is shown. */
export const useFileUrl = (file: KeptFile): FileUrl =>
  useBlobUrl((signal) => readBlob(file, signal), file.id);

/** The same for whatever is read. `what` names it: under one name it never changes. */
export function useBlobUrl(
  read: (signal: AbortSignal) => Promise<Blob>,
  what: string,
  isDue = true,
): FileUrl {
  const [url, setUrl] = useState<FileUrl>({ state: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `what` tells whether it is another one to read
  useEffect(() => {
    if (!isDue) return;
    const end = new AbortController();
    let made: string | undefined;
    read(end.signal).then(
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
  }, [what, isDue]);
  return url;
}
