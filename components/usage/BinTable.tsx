import { NOTHING, type Sum } from '../../lib/usage/cells';
import { brief, counts } from './brief';
import { Cost } from './Cost';
import { sayWhole } from './dates';
import { FigureTable, RowHead, Value } from './FigureTable';
import type { Bins } from './figures';
import { sayCost } from './money';
import type { Part } from './parts';
import { words } from './words';

interface BinTableProps {
  readonly bins: Bins;
  readonly columns: readonly Sum[];
  readonly parts: readonly Part[];
  /** For each part, one sum for each day. */
  readonly perPart: readonly (readonly Sum[])[];
}

/** The chart's own figures. Days on which nothing was made are left out. */
export function BinTable({ bins, columns, parts, perPart }: BinTableProps) {
  const titles = [
    { id: 'day', title: words.chart[bins.unit] },
    { id: 'calls', title: words.chart.calls, isNumber: true },
    ...parts.map(({ id, name }) => ({ id: `part ${id}`, title: name, isNumber: true })),
    { id: 'sum', title: words.chart.sum, isNumber: true },
  ];
  const caption = bins.unit === 'day' ? words.chart.byDay : words.chart.byMonth;
  return (
    <FigureTable caption={caption} isCaptionUnseen columns={titles}>
      {bins.ids.map((id, at) => {
        const sum = columns[at];
        if (!sum || sum.calls === 0) return null;
        return (
          <tr key={id}>
            <RowHead>{sayWhole(bins.unit, id)}</RowHead>
            <Value isNumber>{counts.format(sum.calls)}</Value>
            {parts.map((part, place) => (
              <Value key={part.id} isNumber>
                {sayCost(perPart[place]?.[at] ?? NOTHING) ?? brief.noPrice}
              </Value>
            ))}
            <Value isNumber>
              <Cost sum={sum} />
            </Value>
          </tr>
        );
      })}
    </FigureTable>
  );
}
