/** Lines that are older than a person wants to keep go, oldest first; the head keeps the hash of the last that went. */
import { openDb } from '../db/open';
import { readSetting, sealSetting } from '../db/settings';
import type { Head } from './chain';
import { openLogLine } from './imported';
import { KEPT_DAYS, type KeptDays, keptSettingSchema } from './record';
import { type HashedLine, openLine } from './rows';
import { Steps } from './verify';
import { nextHead, readHead, record, type Sealer, traced, withHead } from './write';

const DAY_MS = 24 * 60 * 60_000;
const SLICE = 200;

/** The choice and its line are written together, before anything goes for it. */
export async function keepFor(open: Sealer, days: KeptDays): Promise<void> {
  const about = days === null ? 'for ever' : `${days} days`;
  const { settings } = openDb();
  const { rev } = await readSetting(open, KEPT_DAYS, keptSettingSchema);
  const row = await sealSetting(open, KEPT_DAYS, { days }, rev + 1);
  await traced(open, [{ atMs: Date.now(), what: 'record-kept-for', about }], (traces) =>
    openDb().transaction('rw', [settings, ...traces.tables], async () => {
      await settings.put(row);
      await traces.add();
    }),
  );
  await prune(open);
}

/** Ends at the first line that is young enough: a clock that once went wrong keeps more, never less. */
export async function prune(open: Sealer, nowMs = Date.now()): Promise<void> {
  const { value } = await readSetting(open, KEPT_DAYS, keptSettingSchema);
  if (!value || value.days === null) return;
  const beforeMs = nowMs - value.days * DAY_MS;
  let gone = 0;
  let last = SLICE;
  while (last === SLICE) {
    last = await withHead(() => pruneSlice(open, beforeMs));
    gone += last;
  }
  gone += await pruneImported(open, beforeMs);
  if (gone > 0) await record(open, { atMs: Date.now(), what: 'record-pruned', count: gone });
}

/**
 * What time it is as far as lines may go for it: no later than the newest one that was there before. A clock that runs
 * far ahead for a day takes nothing away then.
 */
export async function readSureNow(open: Sealer): Promise<number> {
  const newest = await openDb().activity.orderBy(':id').last();
  const line = newest && (await openLine({ vaultId: open.vaultId, key: open.content }, newest));
  return Math.min(Date.now(), line?.activity?.atMs ?? Number.POSITIVE_INFINITY);
}

async function pruneSlice(open: Sealer, beforeMs: number): Promise<number> {
  const db = openDb();
  const known = await readHead(open);
  // Nobody can say what was kept: that is told first, by the next line.
  if (known.isLost) return 0;
  const rows = await db.activity.orderBy(':id').limit(SLICE).toArray();
  const reader = { vaultId: open.vaultId, key: open.content };
  const lines = await Promise.all(rows.map((row) => openLine(reader, row)));
  const times = lines.map(({ activity }) => activity?.atMs);
  const old = lines.slice(0, countOld(times, beforeMs));
  if (old.length === 0) return 0;
  const head = await nextHead(open, known.rev, without(known.head, old));
  await db.transaction('rw', head.tables, async () => {
    await head.put();
    for (const { n } of old) await db.activity.delete(n);
  });
  return old.length;
}

/** What came from other vaults is not chained: nobody has to say where the rest begins. */
async function pruneImported(open: Sealer, beforeMs: number): Promise<number> {
  const { logs } = openDb();
  const reader = { vaultId: open.vaultId, key: open.content };
  let gone = 0;
  for (;;) {
    const rows = await logs.orderBy(':id').limit(SLICE).toArray();
    const lines = await Promise.all(rows.map((row) => openLogLine(reader, row).catch(() => null)));
    const times = lines.map((line) => line?.event.atMs);
    const old = rows.slice(0, countOld(times, beforeMs));
    await logs.bulkDelete(old.flatMap(({ n }) => (n === undefined ? [] : [n])));
    gone += old.length;
    if (old.length < SLICE) return gone;
  }
}

/** A damaged line goes with what is old on both of its sides. */
function countOld(times: readonly (number | undefined)[], beforeMs: number): number {
  const young = times.findIndex((atMs) => atMs !== undefined && atMs >= beforeMs);
  const old = young < 0 ? times : times.slice(0, young);
  return old.some((atMs) => atMs !== undefined) ? old.length : 0;
}

/**
 * What went is not believed about itself beyond its own hash: a gap before the cut still shows after it. One in what
 * went is kept in the head, or letting go would hide for ever what somebody did to it.
 */
function without(head: Head, gone: readonly HashedLine[]): Head {
  const steps = new Steps(head);
  for (const line of gone) steps.take(line);
  const broken = head.broken ?? steps.broken;
  const kept = { ...head, ...(broken ? { broken } : {}) };
  const last = gone.findLast(({ activity }) => activity?.link);
  if (!last?.activity?.link || last.hash === undefined) return kept;
  return { ...kept, first: last.activity.link.at + 1, before: last.hash };
}
