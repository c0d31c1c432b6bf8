import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from '../classes';
import { boxLook, type FieldProps, Frame } from './Frame';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
}

export type SelectProps = FieldProps &
  Omit<ComponentProps<'select'>, 'className' | 'children' | 'autoComplete' | keyof FieldProps> & {
    readonly choices: readonly Choice[];
  };

export function Select({
  label,
  help,
  error,
  isOptional,
  labelled = 'above',
  id,
  choices,
  ...rest
}: SelectProps) {
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
        <div className="relative min-w-0 flex-1">
          <select
            {...rest}
            {...wiring}
            autoComplete="off"
            className={classes(boxLook, 'h-8 appearance-none pr-7')}
          >
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <ChevronDown
            size={14}
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-soft"
          />
        </div>
      )}
    </Frame>
  );
}
