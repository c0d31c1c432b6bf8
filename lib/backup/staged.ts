/**
 * Rows of an import wait in a table that nobody reads, each sealed for this vault already. One transaction makes all of
 * them visible, or none.
 */
import type { Traces } from '../activity/write';
import { TALLY } from '../budgets/record';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { KeyRow, StagedRow, StagedTable } from '../db/tables';

/** So many are written, or moved, at a time. */
const BATCH = 200;

export class Stage {
  #rows: StagedRow[] = [];
  /** All that were staged here. */
  count = 0;

  constructor(readonly lot: string) {}

  async put(table: StagedTable, row: object, was?: number): Promise<void> {
    this.count += 1;
    this.#rows.push({ lot: this.lot, table, row, ...(was === undefined ? {} : { was }) });
    if (this.#rows.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.#rows.splice(0);
    if (rows.length > 0) await openDb().staged.bulkAdd(rows);
  }
}

/** How all keys stand: when one is added or changed meanwhile, what was found to be the same may not be any more. */
export const standingOf = (rows: readonly KeyRow[]): string =>
  rows.map(({ id, rev }) => `${id} ${rev}`).join('\n');

export interface Lot {
  readonly lot: string;
  /** Whose rows they are. */
  readonly vaultId: string;
  /** How many rows it has. */
  readonly count: number;
  /** How the keys stood. */
  readonly standing: string;
  /** Some of it counts in the budgets. */
  readonly isSpent: boolean;
}

/** Nothing but rows: whatever is to be sealed or opened was so before. */
export async function makeVisible(all: Lot, traces: Traces): Promise<void> {
  const db = openDb();
  const tables = [db.vault, db.staged, db.keys, db.settings, db.jobs, db.ledger, db.logs, db.marks, db.sums];
  const move = async () => {
    // Erased in the last moment, and perhaps another made: these rows are sealed for the one before.
    if ((await db.vault.get('vault'))?.vaultId !== all.vaultId) fail('locked');
    await moveAll(all);
    await traces.add();
  };
  await db.transaction('rw', [...tables, ...traces.tables], move).catch(asMoved);
}

async function moveAll({ lot, count, standing, isSpent }: Lot): Promise<void> {
  const { keys, staged, sums } = openDb();
  if (standingOf(await keys.toArray()) !== standing) fail('backup-moved');
  // What is spent of the budgets is added up anew, with what comes in: the same key spent it.
  const tally = isSpent ? await sums.get(TALLY) : undefined;
  if (tally) await sums.put({ ...tally, rev: tally.rev + 1, isStale: true });
  const numbers = await staged.where('lot').equals(lot).primaryKeys();
  if (numbers.length !== count) fail('backup-moved');
  for (let at = 0; at < numbers.length; at += BATCH) {
    const batch = numbers.slice(at, at + BATCH);
    const rows = (await staged.bulkGet(batch)).filter((row) => row !== undefined);
    if (rows.length !== batch.length) fail('backup-moved');
    await move(rows);
    await staged.bulkDelete(batch);
  }
}

async function move(rows: readonly StagedRow[]): Promise<void> {
  const db = openDb();
  for (const name of new Set(rows.map(({ table }) => table))) {
    if (name === 'files') continue;
    const table = db.table<object, string | number>(name);
    const ours = rows.filter((row) => row.table === name);
    // `add` refuses what somebody else made meanwhile.
    await table.bulkAdd(ours.filter(({ was }) => was === undefined).map(({ row }) => row));
    for (const { row, was } of ours) {
      if (was === undefined) continue;
      const key = table.schema.primKey.keyPath;
      const now: unknown = await table.get(Reflect.get(row, typeof key === 'string' ? key : 'id'));
      if (typeof now !== 'object' || now === null || Reflect.get(now, 'rev') !== was) fail('backup-moved');
      await table.put(row);
    }
  }
}

function asMoved(error: unknown): never {
  const isTaken = error instanceof Error && /^(ConstraintError|BulkError)$/.test(error.name);
  if (isTaken && !/Quota/.test(String(error))) fail('backup-moved');
  throw error;
}

/** Of this lot, or of all: whoever holds the lock of imports knows that nobody else is at one. */
export const dropStaged = (lot?: string): PromiseLike<number> => {
  const { staged } = openDb();
  return (lot === undefined ? staged.toCollection() : staged.where('lot').equals(lot)).delete();
};
