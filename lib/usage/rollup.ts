/**
 * The ledger, added up: one sealed row for each month, and one that says which entries are in them. They are written
 * by whoever reads, in one transaction, and only when nobody else did meanwhile. They prove nothing: what does not fit
 * the ledger is thrown away and made anew.
 */
import { newId } from '../core/ids';
import { z } from '../core/zod';
import { openDb } from '../db/open';
import type { SealedRow } from '../db/tables';
import { openJson, sealJson } from '../seal/envelope';
import type { Content } from '../session/content';
import { type Cell, type Series, Tally } from './cells';
import { monthOf, zoneNow } from './days';
import { HEAD, HEAD_KIND, type Head, readHead } from './head';

/** Month rows lie under random names: which months there are is nobody's business. */
const MONTH = 'ledger/';
const MONTH_KIND = 'ledger-month';

const seriesSchema = z.tuple([z.string(), z.string(), z.string(), z.enum(['text', 'image', 'model3d'])]);
const monthSchema = z.object({
  /** As its row and the head say it: an older row put in its place is none. */
  rev: z.number(),
  series: z.array(seriesSchema),
  /** The day, which of the series, and the sums in the order of `FIGURES`. */
  cells: z.array(z.tuple([z.string(), z.number()], z.number())),
});

const FIGURES = [
  'jobs',
  'calls',
  'usdE8',
  'aboutE8',
  'unknown',
  'input',
  'output',
  'untold',
  'creditsE8',
] as const;

/** The head as it was read, or an empty one that replaces whatever lies there. */
export interface Footing {
  readonly head: Head;
  /** Of the row that lies there; 0 for none. */
  readonly rev: number;
  readonly isNew: boolean;
}

/** What was opened, by row and revision. */
let opened = new Map<string, { readonly rev: number; readonly cells: readonly Cell[] }>();

export const forgetSums = (): void => {
  opened = new Map();
};

const placeOf = ({ vaultId }: Content, kind: string, rowId: string) => ({ vaultId, kind, rowId });

export async function readFooting(content: Content, fromScratch: boolean): Promise<Footing> {
  const { head, rev } = await readHead(content);
  const empty = { zone: zoneNow(), through: 0, rows: 0, damaged: 0, months: {} };
  if (!head || fromScratch || head.zone !== empty.zone) return { head: empty, rev, isNew: true };
  return { head, rev, isNew: false };
}

export async function readMonth(
  content: Content,
  head: Head,
  month: string,
): Promise<readonly Cell[] | undefined> {
  const meant = head.months[month];
  if (!meant) return [];
  const known = opened.get(meant.id);
  if (known?.rev === meant.rev) return known.cells;
  const row = await openDb().sums.get(meant.id);
  if (row?.rev !== meant.rev) return undefined;
  const place = placeOf(content, MONTH_KIND, meant.id);
  const found = await openJson(content.key, place, row.sealed, monthSchema).catch(() => null);
  if (found?.rev !== meant.rev) return undefined;
  const cells = unpack(found);
  opened.set(meant.id, { rev: meant.rev, cells });
  return cells;
}

function unpack({ series, cells }: z.infer<typeof monthSchema>): Cell[] {
  return cells.flatMap(([day, at, ...figures]) => {
    const [provider, keyId, model, make] = series[at] ?? [];
    if (provider === undefined || keyId === undefined || model === undefined || !make) return [];
    const [jobs = 0, calls = 0, usdE8 = 0, aboutE8 = 0, unknown = 0, input = 0, output = 0, ...rest] =
      figures;
    const [untold = 0, creditsE8 = 0] = rest;
    const sum = { jobs, calls, usdE8, aboutE8, unknown, input, output, untold, creditsE8 };
    return [{ day, provider, keyId, model, make, ...sum }];
  });
}

function pack(rev: number, cells: readonly Cell[]): z.infer<typeof monthSchema> {
  const places = new Map<string, number>();
  const series: z.infer<typeof seriesSchema>[] = [];
  const placeIn = ({ provider, keyId, model, make }: Series): number => {
    const name = JSON.stringify([provider, keyId, model, make]);
    const at = places.get(name) ?? series.push([provider, keyId, model, make]) - 1;
    places.set(name, at);
    return at;
  };
  return {
    rev,
    cells: cells.map((cell) => [cell.day, placeIn(cell), ...FIGURES.map((name) => cell[name])]),
    series,
  };
}

export function byMonth(cells: readonly Cell[]): Map<string, Cell[]> {
  const months = new Map<string, Cell[]>();
  for (const cell of cells) {
    const month = monthOf(cell.day);
    const others = months.get(month);
    if (others) others.push(cell);
    else months.set(month, [cell]);
  }
  return months;
}

export interface Addition {
  readonly cells: readonly Cell[];
  readonly through: number;
  readonly rows: number;
  readonly damaged: number;
  /** Of each month, the number of the first of these entries. */
  readonly firsts: ReadonlyMap<string, number>;
}

/** Undefined when somebody else wrote meanwhile, or a month cannot be read: nothing was written then. */
export async function keep(
  content: Content,
  footing: Footing,
  added: Addition,
): Promise<Footing | undefined> {
  const months = { ...footing.head.months };
  const written: SealedRow[] = [];
  for (const [month, cells] of byMonth(added.cells)) {
    const before = await readMonth(content, footing.head, month);
    if (!before) return undefined;
    const tally = new Tally();
    tally.add(before);
    tally.add(cells);
    const { id, rev, from } = months[month] ?? {
      id: `${MONTH}${newId()}`,
      rev: 0,
      from: added.firsts.get(month),
    };
    months[month] = { id, rev: rev + 1, ...(from === undefined ? {} : { from }) };
    const place = placeOf(content, MONTH_KIND, id);
    const sealed = await sealJson(content.key, place, pack(rev + 1, tally.cells));
    written.push({ id, rev: rev + 1, sealed });
  }
  const { zone, rows, damaged } = footing.head;
  const head = {
    zone,
    months,
    through: added.through,
    rows: rows + added.rows,
    damaged: damaged + added.damaged,
  };
  const sealed = await sealJson(content.key, placeOf(content, HEAD_KIND, HEAD), head);
  const row = { id: HEAD, rev: footing.rev + 1, sealed };
  return (await commit(footing, row, written)) ? { head, rev: row.rev, isNew: false } : undefined;
}

async function commit(footing: Footing, head: SealedRow, months: readonly SealedRow[]): Promise<boolean> {
  const { sums } = openDb();
  const stale = footing.isNew ? await sums.where('id').startsWith(MONTH).primaryKeys() : [];
  return openDb().transaction('rw', [sums], async () => {
    const now = await sums.get(HEAD);
    if ((now?.rev ?? 0) !== footing.rev) return false;
    for (const id of stale) await sums.delete(id);
    for (const row of months) await sums.put(row);
    await sums.put(head);
    return true;
  });
}
