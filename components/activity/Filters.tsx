import { useState } from 'react';
import { useKeys } from '../hooks/useKeys';
import { Select } from '../ui/field/Select';
import { SearchField } from '../ui/field/TextField';
import { type Filter, PERIODS, periodNames, toGroup, toPeriod } from './filter';
import { readHosts } from './leaves/hosts';
import { GROUPS, groupNames } from './sentences';
import { words } from './words';

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

const groupChoices = [
  { value: 'all', label: 'Everything' },
  ...GROUPS.map((value) => ({ value, label: groupNames[value] })),
];
const periodChoices = PERIODS.map((value) => ({ value, label: periodNames[value] }));

export function Filters({ filter, onChange }: FiltersProps) {
  const change = (part: Partial<Filter>) => onChange({ ...filter, ...part });
  const [hosts] = useState(readHosts);
  const live = useKeys();
  const keys = live.state === 'ready' ? live.value.keys : [];
  const keyChoices = [
    { value: '', label: words.filter.anyKey },
    ...keys.map(({ id, name, hint }) => ({ value: id, label: name ? `${name} (${hint})` : hint })),
  ];
  const hostChoices = [
    { value: '', label: words.filter.anyHost },
    ...hosts.map(({ host }) => ({ value: host, label: host })),
  ];
  return (
    <search aria-label={words.filter.label} className="grid grid-cols-2 items-end gap-3 lg:grid-cols-4">
      <div className="col-span-2 lg:col-span-4">
        <SearchField
          label={words.filter.search}
          value={filter.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </div>
      <Select
        label={words.filter.what}
        value={filter.group}
        choices={groupChoices}
        onChange={(event) => change({ group: toGroup(event.target.value) })}
      />
      <Select
        label={words.filter.key}
        value={filter.keyId}
        choices={keyChoices}
        onChange={(event) => change({ keyId: event.target.value })}
      />
      <Select
        label={words.filter.host}
        value={filter.host}
        choices={hostChoices}
        onChange={(event) => change({ host: event.target.value })}
      />
      <Select
        label={words.filter.period}
        value={filter.period}
        choices={periodChoices}
        onChange={(event) => change({ period: toPeriod(event.target.value) })}
      />
    </search>
  );
}
