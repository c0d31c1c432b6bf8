import { Box, Image, type LucideIcon, MessageSquare } from 'lucide-react';
import { useRef } from 'react';
import type { KeptFile } from '../../lib/files/record';
import type { Job, Make } from '../../lib/jobs/record';
import { useSeen } from '../studio/answer/useSeen';
import { pictureOf } from './small';
import { answerOf } from './titles';
import { useSmall } from './useSmall';

const icons: Readonly<Record<Make, LucideIcon>> = { text: MessageSquare, image: Image, model3d: Box };

interface ThumbProps {
  readonly job: Job;
  readonly isSmall?: boolean;
}

/** What a result looks like. Only what is in sight is opened. */
export function Thumb({ job, isSmall = false }: ThumbProps) {
  const file = pictureOf(job);
  if (file) return <Picture job={job} file={file} />;
  const answer = job.request.make === 'text' && !isSmall ? answerOf(job) : '';
  if (answer === '') return <Sign make={job.request.make} />;
  return (
    <span dir="auto" className="line-clamp-6 block p-3 pt-9 text-sm text-soft [overflow-wrap:anywhere]">
      {answer}
    </span>
  );
}

const Sign = ({ make }: { readonly make: Make }) => {
  const Icon = icons[make];
  return (
    <span className="flex size-full items-center justify-center text-soft">
      <Icon size={24} aria-hidden />
    </span>
  );
};

function Picture({ job, file }: { readonly job: Job; readonly file: KeptFile }) {
  const place = useRef<HTMLSpanElement>(null);
  const url = useSmall(job, file, useSeen(place, false));
  return (
    <span ref={place} className="block size-full">
      {url.state === 'ready' ? (
        // The button over it is named by its prompt.
        <img src={url.url} alt="" decoding="async" className="size-full object-cover" />
      ) : (
        <Sign make={job.request.make} />
      )}
    </span>
  );
}
