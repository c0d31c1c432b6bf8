import { useId, useState } from 'react';
import { Checkbox } from '../../ui/field/Checkbox';
import { SearchField } from '../../ui/field/TextField';
import { goOn } from './words';

interface ManyFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly values: readonly string[];
  readonly nameOf: (value: string) => string;
  readonly chosen: readonly string[];
  readonly most: number | undefined;
  readonly onChange: (chosen: string[]) => void;
}

/** More than anybody reads at a glance can be searched. */
const MANY = 12;

/** Some of many. Beyond the most, only what is chosen can still be pressed. */
export function ManyField({ label, help, values, nameOf, chosen, most, onChange }: ManyFieldProps) {
  const [text, setText] = useState('');
  const helpId = useId();
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = values.filter((value) => {
    const name = nameOf(value).toLowerCase();
    return wanted.every((word) => name.includes(word));
  });
  const isFull = most !== undefined && chosen.length >= most;
  const toggle = (value: string, isOn: boolean) =>
    onChange(isOn ? [...chosen, value] : chosen.filter((other) => other !== value));
  return (
    <fieldset className="col-span-full min-w-0 space-y-1" aria-describedby={helpId}>
      <legend className="text-sm font-medium">{label}</legend>
      {values.length > MANY && (
        <SearchField label={goOn.search} value={text} onChange={({ target }) => setText(target.value)} />
      )}
      <div className="grid max-h-40 grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-x-3 gap-y-1 overflow-y-auto rounded-md border border-line p-2">
        {found.map((value) => (
          <Checkbox
            key={value}
            label={nameOf(value)}
            checked={chosen.includes(value)}
            disabled={isFull && !chosen.includes(value)}
            onChange={({ target }) => toggle(value, target.checked)}
          />
        ))}
        {found.length === 0 && <p className="col-span-full text-sm text-soft">{goOn.noneFound}</p>}
      </div>
      <p id={helpId} className="text-sm text-soft">
        {help} {goOn.chosen(chosen.length, most)}.
      </p>
    </fieldset>
  );
}
