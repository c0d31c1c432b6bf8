import { useEffect, useState } from 'react';
import type { Bytes } from '../../lib/core/bytes';
import type { KeptFile } from '../../lib/files/record';

export type FileUrl =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly url: string; readonly blob: Blob };

export const readBytes = async (file: KeptFile): Promise<Bytes> =>
  (await import('../../lib/files/store')).readFile(file);

/** An address for a sealed file, of this page and as long as it is shown. */
export function useFileUrl(file: KeptFile): FileUrl {
  const [url, setUrl] = useState<FileUrl>({ state: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file never changes under its id
  useEffect(() => {
    let isOver = false;
    let made: string | undefined;
    readBytes(file).then(
      (bytes) => {
        if (isOver) return;
        const blob = new Blob([bytes], { type: file.media });
        made = URL.createObjectURL(blob);
        setUrl({ state: 'ready', url: made, blob });
      },
      () => {
        if (!isOver) setUrl({ state: 'failed' });
      },
    );
    return () => {
      isOver = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [file.id]);
  return url;
}
