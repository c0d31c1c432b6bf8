import type { LucideIcon } from 'lucide-react';
import type { ChangeEvent } from 'react';

interface FileFieldProps {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Media types, as the file dialog takes them. */
  readonly accept?: string;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The browser's own file input, looking like one of our small buttons. */
export function FileField({ label, icon: Icon, accept, disabled, onFiles }: FileFieldProps) {
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    // The same file may be chosen once more.
    target.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <label
      title={label}
      className="relative inline-flex size-8 shrink-0 items-center justify-center rounded-md text-soft focus-within:outline-2 focus-within:outline-ember-ink hover:bg-hover hover:text-ink has-disabled:cursor-not-allowed has-disabled:opacity-50"
    >
      <Icon size={16} aria-hidden />
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
