/** What a person does in the library. Deleting only hides at first; what nobody took back in time is destroyed. */
import { browser } from 'wxt/browser';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { MarkRow } from '../db/tables';
import { destroy } from '../jobs/destroy';
import { isSettled } from '../jobs/held';
import { isOver } from '../jobs/record';
import { openJob } from '../jobs/rows';
import { toReader } from '../jobs/working';
import { findOpenVault, type OpenVault, requireOpen } from '../vault/session';
import { openMark, sealMark } from './marks';
import { type Mark, UNDO_MS } from './record';

const ALARM = 'library';
export const isLibraryAlarm = (name: string): boolean => name === ALARM;

export async function favour(ids: readonly string[], isFavourite: boolean): Promise<void> {
  await change(await requireOpen(), ids, (mark) => ({ ...mark, isFavourite }));
}

export async function moveOut(ids: readonly string[]): Promise<{ deleted: number; running: number }> {
  const open = await requireOpen();
  const over: string[] = [];
  let running = 0;
  for (const id of ids) {
    const fate = await fateOf(open, id);
    if (fate === 'over') over.push(id);
    if (fate === 'running') running += 1;
  }
  const deletedAtMs = Date.now();
  await wakeAt(deletedAtMs + UNDO_MS);
  const deleted = await change(open, over, (mark) => ({ ...mark, deletedAtMs }));
  return { deleted, running };
}

export async function restore(ids: readonly string[]): Promise<void> {
  const isGone = (row: MarkRow | undefined) => row?.gone === 1;
  const back = await change(await requireOpen(), ids, ({ isFavourite }) => ({ isFavourite }), isGone);
  if (back === 0) fail('job-gone');
}

/** Of these, what is deleted already. What is still to be settled with its service waits for that. */
export async function destroyNow(ids: readonly string[]): Promise<{ waiting: number }> {
  const wanted = new Set(ids);
  return { waiting: await destroyDeleted(await requireOpen(), (id) => wanted.has(id)) };
}

/** What nobody took back. While the vault is locked it waits for the next unlock. */
export async function destroyOverdue(): Promise<void> {
  const open = await findOpenVault();
  const nowMs = Date.now();
  const isDue = ({ deletedAtMs = nowMs }: Mark) => nowMs - deletedAtMs >= UNDO_MS;
  if (open) await destroyDeleted(open, (_id, mark) => isDue(mark));
}

type Choose = (id: string, mark: Mark) => boolean;

/** How many of those that are meant have to wait. */
async function destroyDeleted(open: OpenVault, isMeant: Choose): Promise<number> {
  const ids: string[] = [];
  const nowMs = Date.now();
  let waiting = 0;
  for (const row of await openDb().marks.where('gone').equals(1).toArray()) {
    const mark = await openMark(toReader(open), row);
    // Damaged: nobody can tell any more that it was deleted, or when.
    if (mark.deletedAtMs === undefined) await change(open, [row.id], () => ({ isFavourite: false }));
    else if (!isMeant(row.id, mark)) await wakeAt(Math.max(nowMs, mark.deletedAtMs + UNDO_MS));
    else if (await isUnsettled(open, row.id)) waiting += 1;
    else ids.push(row.id);
  }
  if (waiting > 0) await wakeAt(nowMs + UNDO_MS);
  if (ids.length > 0) await destroy(open, ids, 'deleted');
  return waiting;
}

/** It is not in the books yet, or its cost or its fate is still being asked after: that comes first. */
async function isUnsettled(open: OpenVault, id: string): Promise<boolean> {
  const row = await openDb().jobs.where('id').equals(id).first();
  if (row?.open !== 1) return false;
  const job = await openJob(toReader(open), row).catch(() => undefined);
  return !job || !isSettled(job.state);
}

/** A damaged one can only be thrown away. */
async function fateOf(open: OpenVault, id: string): Promise<'gone' | 'running' | 'over'> {
  const row = await openDb().jobs.where('id').equals(id).first();
  if (!row) return 'gone';
  if (row.open !== 1) return 'over';
  const job = await openJob(toReader(open), row).catch(() => undefined);
  return !job || isOver(job.state.place) ? 'over' : 'running';
}

/** There is one alarm for all: what was deleted later does not put off what is due before it. */
async function wakeAt(when: number): Promise<void> {
  const known = await browser.alarms.get(ALARM);
  if (!known || known.scheduledTime > when || known.scheduledTime < Date.now())
    await browser.alarms.create(ALARM, { when });
}

/**
 * All of them or none: sealed first, then written in one go unless one of them moved meanwhile. What another page
 * destroyed gets no mark any more. Returns how many were there.
 */
async function change(
  open: OpenVault,
  ids: readonly string[],
  next: (mark: Mark) => Mark,
  isMeant: (row: MarkRow | undefined) => boolean = () => true,
): Promise<number> {
  const { jobs, marks } = openDb();
  for (;;) {
    const there = (await jobs.where('id').anyOf(ids).uniqueKeys()).map(String);
    const before = new Map((await marks.bulkGet(there)).map((row) => [row?.id, row]));
    const meant = there.filter((id) => isMeant(before.get(id)));
    const sealed = await Promise.all(meant.map((id) => sealNext(open, id, before.get(id), next)));
    open.assertMaySend();
    const isDone = await openDb().transaction('rw', [jobs, marks], async () => {
      const left = jobs.where('id').anyOf(meant);
      if ((await left.count()) !== meant.length) return false;
      for (const row of sealed) {
        const kept = await marks.get(row.id);
        if ((kept?.rev ?? 0) !== row.rev - 1) return false;
      }
      for (const row of sealed) await marks.put(row);
      return true;
    });
    if (isDone) return meant.length;
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
