import { type ComponentProps, type ReactNode, useId } from 'react';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'className' | 'autoComplete'> & {
  readonly label: ReactNode;
  readonly help?: ReactNode;
};

export function Checkbox({ label, help, ...rest }: CheckboxProps) {
  const helpId = useId();
  return (
    <div>
      <label className="flex items-start gap-2">
        <input
          {...rest}
          type="checkbox"
          autoComplete="off"
          aria-describedby={help ? helpId : undefined}
          className="mt-[3px]"
        />
        {label}
      </label>
      {help && (
        <p id={helpId} className="pl-[22px] text-sm text-soft">
          {help}
        </p>
      )}
    </div>
  );
}
