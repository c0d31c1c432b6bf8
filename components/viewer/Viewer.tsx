import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Figures } from '../../lib/files/glb';
import { ButtonLink } from '../ui/Button';
import { words } from './words';

export interface ViewerProps {
  /** The whole file, of whatever format. What cannot be shown is said in words and can be downloaded. */
  readonly file: Blob;
  /** What the file is called when it is downloaded. It names no provider, no model and no prompt. */
  readonly name: string;
  /** What is to be seen, for who does not see it. */
  readonly alt?: string | undefined;
  /** As the record has them; counted from the model when absent. */
  readonly figures?: Figures | undefined;
  /** The address of the same model on a page of its own: `fullPageOf` makes it. Without one there is no such link. */
  readonly fullPage?: string | undefined;
  /** Given a picture of the model, once, as soon as it was first drawn: for lists, which load no viewer. */
  readonly onPoster?: ((poster: Blob) => void) | undefined;
}

/** One model, to be turned and looked at. Everything heavy is loaded with the first one that is shown. */
export function Viewer({ file, name }: ViewerProps) {
  const url = useBlobUrl(file);
  return (
    <section aria-label={words.label}>
      {url && (
        <ButtonLink size="small" icon={Download} href={url} download={name}>
          {words.download}
        </ButtonLink>
      )}
    </section>
  );
}

function useBlobUrl(file: Blob): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
