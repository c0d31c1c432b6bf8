import { type ReactNode, useId } from 'react';
import { FieldError } from './Frame';
import type { Choice } from './Select';

interface RadioGroupProps {
  readonly legend: ReactNode;
  readonly choices: readonly Choice[];
  readonly help?: ReactNode;
  readonly error?: ReactNode;
  readonly name?: string;
  readonly value?: string;
  readonly defaultValue?: string;
  readonly isInRow?: boolean;
  readonly disabled?: boolean;
  readonly onChoose?: (value: string) => void;
}

export function RadioGroup({
  legend,
  choices,
  help,
  error,
  name,
  isInRow,
  disabled,
  ...rest
}: RadioGroupProps) {
  const made = useId();
  const said = [error ? `${made}-error` : '', help ? `${made}-help` : ''].filter(Boolean).join(' ');
  return (
    <fieldset className="space-y-1" aria-describedby={said || undefined} disabled={disabled}>
      <legend className="text-sm font-medium">{legend}</legend>
      <div className={isInRow ? 'flex flex-wrap gap-x-4 gap-y-1 py-1' : 'space-y-1 py-1'}>
        {choices.map((choice) => (
          <Radio key={choice.value} {...rest} choice={choice} name={name ?? made} />
        ))}
      </div>
      {error && <FieldError id={`${made}-error`}>{error}</FieldError>}
      {help && (
        <p id={`${made}-help`} className="text-sm text-soft">
          {help}
        </p>
      )}
    </fieldset>
  );
}

type RadioProps = Pick<RadioGroupProps, 'value' | 'defaultValue' | 'onChoose'> & {
  readonly choice: Choice;
  readonly name: string;
};

function Radio({ choice, name, value, defaultValue, onChoose }: RadioProps) {
  const helpId = useId();
  const chosen =
    value === undefined
      ? { defaultChecked: defaultValue === choice.value }
      : { checked: value === choice.value };
  return (
    <div>
      <label className="flex items-start gap-2">
        <input
          type="radio"
          name={name}
          value={choice.value}
          autoComplete="off"
          aria-describedby={choice.help ? helpId : undefined}
          onChange={() => onChoose?.(choice.value)}
          className="mt-[3px]"
          {...chosen}
        />
        {choice.label}
      </label>
      {choice.help && (
        <p id={helpId} className="pl-[22px] text-sm text-soft">
          {choice.help}
        </p>
      )}
    </div>
  );
}
