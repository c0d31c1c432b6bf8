import type { ComponentProps } from 'react';
import { classes } from './classes';

/** A piece of the page that belongs together. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      {...rest}
      className={classes('rounded-lg border border-line bg-surface p-4 shadow-raised', className)}
    />
  );
}
