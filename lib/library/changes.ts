/** What a person does in the library. Deleting only hides at first; what nobody took back in time is destroyed. */
import { browser } from 'wxt/browser';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { MarkRow } from '../db/tables';
import { destroy } from '../jobs/destroy';
import { isOver } from '../jobs/record';
import { openJob } from '../jobs/rows';
import { toReader } from '../jobs/working';
import { findOpenVault, type OpenVault, requireOpen } from '../vault/session';
import { openMark, sealMark } from './marks';
import { type Mark, UNDO_MS } from './record';

const ALARM = 'library';
export const isLibraryAlarm = (name: string): boolean => name === ALARM;

export const favour = async (ids: readonly string[], isFavourite: boolean): Promise<void> =>
  change(await requireOpen(), ids, (mark) => ({ ...mark, isFavourite }));

export async function moveOut(ids: readonly string[]): Promise<{ deleted: number; running: number }> {
  const open = await requireOpen();
  const over: string[] = [];
  for (const id of ids) if (await mayGo(open, id)) over.push(id);
  const deletedAtMs = Date.now();
  await wakeAt(deletedAtMs + UNDO_MS);
  await change(open, over, (mark) => ({ ...mark, deletedAtMs }));
  return { deleted: over.length, running: ids.length - over.length };
}

export async function restore(ids: readonly string[]): Promise<void> {
  const open = await requireOpen();
  const rows = await openDb().marks.bulkGet([...ids]);
  const there = rows.flatMap((row) => (row?.gone ? row.id : []));
  if (there.length === 0) fail('job-gone');
  await change(open, there, ({ isFavourite }) => ({ isFavourite }));
}

/** Of these, what is deleted already. */
export async function destroyNow(ids: readonly string[]): Promise<void> {
  const wanted = new Set(ids);
  await destroyDeleted(await requireOpen(), (id) => wanted.has(id));
}

/** What nobody took back. While the vault is locked it waits for the next unlock. */
export async function destroyOverdue(): Promise<void> {
  const open = await findOpenVault();
  const nowMs = Date.now();
  const isDue = ({ deletedAtMs = nowMs }: Mark) => nowMs - deletedAtMs >= UNDO_MS;
  if (open) await destroyDeleted(open, (_id, mark) => isDue(mark));
}

type Choose = (id: string, mark: Mark) => boolean;

async function destroyDeleted(open: OpenVault, isMeant: Choose): Promise<void> {
  const ids: string[] = [];
  let isMore = false;
  for (const row of await openDb().marks.where('gone').equals(1).toArray()) {
    const mark = await openMark(toReader(open), row);
    // Damaged: nobody can tell any more that it was deleted, or when.
    if (mark.deletedAtMs === undefined) await change(open, [row.id], () => ({ isFavourite: false }));
    else if (!isMeant(row.id, mark) || (await isUnsettled(row.id))) isMore = true;
    else ids.push(row.id);
  }
  if (ids.length > 0) await destroy(open, ids);
  if (isMore) await wakeAt(Date.now() + UNDO_MS);
}

/** It is not in the books yet, or its cost or its fate is still being asked after: that comes first. */
async function isUnsettled(id: string): Promise<boolean> {
  const row = await openDb().jobs.where('id').equals(id).first();
  return row?.open === 1;
}

/** What is there and over. A damaged one can only be thrown away. */
async function mayGo(open: OpenVault, id: string): Promise<boolean> {
  const row = await openDb().jobs.where('id').equals(id).first();
  if (row?.open !== 1) return row !== undefined;
  const job = await openJob(toReader(open), row).catch(() => undefined);
  return !job || isOver(job.state.place);
}

const wakeAt = (when: number) => browser.alarms.create(ALARM, { when });

/** All of them or none: sealed first, then written in one go unless one of them moved meanwhile. */
async function change(open: OpenVault, ids: readonly string[], next: (mark: Mark) => Mark): Promise<void> {
  const { marks } = openDb();
  for (;;) {
    const before = await marks.bulkGet([...ids]);
    const sealed = await Promise.all(ids.map((id, at) => sealNext(open, id, before[at], next)));
    open.assertMaySend();
    const isDone = await openDb().transaction('rw', [marks], async () => {
      for (const row of sealed) {
        const kept = await marks.get(row.id);
        if ((kept?.rev ?? 0) !== row.rev - 1) return false;
      }
      for (const row of sealed) await marks.put(row);
      return true;
    });
    if (isDone) return;
  }
}

async function sealNext(
  open: OpenVault,
  id: string,
  row: MarkRow | undefined,
  next: (mark: Mark) => Mark,
): Promise<MarkRow> {
  const reader = toReader(open);
  const mark = row ? await openMark(reader, row) : { isFavourite: false };
  return sealMark(reader, id, next(mark), (row?.rev ?? 0) + 1);
}
