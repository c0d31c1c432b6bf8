import { type Asked3d, offeredOf } from '../../../lib/providers/form-3d';
import type { Model, Option } from '../../../lib/providers/model';
import { Disclosure } from '../../ui/Disclosure';
import { Checkbox } from '../../ui/field/Checkbox';
import { Select } from '../../ui/field/Select';
import { TextField } from '../../ui/field/TextField';
import { inert } from '../answer/inert';
import { NumberField } from '../options/NumberField';
import { options as plain } from '../options/words';
import { ManyField } from './ManyField';
import { optionWords, valueWords } from './optionWords';
import { goOn } from './words';

type Value = Asked3d['options'][string];
type Values = Readonly<Record<string, Value>>;

interface OptionFieldsProps {
  readonly model: Model;
  readonly asked: Asked3d;
  /** The names inside what it goes on from. */
  readonly parts?: readonly string[] | undefined;
  readonly onChange: (values: Values) => void;
}

/** The form that the model's own row draws: what cannot go with the rest is not there. */
export function OptionFields({ model, asked, parts = [], onChange }: OptionFieldsProps) {
  const offered = offeredOf(model, asked);
  const set = ({ name, initial }: Option, value: Value | undefined) => {
    const { [name]: _, ...others } = asked.options;
    const isUsual = value === initial || (Array.isArray(value) && value.length === 0);
    // A number that is being typed anew is nothing for a moment.
    const isNone = value === undefined && initial === undefined;
    onChange(isUsual || isNone ? others : { ...others, [name]: value ?? '' });
  };
  if (offered.length === 0) return <p className="text-sm text-soft">{plain.nothing}</p>;
  const toField = (option: Option) => (
    <Field
      // The same name may stand there with other bounds.
      key={`${option.name} ${option.values?.length} ${option.max}`}
      option={option}
      value={asked.options[option.name] ?? option.initial}
      parts={parts}
      onChange={(value) => set(option, value)}
    />
  );
  // Seeds are for those who know what they want: they stand last.
  const isSeed = ({ is }: Option) => is === 'seed';
  const inOrder = [...offered.filter((option) => !isSeed(option)), ...offered.filter(isSeed)];
  const count = Math.min(MOST_AT_ONCE, offered.length - offered.filter(isSeed).length);
  const rest = inOrder.slice(count);
  return (
    <>
      <div className={grid}>{inOrder.slice(0, count).map(toField)}</div>
      {rest.length > 0 && (
        <Disclosure
          summary={goOn.more}
          isOpenAtFirst={rest.some(({ name }) => asked.options[name] !== undefined)}
        >
          <div className={grid}>{rest.map(toField)}</div>
        </Disclosure>
      )}
    </>
  );
}

/** The list has what matters most first. */
const MOST_AT_ONCE = 8;

const grid = 'grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] items-start gap-3';

interface FieldProps {
  readonly option: Option;
  readonly value: Value | undefined;
  readonly parts: readonly string[];
  readonly onChange: (value: Value | undefined) => void;
}

function Field({ option, value, parts, onChange }: FieldProps) {
  const { name, is, values = [], max } = option;
  const { label, help } = optionWords(name);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  switch (is) {
    case 'switch':
      return (
        <Checkbox
          label={label}
          help={help}
          checked={value === true}
          onChange={({ target }) => onChange(target.checked)}
        />
      );
    case 'choice':
      // Taken or left: that is no list to choose from.
      return option.initial === undefined && values.length === 1 ? (
        <Checkbox
          label={label}
          help={help}
          checked={value === values[0]}
          onChange={({ target }) => onChange(target.checked ? values[0] : undefined)}
        />
      ) : (
        <OneOf option={option} value={value} onChange={onChange} />
      );
    case 'choices':
      return (
        <ManyField
          label={label}
          help={help}
          values={values}
          nameOf={(one) => valueWords(name, one)}
          chosen={chosen}
          most={max}
          onChange={onChange}
        />
      );
    case 'parts':
      return parts.length === 0 ? (
        <p className="col-span-full text-sm text-soft">{goOn.noParts}</p>
      ) : (
        <ManyField
          label={label}
          help={help}
          values={parts}
          nameOf={inert}
          chosen={chosen}
          most={max}
          onChange={onChange}
        />
      );
    case 'text':
      return (
        <TextField
          label={label}
          help={help}
          maxLength={max ?? 500}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => onChange(target.value || undefined)}
        />
      );
    default:
      return <Amount option={option} value={value} onChange={onChange} />;
  }
}

type OneProps = Omit<FieldProps, 'parts'>;

function OneOf({ option: { name, values = [], initial }, value, onChange }: OneProps) {
  const { label, help } = optionWords(name);
  const none = initial === undefined ? [{ value: '', label: plain.usual }] : [];
  return (
    <Select
      label={label}
      help={help}
      value={values.includes(String(value)) ? String(value) : ''}
      choices={[...none, ...values.map((one) => ({ value: one, label: valueWords(name, one) }))]}
      onChange={({ target }) => onChange(target.value || undefined)}
    />
  );
}

function Amount({ option, value, onChange }: OneProps) {
  const { name, is, min = 0, max = Number.POSITIVE_INFINITY } = option;
  const { label, help = '' } = optionWords(name);
  const most = is === 'seed' ? Math.min(max, Number.MAX_SAFE_INTEGER) : max;
  return (
    <NumberField
      label={label}
      help={is === 'seed' ? help : `${help} ${goOn.between(min, most)}`}
      value={typeof value === 'number' ? value : undefined}
      least={min}
      most={most}
      isWhole={is === 'seed' || isCounted(option)}
      onChange={onChange}
    />
  );
}

/** From one whole number to another: there is nothing between. A scale from 0 to 1 is measured. */
const isCounted = ({ min = 0, max = 0 }: Option): boolean =>
  Number.isInteger(min) && Number.isInteger(max) && max - min > 1;
