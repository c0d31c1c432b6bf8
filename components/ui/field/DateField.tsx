import type { ComponentProps } from 'react';
import { classes } from '../classes';
import { boxLook, type FieldProps, Frame } from './Frame';

export type DateFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'type' | 'className' | 'autoComplete' | keyof FieldProps>;

/** A day, `2026-03-31`, as the browser's own field takes it: with its calendar, and in the person's own order. */
export function DateField({
  label,
  help,
  error,
  isOptional,
  labelled = 'above',
  id,
  ...rest
}: DateFieldProps) {
  return (
    <Frame
      label={label}
      help={help}
      error={error}
      isOptional={isOptional ?? false}
      labelled={labelled}
      id={id}
    >
      {(wiring) => (
        <input
          {...rest}
          {...wiring}
          type="date"
          autoComplete="off"
          className={classes(boxLook, 'h-8 min-w-36')}
        />
      )}
    </Frame>
  );
}
