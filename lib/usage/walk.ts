/** The ledger's rows, opened a slice at a time, so that nobody's screen stands still for a hundred thousand of them. */
import { openDb } from '../db/open';
import type { NumberedRow } from '../db/tables';
import { openJson } from '../seal/envelope';
import type { Content } from '../session/content';
import { type Entry, entrySchema, LEDGER_ENTRY } from './record';

const SLICE = 64;

export interface Opened {
  readonly n: number;
  readonly id: string;
  /** Undefined: it cannot be read. It hides none of the others. */
  readonly entry: Entry | undefined;
}

export async function openEntry({ vaultId, key }: Content, row: NumberedRow): Promise<Opened> {
  const place = { vaultId, kind: LEDGER_ENTRY, rowId: row.id };
  const entry = await openJson(key, place, row.sealed, entrySchema).catch(() => null);
  return { n: row.n ?? 0, id: row.id, entry: entry ?? undefined };
}

export async function findEntry(content: Content, id: string): Promise<Entry | undefined> {
  const row = await openDb().ledger.where('id').equals(id).first();
  return row && (await openEntry(content, row)).entry;
}

/** Oldest first, those behind this one. */
export async function* slicesAfter(content: Content, after: number): AsyncGenerator<Opened[]> {
  const { ledger } = openDb();
  yield* slices(content, after, (at) => ledger.where(':id').above(at).limit(SLICE).toArray());
}

/** Newest first, from the last one on, down to the one behind that number. */
export async function* slicesBack(content: Content, after = 0): AsyncGenerator<Opened[]> {
  const { ledger } = openDb();
  const all = Number.MAX_SAFE_INTEGER;
  yield* slices(content, all, (at) =>
    ledger.where(':id').between(after, at, false, false).reverse().limit(SLICE).toArray(),
  );
}

async function* slices(
  content: Content,
  from: number,
  readFrom: (at: number) => PromiseLike<NumberedRow[]>,
): AsyncGenerator<Opened[]> {
  for (let at = from; ; ) {
    const rows = await readFrom(at);
    const last = rows.at(-1);
    if (!last) return;
    yield await Promise.all(rows.map((row) => openEntry(content, row)));
    if (rows.length < SLICE) return;
    at = last.n ?? 0;
    await rest();
  }
}

/** Lets whoever waits for the page's only thread have it first. */
export function rest(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
