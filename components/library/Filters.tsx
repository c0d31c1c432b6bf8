import { Star } from 'lucide-react';
import type { Make } from '../../lib/jobs/record';
import { COSTS, type CostRange, ORDERS, type Order } from '../../lib/library/query';
import type { Query, Standing } from '../../lib/library/talk';
import type { Face } from '../../lib/providers/shape';
import { Button } from '../ui/Button';
import { Select } from '../ui/field/Select';
import { SearchField } from '../ui/field/TextField';
import { words } from './words';

interface FiltersProps {
  readonly query: Query;
  readonly standing: Standing | undefined;
  readonly faces: readonly Face[];
  readonly days: string;
  readonly onChange: (change: Partial<Query>) => void;
  readonly onDays: (days: string) => void;
}

const choicesOf = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: labels[value] }));

const MAKES: readonly Make[] = ['text', 'image', 'model3d'];
const makeChoices = [{ value: 'all', label: words.filter.all }, ...choicesOf(MAKES, words.many)];
const dateChoices = words.dates.map(([value, label]) => ({ value, label }));

const one = <T extends string>(values: readonly T[], value: string, otherwise: T): T =>
  values.find((known) => known === value) ?? otherwise;

/** Filters only narrow; each takes effect at once. */
export function Filters({ query, standing, faces, days, onChange, onDays }: FiltersProps) {
  const nameOf = (provider: string) => faces.find(({ id }) => id === provider)?.name ?? provider;
  const withFirst = (first: string, values: readonly string[], chosen: string, name = (id: string) => id) => [
    { value: '', label: first },
    // What was chosen stays a choice, whatever is there.
    ...[...new Set(chosen ? [...values, chosen] : values)].map((value) => ({ value, label: name(value) })),
  ];
  return (
    <search aria-label={words.filter.label} className="space-y-3">
      <div className="flex flex-wrap gap-3">
        <div className="min-w-48 flex-1">
          <SearchField
            label={words.filter.search}
            value={query.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        </div>
        <Button
          look={query.isFavourite ? 'primary' : 'plain'}
          icon={Star}
          aria-pressed={query.isFavourite}
          onClick={() => onChange({ isFavourite: !query.isFavourite })}
        >
          {words.filter.favourites}
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
        <Select
          label={words.filter.make}
          value={query.make}
          choices={makeChoices}
          onChange={(event) => onChange({ make: one<Make | 'all'>(MAKES, event.target.value, 'all') })}
        />
        <Select
          label={words.filter.since}
          value={days}
          choices={dateChoices}
          onChange={(event) => onDays(event.target.value)}
        />
        <Select
          label={words.filter.provider}
          value={query.provider}
          choices={withFirst(words.filter.anyProvider, standing?.providers ?? [], query.provider, nameOf)}
          onChange={(event) => onChange({ provider: event.target.value })}
        />
        <Select
          label={words.filter.model}
          value={query.model}
          choices={withFirst(words.filter.anyModel, standing?.models ?? [], query.model)}
          onChange={(event) => onChange({ model: event.target.value })}
        />
        <Select
          label={words.filter.cost}
          value={query.cost}
          choices={choicesOf(COSTS, words.costs)}
          onChange={(event) => onChange({ cost: one<CostRange>(COSTS, event.target.value, 'any') })}
        />
        <Select
          label={words.filter.order}
          value={query.order}
          choices={choicesOf(ORDERS, words.orders)}
          onChange={(event) => onChange({ order: one<Order>(ORDERS, event.target.value, 'newest') })}
        />
      </div>
    </search>
  );
}
