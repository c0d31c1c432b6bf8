/** What was spent, made anew from the ledger where its sum is missing or damaged: newest first, a month of it. */
import type { Count } from '../budgets/count';
import { NO_TALLY, type Tally } from '../budgets/record';
import { type Kept, readTally } from '../budgets/store';
import { recount } from '../budgets/tally';
import { toE8 } from '../core/usd-e8';
import { openDb } from '../db/open';
import { dayOf } from '../usage/days';
import type { Entry, Share } from '../usage/record';
import { slicesBack } from '../usage/walk';
import type { OpenVault } from '../vault/session';
import { openJob } from './rows';
import { toReader } from './working';

const BACK_MS = 32 * 86_400_000;

export async function readBooks(open: OpenVault): Promise<Kept & { readonly tally: Tally }> {
  const { tally, rev } = await readTally(open);
  return { tally: tally ?? (await remake(open)), rev };
}

async function remake(open: OpenVault): Promise<Tally> {
  const counts = [...(await countsOfLedger(open)), ...(await countsOfRunning(open))];
  return recount(NO_TALLY, dayOf(Date.now()), [], counts);
}

async function countsOfLedger(open: OpenVault): Promise<Count[]> {
  const sinceMs = Date.now() - BACK_MS;
  // The last word on a job is met first.
  const byJob = new Map<string, Entry>();
  for await (const slice of slicesBack(toReader(open))) {
    for (const { entry } of slice) if (entry && !byJob.has(entry.jobId)) byJob.set(entry.jobId, entry);
    if (slice.every(({ entry }) => !entry || entry.atMs < sinceMs)) break;
  }
  return [...byJob.values()].flatMap((entry) =>
    [entry, ...(entry.others ?? [])].flatMap((share) => toCounts(entry, share)),
  );
}

/** One for each request that it took; the whole amount stands with the first. */
function toCounts({ atMs, provider }: Entry, share: Share): Count[] {
  const { keyId, usd, input = 0, output = 0, calls = 1 } = share;
  const count = { day: dayOf(atMs), provider, keyId, round: 0, isHeld: false };
  const others = Array.from({ length: Math.max(0, calls - 1) }, () => ({ ...count, usd: 0, tokens: 0 }));
  return [{ ...count, usd: toE8(usd ?? ''), tokens: input + output }, ...others];
}

/** What is on its way stands in no ledger yet. */
async function countsOfRunning(open: OpenVault): Promise<Count[]> {
  const rows = await openDb().jobs.where('open').equals(1).toArray();
  const jobs = await Promise.all(rows.map((row) => openJob(toReader(open), row).catch(() => undefined)));
  return jobs.flatMap((job) => (job?.state.isBooked === undefined ? (job?.state.counts ?? []) : []));
}
