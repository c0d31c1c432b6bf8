import { useEffect, useState } from 'react';
import type { KeptFile } from '../../lib/files/record';

export type FileUrl =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly url: string; readonly blob: Blob };

/** Piece by piece: a large model is never whole in this page's own memory. */
export const readBlob = async (file: KeptFile, signal?: AbortSignal): Promise<Blob> =>
  (await import('../../lib/files/store')).readBlob(file, signal);

/** An address for a sealed file, of this page and as long as it is shown. */
export function useFileUrl(file: KeptFile): FileUrl {
  const [url, setUrl] = useState<FileUrl>({ state: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file never changes under its id
  useEffect(() => {
    const end = new AbortController();
    let made: string | undefined;
    readBlob(file, end.signal).then(
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
  }, [file.id]);
  return url;
}
