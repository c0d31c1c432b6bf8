import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';

export interface FieldProps {
  readonly label: ReactNode;
  /** One plain sentence under the field. */
  readonly help?: ReactNode;
  /** What is wrong with what it holds, and what to do. */
  readonly error?: ReactNode;
  readonly isOptional?: boolean;
  /** Where the label stands: above the field, before it where there is little room, or only in what is read out. */
  readonly labelled?: 'above' | 'before' | 'unseen';
}

export interface Wiring {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

interface FrameProps extends FieldProps {
  readonly children: (wiring: Wiring) => ReactNode;
  readonly id: string | undefined;
}

const frameLook = { above: 'space-y-1', before: 'flex items-center gap-2', unseen: '' } as const;
const labelLook = {
  above: 'block text-sm font-medium',
  before: 'shrink-0 text-sm font-medium',
  unseen: 'sr-only',
} as const;

/** Label above, words below, and the wires between them that a screen reader follows. */
export function Frame({
  label,
  help,
  error,
  isOptional,
  labelled = 'above',
  id: given,
  children,
}: FrameProps) {
  const made = useId();
  const id = given ?? made;
  const said = [error ? `${id}-error` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ');
  return (
    <div className={frameLook[labelled]}>
      <label htmlFor={id} className={labelLook[labelled]}>
        {label}
      </label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': said || undefined })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {(help || isOptional) && (
        <p id={`${id}-help`} className="text-sm text-soft">
          {help}
          {isOptional && !help && 'Optional.'}
        </p>
      )}
    </div>
  );
}

export function FieldError({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1 text-sm text-bad">
      <CircleAlert size={14} aria-hidden className="mt-[3px] shrink-0" />
      <span>{children}</span>
    </p>
  );
}

export const boxLook =
  'block w-full rounded-md border border-edge bg-surface px-2 text-base text-ink placeholder:text-soft ' +
  'aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-60 ' +
  'focus-visible:outline-2 focus-visible:outline-offset-0';

/**
 * On every field: browsers write what is typed into their session files unless autocomplete is off, and a
 * spelling check may send it away.
 */
export const kept = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  spellCheck: false,
} as const;
