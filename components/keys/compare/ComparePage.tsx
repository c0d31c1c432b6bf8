import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { allGuides } from '../../../lib/providers/guides';
import { findTraits } from '../../../lib/providers/traits';
import { Page } from '../../app/Page';
import { hrefTo } from '../../app/route';
import { useKeys } from '../../hooks/useKeys';
import { ButtonLink } from '../../ui/Button';
import { Checkbox } from '../../ui/field/Checkbox';
import { Select } from '../../ui/field/Select';
import { SearchField } from '../../ui/field/TextField';
import { categories } from '../words';
import { CompareTable } from './CompareTable';
import { ANYTHING, type Choice, type Compared, matches, NEEDS, type Order, sort } from './order';
import { words } from './words';

const all: readonly Compared[] = allGuides.flatMap((guide) => {
  const traits = findTraits(guide.id);
  return traits ? [{ guide, traits }] : [];
});

/** All services side by side. */
export default function ComparePage() {
  const [choice, setChoice] = useState(ANYTHING);
  const [order, setOrder] = useState<Order>({ by: 'name', isDown: false });
  const live = useKeys();
  const connected = new Set(
    live.state === 'ready'
      ? live.value.keys.filter((key) => key.removedAtMs === null).map((key) => key.provider)
      : [],
  );
  const shown = sort(
    all.filter((compared) => matches(compared, choice)),
    order,
  );
  return (
    <Page
      name={words.page}
      actions={
        <ButtonLink href={hrefTo('keys')} icon={ArrowLeft}>
          {words.back}
        </ButtonLink>
      }
    >
      <p className="max-w-3xl text-soft">{words.lead}</p>
      <Choices choice={choice} onChange={setChoice} />
      <p role="status" className="text-sm text-soft">
        {shown.length === 0 ? words.none : words.count(shown.length)}
      </p>
      {shown.length > 0 && (
        <CompareTable shown={shown} connected={connected} order={order} onOrder={setOrder} />
      )}
    </Page>
  );
}

interface ChoicesProps {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

const made = ['text', 'image', 'model3d'] as const;

function Choices({ choice, onChange }: ChoicesProps) {
  return (
    <search aria-label={words.filter} className="grid items-end gap-3 sm:grid-cols-[1fr_11rem_11rem]">
      <SearchField
        label={words.search}
        value={choice.text}
        onChange={({ target }) => onChange({ ...choice, text: target.value })}
      />
      <Select
        label={words.category}
        value={choice.category}
        choices={[
          { value: 'all', label: words.all },
          ...categories.map(([value, label]) => ({ value, label })),
        ]}
        onChange={({ target }) =>
          onChange({ ...choice, category: categories.find(([id]) => id === target.value)?.[0] ?? 'all' })
        }
      />
      <Select
        label={words.makes}
        value={choice.makes}
        choices={[
          { value: 'all', label: words.anything },
          ...made.map((value) => ({ value, label: words.kinds[value] })),
        ]}
        onChange={({ target }) =>
          onChange({ ...choice, makes: made.find((kind) => kind === target.value) ?? 'all' })
        }
      />
      <div className="flex flex-wrap gap-x-5 gap-y-1 sm:col-span-3">
        {NEEDS.map((need) => (
          <Checkbox
            key={need}
            label={words.needs[need]}
            checked={choice.needs.includes(need)}
            onChange={({ target }) => {
              const others = choice.needs.filter((one) => one !== need);
              onChange({ ...choice, needs: target.checked ? [...others, need] : others });
            }}
          />
        ))}
      </div>
    </search>
  );
}
