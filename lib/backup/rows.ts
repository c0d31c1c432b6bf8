import { z } from '../core/zod';
import { openDb } from '../db/open';
import type { JobRow, KeyRow, NumberedRow } from '../db/tables';

/** So many are in memory at a time. */
const PAGE = 100;

interface Rows {
  readonly keys: KeyRow;
  readonly jobs: JobRow;
  readonly ledger: NumberedRow;
  readonly activity: NumberedRow;
  readonly logs: NumberedRow;
}

/** Every row of a table in the order in which they were made. What is added meanwhile is not among them. */
export async function* eachRow<Name extends keyof Rows>(name: Name): AsyncGenerator<Rows[Name], void> {
  const table = openDb().table<Rows[Name], number>(name);
  const numbers = await table.toCollection().primaryKeys();
  for (let at = 0; at < numbers.length; at += PAGE)
    for (const row of await table.bulkGet(numbers.slice(at, at + PAGE))) if (row) yield row;
}

/** JSON of any kind. */
export const anything = z.unknown();
