import type { ComponentProps } from 'react';
import { classes } from '../classes';
import { boxLook, type FieldProps, Frame, kept } from './Frame';

export type TextAreaProps = FieldProps &
  Omit<ComponentProps<'textarea'>, 'className' | 'autoComplete' | keyof FieldProps> & {
    readonly holds?: 'text' | 'code';
  };

export function TextArea({
  label,
  help,
  error,
  isOptional,
  labelled = 'above',
  id,
  holds = 'text',
  ...rest
}: TextAreaProps) {
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
        <textarea
          rows={3}
          {...kept}
          {...rest}
          {...wiring}
          autoComplete="off"
          className={classes(boxLook, 'resize-y py-1.5', holds === 'code' && 'font-mono text-sm')}
        />
      )}
    </Frame>
  );
}
