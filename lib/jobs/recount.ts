/**
 * What was spent, made anew where its sum is missing or damaged, or an import brought more: what open jobs say of
 * themselves, and for all others the ledger. An import's entries of long ago stand behind those of today: so what the
 * roll-ups do not know to be old is looked through, all of it.
 */
import type { Count } from '../budgets/count';
import { BACK_MS, NO_TALLY, TALLY, type Tally } from '../budgets/record';
import { inBooks, type Kept, readTally, sealTally } from '../budgets/store';
import { recount } from '../budgets/tally';
import { openDb } from '../db/open';
import { dayOf } from '../usage/days';
import { oldThrough } from '../usage/head';
import { slicesBack } from '../usage/walk';
import type { OpenVault } from '../vault/session';
import { countsOfEntry } from './counting';
import { openJob } from './rows';
import { toReader } from './working';

export async function readBooks(open: OpenVault): Promise<Kept & { readonly tally: Tally }> {
  const { tally, told, rev } = await readTally(open);
  return { tally: tally ?? (await remake(open, told)), told, rev };
}

/** Pages show the sum as it lies there: that must not wait for the next request. */
export const remakeBooks = (open: OpenVault): Promise<void> =>
  inBooks(async () => {
    const { tally, told, rev } = await readTally(open);
    if (tally) return;
    const row = await sealTally(open, await remake(open, told), rev + 1);
    const { sums } = openDb();
    open.assertMaySend();
    await openDb().transaction('rw', sums, async () => {
      // Another import came meanwhile, and asks for it too.
      if (((await sums.get(TALLY))?.rev ?? 0) === rev) await sums.put(row);
    });
  });

async function remake(open: OpenVault, told: Tally['told']): Promise<Tally> {
  const byJob = await countsOfOpen(open);
  const sinceMs = Date.now() - BACK_MS;
  const today = dayOf(Date.now());
  const done = new Set(byJob.keys());
  let tally = recount({ ...NO_TALLY, told }, today, [], [...byJob.values()].flat());
  const old = await oldThrough(toReader(open), dayOf(sinceMs));
  for await (const slice of slicesBack(toReader(open), old)) {
    const counts = slice.flatMap(({ entry }) => {
      // The last word on a job is met first.
      if (!entry || entry.atMs < sinceMs || done.has(entry.jobId)) return [];
      done.add(entry.jobId);
      return countsOfEntry(entry);
    });
    // A slice at a time: all of it together would let nobody else in between.
    if (counts.length > 0) tally = recount(tally, today, [], counts);
  }
  return tally;
}

/** What is on its way stands in no ledger yet; and who is gone on with counts for more than its entry says. */
async function countsOfOpen(open: OpenVault): Promise<Map<string, readonly Count[]>> {
  const rows = await openDb().jobs.where('open').equals(1).toArray();
  const jobs = await Promise.all(rows.map((row) => openJob(toReader(open), row).catch(() => undefined)));
  return new Map(jobs.flatMap((job) => (job?.state.counts ? [[job.request.id, job.state.counts]] : [])));
}
