import type { LucideIcon } from 'lucide-react';
import type { ChangeEvent } from 'react';
import { classes } from '../classes';

interface FileFieldProps {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Media types, as the file dialog takes them. */
  readonly accept?: string;
  readonly disabled?: boolean;
  /** A box with its label in sight, as large as a small picture. */
  readonly look?: 'icon' | 'tile';
  readonly onFiles: (files: readonly File[]) => void;
}

const shape =
  'relative inline-flex shrink-0 items-center justify-center rounded-md text-soft focus-within:outline-2 focus-within:outline-ember-ink hover:bg-hover hover:text-ink has-disabled:cursor-not-allowed has-disabled:opacity-50';
const looks = {
  icon: 'size-8',
  tile: 'size-20 flex-col gap-1 text-center leading-tight border border-dashed border-edge text-sm',
} as const;

/** The browser's own file input, looking like one of our small buttons. */
export function FileField({ label, icon: Icon, accept, disabled, look = 'icon', onFiles }: FileFieldProps) {
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
      <input
        type="file"
        multiple
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
