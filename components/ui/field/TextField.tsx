import { Eye, EyeOff, Search } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { classes } from '../classes';
import { boxLook, type FieldProps, Frame, kept, type Wiring } from './Frame';

type InputProps = Omit<
  ComponentProps<'input'>,
  'type' | 'className' | 'autoComplete' | 'spellCheck' | keyof FieldProps
>;

export type TextFieldProps = FieldProps &
  InputProps & {
    /**
     * `secret` is dotted, with a button to look. Give it `ref` or `defaultValue`, never `value`: React would
     * copy what it holds into an attribute.
     */
    readonly holds?: 'text' | 'secret' | 'search' | 'code';
  };

export function TextField({
  label,
  help,
  error,
  isOptional,
  labelled = 'above',
  id,
  holds = 'text',
  ...rest
}: TextFieldProps) {
  return (
    <Frame
      label={label}
      help={help}
      error={error}
      isOptional={isOptional ?? false}
      labelled={labelled}
      id={id}
    >
      {(wiring) =>
        holds === 'secret' ? (
          <SecretInput {...rest} {...wiring} />
        ) : (
          <input
            {...rest}
            {...wiring}
            {...kept}
            type={holds === 'search' ? 'search' : 'text'}
            className={classes(boxLook, 'h-8', holds === 'code' && 'font-mono text-sm')}
          />
        )
      }
    </Frame>
  );
}

/**
 * Firefox offers to save what is typed into a password field, whatever the field says about it: there the dots
 * come from the style sheet. Chromium never does so on an extension's page, and hides it from screen readers.
 */
const hiddenBy = import.meta.env.FIREFOX ? 'style' : 'type';

function SecretInput(props: InputProps & Wiring) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <input
        {...props}
        {...kept}
        type={isShown || hiddenBy === 'style' ? 'text' : 'password'}
        className={classes(
          boxLook,
          'h-8 pr-18',
          isShown && 'font-mono text-sm',
          !isShown && hiddenBy === 'style' && 'dotted',
        )}
      />
      <button
        type="button"
        aria-pressed={isShown}
        aria-controls={props.id}
        disabled={props.disabled}
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-1 right-1 flex items-center gap-1 rounded-sm px-1.5 text-sm text-soft hover:bg-hover hover:text-ink"
      >
        <Icon size={14} aria-hidden />
        {isShown ? 'Hide' : 'Show'}
      </button>
    </div>
  );
}

type SearchProps = Omit<InputProps, 'id'> & { readonly label: string };

/** A search box: its label is there for those who cannot see the magnifying glass. */
export function SearchField({ label, ...rest }: SearchProps) {
  return (
    <div className="relative">
      <Search
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-soft"
      />
      <input
        {...rest}
        {...kept}
        type="search"
        aria-label={label}
        placeholder={label}
        className={classes(boxLook, 'h-8 pl-7')}
      />
    </div>
  );
}
