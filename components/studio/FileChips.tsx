import { FileText, X } from 'lucide-react';
import type { KeptFile } from '../../lib/files/record';
import { IconButton } from '../ui/Button';
import { useFileUrl } from './useFileUrl';
import { words } from './words';

export interface FileChipsProps {
  readonly files: readonly KeptFile[];
  readonly label: string;
  readonly onRemove?: (file: KeptFile) => void;
}

/** What goes with a prompt, small. */
export function FileChips({ files, label, onRemove }: FileChipsProps) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {files.map((file) => (
        <li
          key={file.id}
          className="flex max-w-full items-center gap-1 rounded-md border border-line bg-surface p-1 text-sm"
        >
          {isPicture(file) ? (
            <Thumbnail file={file} />
          ) : (
            <>
              <FileText size={16} aria-hidden className="shrink-0 text-soft" />
              <bdi className="min-w-0 [overflow-wrap:anywhere]">{file.name || words.prompt.file}</bdi>
            </>
          )}
          {onRemove && (
            <IconButton icon={X} label={words.prompt.remove(nameOf(file))} onClick={() => onRemove(file)} />
          )}
        </li>
      ))}
    </ul>
  );
}

export const isPicture = ({ media }: KeptFile): boolean =>
  media.startsWith('image/') && media !== 'image/svg+xml';

const nameOf = (file: KeptFile): string =>
  file.name || (isPicture(file) ? words.prompt.picture : words.prompt.file);

function Thumbnail({ file }: { readonly file: KeptFile }) {
  const url = useFileUrl(file);
  return url.state === 'ready' ? (
    <img src={url.url} alt={nameOf(file)} className="size-10 rounded-sm object-cover" />
  ) : (
    <span role="img" aria-label={nameOf(file)} className="size-10 rounded-sm bg-sunken" />
  );
}
