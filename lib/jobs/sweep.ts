/**
 * Chunks that no row names: a background or a page died between storing a file and naming it. They are found once in
 * the life of the browser, as the vault first opens: nobody can hold an unnamed file then, and what comes later is
 * not among what was seen.
 */
import { browser } from 'wxt/browser';
import { ProblemError } from '../core/problem';
import { openDb } from '../db/open';
import { readSetting } from '../db/settings';
import { dropFiles, listFiles } from '../files/store';
import { findOpenVault, type OpenVault } from '../vault/session';
import { draftName, draftSchema, filesOf, makeSchema } from './record';
import { openJob } from './rows';
import { toReader } from './working';

/** In session memory, which ends with the browser. */
const SWEPT = 'swept';
/** So many rows are opened at once. */
const BATCH = 50;

/** What is there as the vault first opens. */
export async function findFirst(): Promise<readonly string[]> {
  const { [SWEPT]: isSwept } = await browser.storage.session.get(SWEPT);
  if (isSwept || !(await findOpenVault())) return [];
  await browser.storage.session.set({ [SWEPT]: true });
  // What an import left behind that died: nobody else will take it up.
  await openDb().staged.clear();
  return listFiles();
}

/** Drops, of these, what no row names. */
export async function sweep(there: readonly string[]): Promise<void> {
  const open = await findOpenVault();
  if (!open || there.length === 0) return;
  const named = await namedFiles(open).catch(unlessUnread);
  if (named) await dropFiles(there.filter((id) => !named.has(id)));
}

/** A row that cannot be read, or a lock in between: what might be its own stays. */
function unlessUnread(error: unknown): undefined {
  if (error instanceof ProblemError) return undefined;
  throw error;
}

/** Drafts and imports first: what happens in between goes from there into a job, and never back. */
async function namedFiles(open: OpenVault): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const { table, row } of await openDb().staged.toArray())
    if (table === 'files' && 'id' in row) named.add(String(row.id));
  for (const make of makeSchema.options) {
    const { value, rev } = await readSetting(open, draftName(make), draftSchema);
    if (!value && rev > 0) throw new ProblemError({ code: 'damaged' });
    for (const { id } of value?.files ?? []) named.add(id);
  }
  const numbers = await openDb().jobs.toCollection().primaryKeys();
  for (let at = 0; at < numbers.length; at += BATCH) {
    const rows = await openDb().jobs.bulkGet(numbers.slice(at, at + BATCH));
    const jobs = await Promise.all(rows.map((row) => row && openJob(toReader(open), row)));
    for (const job of jobs) if (job) for (const id of filesOf(job)) named.add(id);
  }
  return named;
}
