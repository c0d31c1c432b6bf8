import { useState } from 'react';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { counts } from './brief';
import { Cost } from './Cost';
import { partLook } from './chart/colours';
import { FigureTable, RowHead, Value } from './FigureTable';
import type { Group, Split } from './figures';
import { type Names, nameIn } from './names';
import type { Part } from './parts';
import { words } from './words';

interface PartTableProps {
  readonly split: Split;
  readonly groups: readonly Group[];
  /** In the order of their colours. */
  readonly parts: readonly Part[];
  readonly units: number;
  readonly names: Names;
}

const FIRST = 8;

/** What the chart's colours are, and what each comes to. */
export function PartTable({ split, groups, parts, units, names }: PartTableProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? groups : groups.slice(0, FIRST);
  const word = words.chart.splits[split];
  const columns = [
    { id: 'name', title: word },
    { id: 'cost', title: words.chart.cost, isNumber: true },
    { id: 'share', title: words.chart.share, isNumber: true, isExtra: true },
    { id: 'calls', title: words.chart.calls, isNumber: true },
    { id: 'tokens', title: words.chart.tokens, isNumber: true, isExtra: true },
  ];
  return (
    <div className="space-y-2">
      <FigureTable caption={words.chart.parts(word)} isCaptionUnseen columns={columns}>
        {shown.map((group) => (
          <PartRow
            key={group.id}
            group={group}
            name={nameIn(split, group.id, names)}
            about={aboutOf(split, group, names)}
            colour={colourOf(group.id, parts)}
            units={units}
          />
        ))}
      </FigureTable>
      {groups.length > FIRST && (
        <Button size="small" look="quiet" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? words.chart.fewer : words.chart.all(groups.length)}
        </Button>
      )}
    </div>
  );
}

/** Of what is dearer than the others each has a colour; what cost nothing has none. */
function colourOf(id: string, parts: readonly Part[]): string | undefined {
  const at = parts.findIndex((part) => part.id === id);
  return partLook[at < 0 ? parts.findIndex((part) => part.isRest) : at];
}

/** Two services may have a model, and two people's keys a name, in common. */
function aboutOf(split: Split, { cells }: Group, names: Names): string | undefined {
  if (split !== 'key' && split !== 'model') return undefined;
  return [...new Set(cells.map(({ provider }) => provider))].map(names.service).join(', ');
}

interface PartRowProps {
  readonly group: Group;
  readonly name: string;
  readonly about: string | undefined;
  readonly colour: string | undefined;
  readonly units: number;
}

function PartRow({ group: { sum }, name, about, colour, units }: PartRowProps) {
  const hasTokens = sum.input + sum.output > 0;
  return (
    <tr>
      <RowHead>
        <span className="flex items-baseline gap-2">
          <span
            aria-hidden
            className={classes(
              'size-2.5 shrink-0 rounded-sm forced-color-adjust-none',
              sum.usdE8 > 0 && colour,
            )}
          />
          <span className="min-w-0">
            {name} {about && <span className="text-sm text-soft">{about}</span>}
          </span>
        </span>
      </RowHead>
      <Value isNumber>
        <Cost sum={sum} />
      </Value>
      <Value isNumber isExtra>
        {units > 0 ? shares.format(sum.usdE8 / units) : '–'}
      </Value>
      <Value isNumber>{counts.format(sum.calls)}</Value>
      <Value isNumber isExtra>
        {hasTokens ? `${counts.format(sum.input)} / ${counts.format(sum.output)}` : '–'}
      </Value>
    </tr>
  );
}

const shares = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
