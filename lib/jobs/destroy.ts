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

/** `deleted`: what is hidden and waits for its end. What somebody takes back in the same moment stays. */
export type Which = 'any' | 'deleted';

export async function destroy(
  open: OpenVault,
  ids: readonly string[],
  which: Which = 'any',
): Promise<Destroyed> {
  const files: string[] = [];
  const running: string[] = [];
  try {
    for (const id of ids) {
      const what = await destroyOne(open, id, which);
      if (what === 'running') running.push(id);
      else files.push(...what);
    }
  } finally {
    // Also when one of them could not go: the others did.
    await sweep([...new Set(files)]);
  }
  return { running };
}

/** Its files, which nobody may name now. */
async function destroyOne(open: OpenVault, id: string, which: Which): Promise<readonly string[] | 'running'> {
  for (;;) {
    const row = await openDb().jobs.where('id').equals(id).first();
    if (!row) {
      await openDb().marks.delete(id);
      return [];
    }
    const job: Job | undefined = await openJob(toReader(open), row).catch(() => undefined);
    if (job && !isOver(job.state.place)) return 'running';
    open.assertMaySend();
    const sent = job ? toEvents(job.state.sent ?? [], job.request, id) : [];
    const done = await traced(open, sent, (traces) => takeOut(row, which, traces));
    if (done !== 'moved') return job && done === 'gone' ? filesOf(job) : [];
  }
}

/** All of it at once, unless the row moved meanwhile, or somebody took it back. */
function takeOut(
  { n = 0, id, rev }: JobRow,
  which: Which,
  traces: Traces,
): PromiseLike<'gone' | 'moved' | 'kept'> {
  const { jobs, marks, search } = openDb();
  const part = partId(partOf(n));
  return openDb().transaction('rw', [jobs, marks, search, ...traces.tables], async () => {
    const row = await jobs.get(n);
    if (row?.rev !== rev) return row ? 'moved' : 'gone';
    if (which === 'deleted' && (await marks.get(id))?.gone !== 1) return 'kept';
    const kept = await search.get(part);
    await jobs.delete(n);
    await marks.delete(id);
    await traces.add();
    await search.put({ id: part, rev: (kept?.rev ?? 0) + 1, sealed: NO_PART });
    return 'gone';
  });
}
