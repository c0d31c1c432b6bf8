import { Box, Download, Maximize2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { extensionOf } from '../../../lib/files/kinds';
import type { KeptFile } from '../../../lib/files/record';
import type { Job } from '../../../lib/jobs/record';
import { Button, ButtonLink } from '../../ui/Button';
import { fileNameOf } from '../../viewer/fileName';
import { useFileUrl } from '../useFileUrl';
import { useSaving } from './saving';
import { Unread } from './Unread';
import { result3d, sizeIn } from './words';

const Opened = lazy(async () => ({ default: (await import('./Opened')).Opened }));

type Made = NonNullable<Job['state']['made']>[number];

/** What was made: a picture of it, its figures, and its files. Nothing that draws models is loaded for it. */
export function MadeFiles({ job }: { readonly job: Job }) {
  const { made = [] } = job.state;
  const models = made.filter(({ role }) => role === 'model');
  const shown = made.find(({ role }) => role === 'poster') ?? made.find(({ role }) => role === 'reference');
  if (models.length === 0) return null;
  return (
    <div className="space-y-2">
      {shown ? <Poster made={shown} prompt={job.request.prompt} /> : <NoPoster />}
      <ul aria-label={result3d.made} className="space-y-2">
        {models.map((model, at) => (
          <li key={model.file.id}>
            <ModelFile job={job} made={model} number={at + 1} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Poster({ made: { role, file }, prompt }: { readonly made: Made; readonly prompt: string }) {
  const url = useFileUrl(file);
  if (url.state === 'failed') return <NoPoster />;
  if (url.state !== 'ready')
    return <div className="h-48 animate-pulse rounded-md bg-sunken motion-reduce:animate-none" />;
  return (
    <figure className="rounded-md bg-sunken">
      <img
        src={url.url}
        alt={result3d[role === 'poster' ? 'poster' : 'reference'](prompt)}
        className="mx-auto h-48 object-contain"
      />
      {role === 'reference' && (
        <figcaption className="px-2 pb-1 text-center text-sm text-soft">{result3d.isReference}</figcaption>
      )}
    </figure>
  );
}

const NoPoster = () => (
  <div className="flex h-24 flex-col items-center justify-center gap-1 rounded-md bg-sunken text-sm text-soft">
    <Box size={24} aria-hidden />
    {result3d.noPoster}
  </div>
);

interface ModelFileProps {
  readonly job: Job;
  readonly made: Made;
  readonly number: number;
}

function ModelFile({ job, made, number }: ModelFileProps) {
  const { file, figures } = made;
  const [isOpen, setIsOpen] = useState(false);
  const name = fileNameOf(job, made);
  return (
    <>
      <p className="text-sm text-soft">{figuresOf(file, figures).join(' · ')}</p>
      <div className="flex flex-wrap gap-1 pt-1">
        <Button size="small" icon={Maximize2} onClick={() => setIsOpen(true)}>
          {result3d.open}
        </Button>
        <Save
          job={job}
          file={file}
          name={name}
          label={number === 1 ? result3d.download : result3d.downloadAs(kindOf(file))}
        />
      </div>
      {isOpen && (
        <Suspense fallback={null}>
          <Opened job={job} made={made} name={name} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Save({
  job,
  file,
  name,
  label,
}: {
  readonly job: Job;
  readonly file: KeptFile;
  readonly name: string;
  readonly label: string;
}) {
  const { link, hasFailed } = useSaving(file, name);
  return (
    <>
      <ButtonLink size="small" icon={Download} {...link}>
        {label}
      </ButtonLink>
      {hasFailed && <Unread job={job} />}
    </>
  );
}

const kindOf = ({ media }: KeptFile): string => extensionOf(media).toUpperCase();

/** What a person looks at before opening it. */
function figuresOf(file: KeptFile, figures: Made['figures']): readonly string[] {
  const { byteCount } = file.sealed;
  if (!figures) return [kindOf(file), sizeIn(byteCount)];
  const { triangles, textures, parts, animations } = figures;
  return [
    kindOf(file),
    sizeIn(byteCount),
    result3d.triangles(triangles),
    ...(textures > 0 ? [result3d.textures(textures)] : []),
    ...(parts.length > 1 ? [result3d.parts(parts.length)] : []),
    ...(animations.length > 0 ? [result3d.animations(animations.length)] : []),
  ];
}
