/** How much lies in each table, for whoever wants to see it. Read in slices, so that no page stands still meanwhile. */
import { Dexie, type IndexableType, type Table } from 'dexie';
import { isBytes } from '../core/bytes';
import { openDb } from './open';

export interface Measured {
  readonly table: string;
  readonly rows: number;
  /** Undefined until they were added up. */
  readonly bytes?: number;
}

const SLICE = 200;
/** Each row of `files` is one chunk of the same size: nobody needs to read a gigabyte to know it. */
const CHUNK_ROW_BYTES = 65_536 + 16;

/** First how many rows there are, then table by table how large they are. Stops when `signal` says so. */
export async function measure(
  signal: AbortSignal,
  tell: (measured: readonly Measured[]) => void,
): Promise<void> {
  const { tables } = openDb();
  let all: Measured[] = await Promise.all(
    tables.map(async (table) => ({ table: table.name, rows: await table.count() })),
  );
  tell(all);
  for (const table of tables) {
    const bytes = await bytesOf(table, signal);
    if (signal.aborted) return;
    all = all.map((entry) => (entry.table === table.name ? { ...entry, bytes } : entry));
    tell(all);
  }
}

async function bytesOf(table: Table<unknown, IndexableType>, signal: AbortSignal): Promise<number> {
  if (table.name === 'files') return (await table.count()) * CHUNK_ROW_BYTES;
  const { keyPath } = table.schema.primKey;
  let sum = 0;
  let last: IndexableType | undefined;
  while (!signal.aborted) {
    const from = last === undefined ? table.orderBy(':id') : table.where(':id').above(last);
    const rows = await from.limit(SLICE).toArray();
    for (const row of rows) sum += sizeOf(row);
    const end: object | undefined = rows.length === SLICE ? Object(rows.at(-1)) : undefined;
    if (!end || typeof keyPath !== 'string') break;
    last = Dexie.getByKeyPath(end, keyPath);
  }
  return sum;
}

/** What was put in; what a browser's files need for it is more. */
function sizeOf(value: unknown): number {
  if (isBytes(value)) return value.length;
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, part) => sum + sizeOf(part), 0);
}
