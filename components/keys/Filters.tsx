import type { Category } from '../../lib/providers/shape';
import { Select } from '../ui/field/Select';
import { SearchField } from '../ui/field/TextField';
import type { Filter, Show } from './filter';
import { categories, words } from './words';

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

const categoryChoices = [
  { value: 'all', label: words.filter.all },
  ...categories.map(([value, label]) => ({ value, label })),
];
const showChoices = Object.entries(words.show).map(([value, label]) => ({ value, label }));

const toCategory = (value: string): Category | 'all' =>
  categories.find(([category]) => category === value)?.[0] ?? 'all';
const isShow = (value: string): value is Show => value in words.show;

export function Filters({ filter, onChange }: FiltersProps) {
  return (
    <search aria-label={words.filter.label} className="grid items-end gap-3 sm:grid-cols-[1fr_11rem_11rem]">
      <SearchField
        label={words.filter.search}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <Select
        label={words.filter.category}
        value={filter.category}
        choices={categoryChoices}
        onChange={(event) => onChange({ ...filter, category: toCategory(event.target.value) })}
      />
      <Select
        label={words.filter.show}
        value={filter.show}
        choices={showChoices}
        onChange={(event) =>
          onChange({ ...filter, show: isShow(event.target.value) ? event.target.value : 'all' })
        }
      />
    </search>
  );
}
