/** What the ledger's cells come to, split and laid out as the page shows it. */
import { type Cell, NOTHING, plus, type Sum, totalOf } from '../../lib/usage/cells';
import { monthOf } from '../../lib/usage/days';
import { countDays, daysFrom, monthsFrom } from './days';
import type { Span } from './period';

export const SPLITS = ['day', 'service', 'key', 'model', 'make'] as const;
export type Split = (typeof SPLITS)[number];

const places: Readonly<Record<Split, (cell: Cell) => string>> = {
  day: () => '',
  service: ({ provider }) => provider,
  key: ({ keyId }) => keyId,
  model: ({ model }) => model,
  make: ({ make }) => make,
};

export interface Group {
  readonly id: string;
  readonly sum: Sum;
  readonly cells: readonly Cell[];
}

/** The dearest first; among those that cost the same, the one that was used most. */
export function groupBy(cells: readonly Cell[], split: Split): Group[] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const id = places[split](cell);
    const group = groups.get(id);
    if (group) group.push(cell);
    else groups.set(id, [cell]);
  }
  return [...groups]
    .map(([id, members]) => ({ id, sum: totalOf(members), cells: members }))
    .sort((a, b) => b.sum.usdE8 - a.sum.usdE8 || b.sum.calls - a.sum.calls || (a.id < b.id ? -1 : 1));
}

/** As many columns as can be told apart; a longer time is shown by months. */
const MOST_DAYS = 92;

export interface Bins {
  readonly unit: 'day' | 'month';
  readonly ids: readonly string[];
}

/** All of a span's days. Of a long one only what there is something in: it may have been typed by mistake. */
export function binsOf({ from, to: end }: Span, cells: readonly Cell[], today: string): Bins {
  const days = cells.map(({ day }) => day).sort();
  const lastDay = days.at(-1) ?? today;
  const through = lastDay > today ? lastDay : today;
  const to = end !== undefined && end < through ? end : through;
  const [first = to, last = to] = [days[0], days.at(-1)];
  if (from !== undefined && countDays(from, to) <= MOST_DAYS) return { unit: 'day', ids: daysFrom(from, to) };
  const [start, stop] = [from !== undefined && from > first ? from : first, last < to ? last : to];
  return countDays(start, stop) <= MOST_DAYS
    ? { unit: 'day', ids: daysFrom(start, stop) }
    : { unit: 'month', ids: monthsFrom(start, stop) };
}

/** One sum for each column, in their order. */
export function perBin(cells: readonly Cell[], { unit, ids }: Bins): Sum[] {
  const sums = new Map<string, Sum>();
  for (const cell of cells) {
    const id = unit === 'day' ? cell.day : monthOf(cell.day);
    sums.set(id, plus(sums.get(id) ?? NOTHING, cell));
  }
  return ids.map((id) => sums.get(id) ?? NOTHING);
}
