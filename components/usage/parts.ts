import type { Cell } from '../../lib/usage/cells';
import { PARTS } from './chart/colours';
import type { Group, Split } from './figures';
import { type Names, nameIn } from './names';
import { words } from './words';

/** What has a colour of its own in the chart. */
export interface Part {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly Cell[];
  /** All that have none. */
  readonly isRest?: boolean;
}

/** The dearest few, and all others as one: more colours nobody tells apart. */
export function toParts(groups: readonly Group[], split: Split, names: Names): Part[] {
  const paid = groups.filter(({ sum }) => sum.usdE8 > 0);
  const own = paid.length <= PARTS ? paid : paid.slice(0, PARTS - 1);
  const rest = paid.slice(own.length);
  const parts = own.map(({ id, cells }) => ({ id, name: nameIn(split, id, names), cells }));
  if (rest.length === 0) return parts;
  return [
    ...parts,
    { id: '', name: words.chart.other, cells: rest.flatMap(({ cells }) => cells), isRest: true },
  ];
}
