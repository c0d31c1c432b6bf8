import { Box, Copy, Download, ImagePlus, Maximize2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { extensionOf } from '../../../lib/files/kinds';
import type { KeptFile } from '../../../lib/files/record';
import type { Job } from '../../../lib/jobs/record';
import { Button, ButtonLink } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { toast } from '../../ui/toasts';
import { NO_FORM, useStudio } from '../actions';
import { inert } from '../answer/inert';
import { isPicture } from '../FileChips';
import { Problems } from '../Problems';
import { type FileUrl, useFileUrl } from '../useFileUrl';
import { useNear } from '../useNear';
import { copyPicture } from './copyPicture';
import { useAct } from './useAct';
import { pictures } from './words';

/** What was made, each with what can be done with it. */
export function Pictures({ job }: { readonly job: Job }) {
  const { images } = job.state;
  if (images.length === 0) return null;
  return (
    <ul aria-label={pictures.label} className="space-y-2">
      {images.map((file, at) => (
        <PlaceOf key={file.id} job={job} file={file} at={at} />
      ))}
    </ul>
  );
}

interface PlaceOfProps {
  readonly job: Job;
  readonly file: KeptFile;
  readonly at: number;
}

/** What is far away is held at the size of a list, if at all. */
function PlaceOf({ job, file, at }: PlaceOfProps) {
  const place = useRef<HTMLLIElement>(null);
  const isNear = useNear(place);
  const poster = at === 0 ? job.state.made?.find(({ role }) => role === 'poster')?.file : undefined;
  return (
    <li ref={place} className="space-y-1">
      {isNear && <Picture file={file} prompt={job.request.prompt} name={nameOf(job, file, at)} />}
      {!isNear &&
        (poster ? (
          <Small file={file} poster={poster} alt={inert(job.request.prompt)} />
        ) : (
          <Placeholder file={file} />
        ))}
    </li>
  );
}

interface SmallProps {
  readonly file: KeptFile;
  readonly poster: KeptFile;
  readonly alt: string;
}

function Small({ file, poster, alt }: SmallProps) {
  const url = useFileUrl(poster);
  if (url.state !== 'ready') return <Placeholder file={file} />;
  return <img src={url.url} alt={alt} width={file.width} height={file.height} className={SHOWN} />;
}

const SHOWN = 'h-auto max-h-96 w-full rounded-md object-contain';

/** Names no provider, no model and no prompt: the browser keeps a list of downloads. */
function nameOf({ request, state }: Job, { media }: KeptFile, at: number): string {
  const made = new Date(state.endedAtMs ?? request.atMs);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${made.getFullYear()}${two(made.getMonth() + 1)}${two(made.getDate())}`;
  const time = `${two(made.getHours())}${two(made.getMinutes())}${two(made.getSeconds())}`;
  return `firekeep-${day}-${time}-${at + 1}.${extensionOf(media)}`;
}

interface PictureProps {
  readonly file: KeptFile;
  readonly prompt: string;
  readonly name: string;
}

function Picture({ file, prompt, name }: PictureProps) {
  const url = useFileUrl(file);
  const [isOpen, setIsOpen] = useState(false);
  const studio = useStudio();
  const act = useAct();
  const alt = inert(prompt);
  if (url.state !== 'ready')
    return url.state === 'failed' ? (
      <p className="text-bad">{pictures.damaged}</p>
    ) : (
      <Placeholder file={file} />
    );
  const download = (
    <ButtonLink size="small" icon={Download} href={url.url} download={name}>
      {pictures.download}
    </ButtonLink>
  );
  if (!isPicture(file))
    return (
      <>
        <p>{pictures.svg}</p>
        {download}
      </>
    );
  return (
    <>
      <img src={url.url} alt={alt} width={file.width} height={file.height} className={SHOWN} />
      <div className="flex flex-wrap gap-1">
        {download}
        <Button size="small" look="quiet" icon={Maximize2} onClick={() => setIsOpen(true)}>
          {pictures.open}
        </Button>
        <Button size="small" look="quiet" icon={Copy} onClick={() => copyAndSay(url)}>
          {pictures.copy}
        </Button>
        {studio !== NO_FORM && (
          <>
            <Button size="small" look="quiet" icon={ImagePlus} onClick={() => studio.use(file)}>
              {pictures.use}
            </Button>
            <Button
              size="small"
              look="quiet"
              icon={Box}
              isBusy={act.isBusy}
              onClick={() => act.run(() => studio.make3d(file))}
            >
              {pictures.make3d}
            </Button>
          </>
        )}
      </div>
      {act.problem && <Problems problems={[act.problem]} />}
      {isOpen && (
        <Dialog title={pictures.title} size="wide" onClose={() => setIsOpen(false)}>
          <img src={url.url} alt={alt} className="h-auto w-full" />
        </Dialog>
      )}
    </>
  );
}

/** As high as the picture will be, so that nothing moves when it comes. */
const Placeholder = ({ file: { width = 1, height = 1 } }: { readonly file: KeptFile }) => (
  <svg
    viewBox={`0 0 ${width} ${height}`}
    aria-hidden
    className="max-h-96 w-full animate-pulse rounded-md bg-sunken motion-reduce:animate-none"
  />
);

async function copyAndSay(url: FileUrl): Promise<void> {
  if (url.state !== 'ready') return;
  try {
    await copyPicture(url.blob);
    toast(pictures.copied);
  } catch {
    toast(pictures.notCopied);
  }
}
