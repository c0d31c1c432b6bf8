/** What pages may read of jobs, newest first. A damaged row is counted beside the others and hides none of them. */
import { openDb } from '../db/open';
import type { JobRow } from '../db/tables';
import { findContent } from '../session/content';
import type { Job, Make } from './record';
import { openJob, openRequest, type Reader } from './rows';

export interface JobListing {
  readonly jobs: readonly Job[];
  readonly damaged: number;
  /** There are older ones. */
  readonly hasMore: boolean;
}

const NOTHING: JobListing = { jobs: [], damaged: 0, hasMore: false };
/** So many rows are looked at in one go. */
const PAGE = 50;

let opened = new Map<string, { rev: number; job: Promise<Job | undefined> }>();

/** Which kind a row's job is never changes: what is not looked for is not even fetched a second time. */
let makes = new Map<number, Make>();

/** At a lock: what this page has opened goes, not only what it shows. */
export const forgetJobs = (): void => {
  opened = new Map();
  makes = new Map();
};

/** The newest `limit` jobs of a kind, and behind them `also`, if that is an older one. Nothing while locked. */
export async function readJobs(make: Make, limit: number, also?: string): Promise<JobListing> {
  const content = await findContent();
  if (!content) {
    forgetJobs();
    return NOTHING;
  }
  const jobs: Job[] = [];
  let damaged = 0;
  const numbers = (await openDb().jobs.orderBy(':id').reverse().primaryKeys()).filter((n) =>
    isPossible(n, make),
  );
  // Deleted, though it can still be taken back.
  const gone = new Set(await openDb().marks.where('gone').equals(1).primaryKeys());
  for (let at = 0; at < numbers.length && jobs.length <= limit; at += PAGE) {
    const rows = await openDb().jobs.bulkGet(numbers.slice(at, at + PAGE));
    const found = await Promise.all(
      rows.map((row) => (row && !gone.has(row.id) ? openIf(content, row, make) : undefined)),
    );
    for (const job of found) {
      if (job === null) damaged += 1;
      else if (job) jobs.push(job);
    }
  }
  const listed = jobs.slice(0, limit);
  const isMissing =
    also !== undefined && !gone.has(also) && !listed.some(({ request }) => request.id === also);
  const older = isMissing ? await findJob(also) : undefined;
  return {
    jobs: older?.request.make === make ? [...listed, older] : listed,
    damaged,
    hasMore: jobs.length > limit,
  };
}

/** One job, such as the turn that a conversation goes on from. */
export async function findJob(id: string): Promise<Job | undefined> {
  const content = await findContent();
  const row = content && (await openDb().jobs.where('id').equals(id).first());
  return row && openOnce(content, row);
}

/** How many are not over. Their number stands in the open, so it can be said while locked. */
export const countOpen = (): Promise<number> => openDb().jobs.where('open').equals(1).count();

const isPossible = (n: number, make: Make): boolean => (makes.get(n) ?? make) === make;

/** Null when it is damaged, undefined when it is of another kind: then its answer stays sealed. */
async function openIf(content: Reader, row: JobRow, make: Make): Promise<Job | null | undefined> {
  const { n = 0 } = row;
  const request = makes.has(n) ? undefined : await openRequest(content, row).catch(() => undefined);
  if (request) makes.set(n, request.make);
  return isPossible(n, make) ? ((await openOnce(content, row)) ?? null) : undefined;
}

function openOnce(content: Reader, row: JobRow): Promise<Job | undefined> {
  const known = opened.get(row.id);
  if (known?.rev === row.rev) return known.job;
  const job = openJob(content, row).catch(() => undefined);
  opened.set(row.id, { rev: row.rev, job });
  return job;
}
