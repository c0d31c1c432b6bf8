import { Download, Maximize2 } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { Figures } from '../../lib/files/glb';
import { ButtonLink } from '../ui/Button';
import { classes } from '../ui/classes';
import { Notice } from '../ui/Notice';
import { Spinner } from '../ui/Spinner';
import { Controls } from './Controls';
import { useModel, type View } from './useModel';
import { cannotWords, words } from './words';

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
  /** As high as there is room, on a page of its own. */
  readonly isWholePage?: boolean | undefined;
}

/** One model, to be turned and looked at. Everything heavy is loaded with the first one that is shown. */
export function Viewer({ file, name, alt, figures, fullPage, onPoster, isWholePage = false }: ViewerProps) {
  const url = useBlobUrl(file);
  const host = useRef<HTMLDivElement>(null);
  const view = useModel(host, { file, url, alt: alt || words.alt, figures, onPoster });
  const isHidden = view.state === 'cannot';
  return (
    <section aria-label={words.label} className="space-y-2">
      <div
        ref={host}
        hidden={isHidden}
        className={classes(
          'relative overflow-hidden rounded-md bg-sunken text-ink',
          isWholePage ? 'h-[calc(100dvh-16rem)] min-h-80' : 'h-80',
        )}
      >
        {view.state === 'opening' && <Loading />}
      </div>
      {view.state === 'cannot' && <Notice tone="warn">{cannotWords(view.obstacle, name)}</Notice>}
      {view.state === 'shown' && <Controls model={view.model} />}
      <FiguresLine figures={figures ?? countedIn(view)} bytes={file.size} />
      <div className="flex flex-wrap gap-1">
        {url && (
          <ButtonLink
            size="small"
            icon={Download}
            href={url}
            download={name}
            title={words.drag}
            draggable
            onDragStart={(event) => offer(event, file, name, url)}
          >
            {words.download}
          </ButtonLink>
        )}
        {fullPage && (
          <ButtonLink size="small" look="quiet" icon={Maximize2} href={fullPage} target="_blank">
            {words.fullPage}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}

const Loading = () => (
  <p role="status" className="absolute inset-0 flex items-center justify-center gap-2 text-soft">
    <Spinner size={16} />
    {words.loading}
  </p>
);

const countedIn = (view: View) => (view.state === 'shown' ? view.model.figures : undefined);

interface FiguresLineProps {
  readonly figures: Pick<Figures, 'triangles' | 'textures'> | undefined;
  readonly bytes: number;
}

function FiguresLine({ figures, bytes }: FiguresLineProps) {
  const { triangles, textures, size } = words.figures;
  const said = [figures && triangles(figures.triangles), figures && textures(figures.textures), size(bytes)];
  return <p className="text-sm text-soft">{said.filter(Boolean).join(' · ')}</p>;
}

/** Chromium makes a file of it wherever it is dropped. Other browsers take the address, which is worth nothing outside. */
function offer({ dataTransfer }: DragEvent, { type }: Blob, name: string, url: string): void {
  dataTransfer.setData('DownloadURL', `${type || 'application/octet-stream'}:${name}:${url}`);
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
