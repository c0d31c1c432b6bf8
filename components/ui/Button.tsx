import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { classes } from './classes';
import { Spinner } from './Spinner';

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-fill';

const looks: Readonly<Record<ButtonLook, string>> = {
  plain: 'border-edge bg-surface text-ink hover:bg-hover',
  primary: 'border-transparent bg-ember text-on-ember hover:bg-ember-hover',
  quiet: 'border-transparent bg-transparent text-ink hover:bg-hover',
  danger: 'border-edge bg-surface text-bad hover:bg-bad-ground',
  'danger-fill': 'border-transparent bg-bad-fill text-on-bad hover:bg-bad-fill-hover',
};

const shape =
  'inline-flex max-w-full shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium ' +
  'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-default';

const sizes = { small: 'min-h-7 px-2 text-sm', normal: 'min-h-8 px-3 text-base' } as const;

const iconSizes = { small: 14, normal: 16 } as const;

const lookOf = (look: ButtonLook, size: keyof typeof sizes) => classes(shape, sizes[size], looks[look]);

interface Dress {
  readonly look?: ButtonLook;
  readonly size?: keyof typeof sizes;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children'> &
  Dress & {
    /** Working on it: keeps its focus and its name, and swallows further presses. */
    readonly isBusy?: boolean;
  };

export function Button({
  look = 'plain',
  size = 'normal',
  icon: Icon,
  isBusy = false,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // Enter in a form presses its submit button too: a busy one must not send twice.
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      {...(isBusy && { 'aria-disabled': true, 'aria-busy': true })}
      className={lookOf(look, size)}
      onClick={press}
    >
      {isBusy ? <Spinner size={iconSizes[size]} /> : Icon && <Icon size={iconSizes[size]} aria-hidden />}
      {children}
    </button>
  );
}

type LinkProps = Omit<ComponentProps<'a'>, 'className' | 'children'> & Dress;

/** Goes somewhere, and looks like a button. */
export function ButtonLink({ look = 'plain', size = 'normal', icon: Icon, children, ...rest }: LinkProps) {
  return (
    <a {...rest} className={lookOf(look, size)}>
      {Icon && <Icon size={iconSizes[size]} aria-hidden />}
      {children}
    </a>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children'> & {
  readonly icon: LucideIcon;
  /** Its accessible name, also shown on hover. */
  readonly label: string;
};

export const iconButtonLook =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink ' +
  'aria-pressed:bg-ember-ground aria-pressed:text-ember-ink disabled:cursor-not-allowed disabled:opacity-50';

export function IconButton({ icon: Icon, label, ...rest }: IconButtonProps) {
  return (
    <button type="button" title={label} aria-label={label} {...rest} className={iconButtonLook}>
      <Icon size={16} aria-hidden />
    </button>
  );
}
