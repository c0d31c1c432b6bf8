import type { LucideIcon } from 'lucide-react';
import type { ChangeEvent, ReactNode } from 'react';
import { classes } from '../classes';

interface FileFieldProps {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Media types, as the file dialog takes them. */
  readonly accept?: string;
  readonly disabled?: boolean;
  /** A box with its label in sight, as large as a small picture; or as wide as a field. */
  readonly look?: 'icon' | 'tile' | 'wide';
  /** One file alone. */
  readonly isSingle?: boolean;
  /** What stands in the wide one: which file it is. */
  readonly children?: ReactNode;
  readonly onFiles: (files: readonly File[]) => void;
}

const shape =
  'relative inline-flex shrink-0 items-center justify-center rounded-md text-soft focus-within:outline-2 focus-within:outline-ember-ink hover:bg-hover hover:text-ink has-disabled:cursor-not-allowed has-disabled:opacity-50';
const looks = {
  icon: 'size-8',
  tile: 'size-20 flex-col gap-1 text-center leading-tight border border-dashed border-edge text-sm',
  wide: 'min-h-12 w-full gap-2 px-3 text-center border border-dashed border-edge',
} as const;

/** The browser's own file input, looking like one of our small buttons. */
export function FileField({
  label,
  icon: Icon,
  accept,
  disabled,
  look = 'icon',
  isSingle = false,
  children,
  onFiles,
}: FileFieldProps) {
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    // The same file may be chosen once more.
    target.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <label title={label} className={classes(shape, looks[look])}>
      <Icon size={16} aria-hidden />
      {look === 'tile' && <span aria-hidden>{label}</span>}
      {look === 'wide' && <span className="min-w-0 break-all">{children}</span>}
      <input
        type="file"
        multiple={!isSingle}
        autoComplete="off"
        aria-label={label}
        accept={accept}
        disabled={disabled}
        onChange={take}
        className="absolute inset-0 size-full opacity-0"
      />
    </label>
  );
}
