import { Box, Image, type LucideIcon, MessageSquare } from 'lucide-react';
import { useRef } from 'react';
import type { KeptFile } from '../../lib/files/record';
import type { Job, Make } from '../../lib/jobs/record';
import { useSeen } from '../studio/answer/useSeen';
import { isPicture } from '../studio/FileChips';
import { useFileUrl } from '../studio/useFileUrl';
import { answerOf } from './titles';

const icons: Readonly<Record<Make, LucideIcon>> = { text: MessageSquare, image: Image, model3d: Box };

interface ThumbProps {
  readonly job: Job;
  readonly isSmall?: boolean;
}

/** What a result looks like. Only what is in sight is opened. */
export function Thumb({ job, isSmall = false }: ThumbProps) {
  const file = pictureOf(job);
  if (file) return <Picture file={file} make={job.request.make} />;
  const answer = job.request.make === 'text' && !isSmall ? answerOf(job) : '';
  if (answer === '') return <Sign make={job.request.make} />;
  return (
    <span dir="auto" className="line-clamp-6 block p-3 pt-9 text-sm text-soft [overflow-wrap:anywhere]">
      {answer}
    </span>
  );
}

function pictureOf({ state }: Job): KeptFile | undefined {
  const made = state.made ?? [];
  const shown = made.find(({ role }) => role === 'poster') ?? made.find(({ role }) => role === 'reference');
  return [...state.images, ...(shown ? [shown.file] : [])].find(isPicture);
}

const Sign = ({ make }: { readonly make: Make }) => {
  const Icon = icons[make];
  return (
    <span className="flex size-full items-center justify-center text-soft">
      <Icon size={24} aria-hidden />
    </span>
  );
};

function Picture({ file, make }: { readonly file: KeptFile; readonly make: Make }) {
  const place = useRef<HTMLSpanElement>(null);
  const isSeen = useSeen(place, false);
  return (
    <span ref={place} className="block size-full">
      {isSeen ? <Opened file={file} make={make} /> : <Sign make={make} />}
    </span>
  );
}

function Opened({ file, make }: { readonly file: KeptFile; readonly make: Make }) {
  const url = useFileUrl(file);
  if (url.state !== 'ready') return <Sign make={make} />;
  // The button around it is named by its prompt.
  return <img src={url.url} alt="" decoding="async" className="size-full object-cover" />;
}
