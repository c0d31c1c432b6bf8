/** What pages may read of jobs, newest first. A damaged row is counted beside the others and hides none of them. */
import { openDb } from '../db/open';
import type { JobRow } from '../db/tables';
import { findContent } from '../session/content';
import type { Job, Make } from './record';
import { openJob, type Reader } from './rows';

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

/** At a lock: what this page has opened goes, not only what it shows. */
export const forgetJobs = (): void => {
  opened = new Map();
};

/** The newest `limit` jobs of a kind. Nothing while locked. */
export async function readJobs(make: Make, limit: number): Promise<JobListing> {
  const content = await findContent();
  if (!content) {
    forgetJobs();
    return NOTHING;
  }
  const jobs: Job[] = [];
  let damaged = 0;
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await openDb().jobs.where(':id').below(before).reverse().limit(PAGE).toArray();
    for (const job of await Promise.all(rows.map((row) => openOnce(content, row)))) {
      if (!job) damaged += 1;
      else if (job.request.make === make) jobs.push(job);
    }
    before = rows.at(-1)?.n ?? 0;
    if (rows.length < PAGE || jobs.length > limit) break;
  }
  return { jobs: jobs.slice(0, limit), damaged, hasMore: jobs.length > limit };
}

/** One job, such as the turn that a conversation goes on from. */
export async function findJob(id: string): Promise<Job | undefined> {
  const content = await findContent();
  const row = content && (await openDb().jobs.where('id').equals(id).first());
  return row && openOnce(content, row);
}

function openOnce(content: Reader, row: JobRow): Promise<Job | undefined> {
  const known = opened.get(row.id);
  if (known?.rev === row.rev) return known.job;
  const job = openJob(content, row).catch(() => undefined);
  opened.set(row.id, { rev: row.rev, job });
  return job;
}
