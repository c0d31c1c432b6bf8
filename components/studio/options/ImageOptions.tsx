import type { Chosen as Options } from '../../../lib/jobs/record';
import type { Option } from '../../../lib/providers/model';
import { Checkbox } from '../../ui/field/Checkbox';
import { Select } from '../../ui/field/Select';
import { TextField } from '../../ui/field/TextField';
import { useForm } from '../form';
import { NumberField } from './NumberField';
import type { OptionsProps } from './Options';
import { optionName, options, valueName } from './words';

type Values = NonNullable<Options['image']>;
type Value = Values[string];

/** The form that the model's own list draws. */
export function ImageOptions({ store, choice }: OptionsProps) {
  const { chosen } = useForm(store);
  const model = choice?.model;
  const { image: values = {}, ...others } = chosen;
  const set = ({ name, initial }: Option, value: Value | undefined) => {
    const { [name]: _, ...rest } = values;
    // Nothing where something stood from the start is a choice too.
    const next = value === undefined && initial !== undefined ? '' : value;
    const image = next === undefined ? rest : { ...rest, [name]: next };
    store.change({ chosen: Object.keys(image).length > 0 ? { ...others, image } : others });
  };
  const fields = model?.options ?? [];
  return (
    <>
      {fields.length === 0 && <p className="text-sm text-soft">{options.nothing}</p>}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-3">
        {fields.map((option) => (
          <Field
            key={option.name}
            option={option}
            value={values[option.name] ?? option.initial}
            onChange={(value) => set(option, value)}
          />
        ))}
      </div>
      {model && (
        <p className="text-sm text-soft">
          <span className="font-medium text-ink">{options.references}: </span>
          {model.maxReferences ? options.someReferences(model.maxReferences) : options.noReferences}
        </p>
      )}
    </>
  );
}

interface FieldProps {
  readonly option: Option;
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

function Field({ option, value, onChange }: FieldProps) {
  const { name, is, values = [], min = 0, max = Number.POSITIVE_INFINITY } = option;
  const label = optionName(name);
  if (is === 'switch')
    return (
      <Checkbox label={label} checked={value === true} onChange={({ target }) => onChange(target.checked)} />
    );
  if (is === 'choice')
    return (
      <Select
        label={label}
        value={values.includes(String(value)) ? String(value) : ''}
        choices={[
          { value: '', label: options.usual },
          ...values.map((one) => ({ value: one, label: valueName(one) })),
        ]}
        onChange={({ target }) => onChange(target.value || undefined)}
      />
    );
  if (is === 'text')
    return (
      <TextField
        label={label}
        maxLength={500}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onChange(target.value || undefined)}
      />
    );
  return (
    <NumberField
      label={label}
      {...(is === 'seed' && { help: options.seed })}
      value={typeof value === 'number' ? value : undefined}
      least={min}
      most={is === 'seed' ? Math.min(max, Number.MAX_SAFE_INTEGER) : max}
      isWhole={is === 'seed' || isCounted(option)}
      onChange={onChange}
    />
  );
}

/** From one whole number to another: there is nothing between. A scale from 0 to 1 is measured. */
const isCounted = ({ min = 0, max = 0 }: Option): boolean =>
  Number.isInteger(min) && Number.isInteger(max) && max - min > 1;
