/** What the library's page reads: only what is on the screen is opened. */
import { openDb } from '../db/open';
import type { JobRow, MarkRow } from '../db/tables';
import type { Job } from '../jobs/record';
import { openJob } from '../jobs/rows';
import { type Content, findContent } from '../session/content';
import type { Found, Hit } from './catalog';
import { openMark, readGone } from './marks';

export interface Card {
  readonly n: number;
  readonly id: string;
  /** Absent when it is damaged. */
  readonly job?: Job;
  readonly isFavourite: boolean;
}

let opened = new Map<string, { readonly rev: number; readonly job: Promise<Job | undefined> }>();

export const forgetCards = (): void => {
  opened = new Map();
};

/** The newest first, by nothing but their numbers. */
export async function readNewest(from: number, count: number): Promise<Found> {
  const { jobs } = openDb();
  const gone = await readGone();
  const hidden = new Set(gone.length > 0 ? await jobs.where('id').anyOf(gone).primaryKeys() : []);
  // In one go and turned around here: backwards, the database would be asked once for each.
  const numbers = (await jobs.toCollection().primaryKeys()).reverse().filter((n) => !hidden.has(n));
  const shown = numbers.slice(from, from + count);
  const rows = await jobs.bulkGet(shown);
  const items = rows.flatMap((row): Hit[] => (row?.n === undefined ? [] : [{ n: row.n, id: row.id }]));
  return { total: numbers.length, items };
}

/** Whatever of these is still there. Nothing while locked. */
export async function readCards(hits: readonly Hit[]): Promise<Card[]> {
  const content = await findContent();
  if (!content) {
    forgetCards();
    return [];
  }
  const { jobs, marks } = openDb();
  const rows = await jobs.bulkGet(hits.map(({ n }) => n));
  const marked = await marks.bulkGet(hits.map(({ id }) => id));
  const before = opened;
  opened = new Map();
  const cards = rows.map((row, at) => row && readCard(content, row, marked[at], before));
  return (await Promise.all(cards)).flatMap((card) => card ?? []);
}

/** One, wherever it stands by now. Undefined once it is deleted. */
export async function findCard({ n, id }: Hit): Promise<Card | undefined> {
  const content = await findContent();
  const { jobs, marks } = openDb();
  const row = await jobs.get(n);
  if (!content || row?.id !== id) return undefined;
  return readCard(content, row, await marks.get(id), opened);
}

async function readCard(
  content: Content,
  row: JobRow,
  marked: MarkRow | undefined,
  before: typeof opened,
): Promise<Card | undefined> {
  if (marked?.gone) return undefined;
  const known = before.get(row.id);
  const job = known?.rev === row.rev ? known.job : openJob(content, row).catch(() => undefined);
  opened.set(row.id, { rev: row.rev, job });
  const mark = marked && (await openMark(content, marked));
  const found = await job;
  return {
    n: row.n ?? 0,
    id: row.id,
    isFavourite: mark?.isFavourite === true,
    ...(found ? { job: found } : {}),
  };
}

/** What was deleted and can still come back. */
export const readDeleted = (): Promise<string[]> => readGone();
