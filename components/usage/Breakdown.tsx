import { useMemo, useState } from 'react';
import { type Cell, totalOf } from '../../lib/usage/cells';
import { Disclosure } from '../ui/Disclosure';
import { RadioGroup } from '../ui/field/RadioGroup';
import { BinTable } from './BinTable';
import { Drawn } from './Drawn';
import { sayBin } from './dates';
import { type Bins, groupBy, perBin, SPLITS, type Split } from './figures';
import { sayAxis } from './money';
import type { Names } from './names';
import { PartTable } from './PartTable';
import { toParts } from './parts';
import { Section } from './Section';
import { words } from './words';

interface BreakdownProps {
  readonly cells: readonly Cell[];
  readonly bins: Bins;
  readonly names: Names;
}

const choices = SPLITS.map((value) => ({ value, label: words.chart.splits[value] }));

/** One chart over time, what its colours are, and the same figures as a table. */
export function Breakdown({ cells, bins, names }: BreakdownProps) {
  const [split, setSplit] = useState<Split>('service');
  const { groups, parts, columns, perPart, drawing } = useFigures(cells, bins, names, split);
  const word = words.chart.splits[split];
  return (
    <Section title={words.chart.title}>
      <RadioGroup
        legend={words.chart.split}
        choices={choices}
        value={split}
        isInRow
        onChoose={(value) => setSplit(SPLITS.find((one) => one === value) ?? 'service')}
      />
      <Drawn bins={bins} columns={columns} drawing={drawing} label={words.chart.label(word)} />
      {split !== 'day' && (
        <PartTable
          key={split}
          split={split}
          groups={groups}
          parts={parts}
          units={totalOf(cells).usdE8}
          names={names}
        />
      )}
      <Disclosure summary={bins.unit === 'day' ? words.chart.byDay : words.chart.byMonth}>
        <BinTable bins={bins} columns={columns} parts={split === 'day' ? [] : parts} perPart={perPart} />
      </Disclosure>
    </Section>
  );
}

function useFigures(cells: readonly Cell[], bins: Bins, names: Names, split: Split) {
  const columns = useMemo(() => perBin(cells, bins), [cells, bins]);
  return useMemo(() => {
    const groups = groupBy(cells, split);
    const parts = toParts(groups, split, names);
    const perPart = parts.map((part) => perBin(part.cells, bins));
    const drawing = {
      bins: bins.ids.map((id) => sayBin(bins.unit, id)),
      parts: parts.map(({ name }, at) => ({ name, values: (perPart[at] ?? []).map(({ usdE8 }) => usdE8) })),
      say: sayAxis,
    };
    return { groups, parts, columns, perPart, drawing };
  }, [cells, bins, names, split, columns]);
}
