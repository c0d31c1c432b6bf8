/**
 * A job and all that is only its own: its row with its own key, what was said of it, its words in the index, its files.
 * A file that a draft or another job names stays. What was paid stays in the ledger.
 */
import { toEvents } from '../activity/sent';
import { type Traces, traced } from '../activity/write';
import { openDb } from '../db/open';
import type { JobRow } from '../db/tables';
import { NO_PART, partId, partOf } from '../library/record';
import type { OpenVault } from '../vault/session';
import { filesOf, isOver, type Job } from './record';
import { openJob } from './rows';
import { sweep } from './sweep';
import { toReader } from './working';

export interface Destroyed {
  /** These are not over: they stay. */
  readonly running: readonly string[];
}

export async function destroy(open: OpenVault, ids: readonly string[]): Promise<Destroyed> {
  const files: string[] = [];
  const running: string[] = [];
  for (const id of ids) {
    const what = await destroyOne(open, id);
    if (what === 'running') running.push(id);
    else files.push(...what);
  }
  await sweep([...new Set(files)]);
  return { running };
}

/** Its files, which nobody may name now. */
async function destroyOne(open: OpenVault, id: string): Promise<readonly string[] | 'running'> {
  for (;;) {
    const row = await openDb().jobs.where('id').equals(id).first();
    if (!row) return [];
    const job: Job | undefined = await openJob(toReader(open), row).catch(() => undefined);
    if (job && !isOver(job.state.place)) return 'running';
    open.assertMaySend();
    const sent = job ? toEvents(job.state.sent ?? [], job.request, id) : [];
    if (await traced(open, sent, (traces) => takeOut(row, traces))) return job ? filesOf(job) : [];
  }
}

/** All of it at once, unless the row moved meanwhile. */
function takeOut({ n = 0, id, rev }: JobRow, traces: Traces): PromiseLike<boolean> {
  const { jobs, marks, search } = openDb();
  const part = partId(partOf(n));
  return openDb().transaction('rw', [jobs, marks, search, ...traces.tables], async () => {
    const row = await jobs.get(n);
    if (row?.rev !== rev) return row === undefined;
    const kept = await search.get(part);
    await jobs.delete(n);
    await marks.delete(id);
    await traces.add();
    await search.put({ id: part, rev: (kept?.rev ?? 0) + 1, sealed: NO_PART });
    return true;
  });
}
