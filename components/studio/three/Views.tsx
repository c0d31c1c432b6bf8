import { ImagePlus, X } from 'lucide-react';
import type { KeptFile } from '../../../lib/files/record';
import { IconButton } from '../../ui/Button';
import { FileField } from '../../ui/field/FileField';
import { type FormStore, useForm, type View } from '../form';
import { useFileUrl } from '../useFileUrl';
import { pictureOf, SIDES, withPicture } from './views';
import { pictures3d } from './words';

export const PICTURES = 'image/png,image/jpeg,image/webp,image/gif';

interface ViewsProps {
  readonly store: FormStore;
  /** The model works from several sides. */
  readonly takesMore: boolean;
  /** Undefined where a file dialog would close this page. */
  readonly onFiles: ((files: readonly File[], side: View) => void) | undefined;
}

/** The sides that are there, and room for the others. */
export function Views({ store, takesMore, onFiles }: ViewsProps) {
  const form = useForm(store);
  if (form.files.length === 0) return null;
  const remove = (side: View) => store.change(withPicture(store.get(), side, undefined));
  return (
    <div className="space-y-1">
      <ul aria-label={pictures3d.views} className="flex flex-wrap gap-2">
        {SIDES.map((side) => {
          const file = pictureOf(form, side);
          if (file) return <Side key={side} side={side} file={file} onRemove={() => remove(side)} />;
          if (!onFiles || (!takesMore && side !== 'front')) return null;
          return (
            <li key={side}>
              <FileField
                look="tile"
                label={pictures3d.names[side]}
                icon={ImagePlus}
                accept={PICTURES}
                onFiles={(files) => onFiles(files, side)}
              />
            </li>
          );
        })}
      </ul>
      <p className="text-sm text-soft">{takesMore ? pictures3d.more : pictures3d.noMore}</p>
    </div>
  );
}

interface SideProps {
  readonly side: View;
  readonly file: KeptFile;
  readonly onRemove: () => void;
}

function Side({ side, file, onRemove }: SideProps) {
  const url = useFileUrl(file);
  const name = pictures3d.names[side];
  return (
    <li className="relative size-20 overflow-hidden rounded-md border border-line bg-sunken">
      {url.state === 'ready' && (
        <img src={url.url} alt={pictures3d.of(name)} title={file.name} className="size-full object-contain" />
      )}
      <span aria-hidden className="absolute inset-x-0 bottom-0 bg-surface/85 px-1 text-center text-xs">
        {name}
      </span>
      <span className="absolute top-0 right-0 rounded-bl-md bg-surface/85">
        <IconButton icon={X} label={pictures3d.remove(name)} onClick={onRemove} />
      </span>
    </li>
  );
}
