/** A record on its own: a key to seal with, no vault around it. */
import type { Event } from '../../lib/activity/record';
import { type HashedLine, openLine } from '../../lib/activity/rows';
import { firstTraces, record, type Sealer } from '../../lib/activity/write';
import { newId, randomBytes } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import type { NumberedRow, SealedRow } from '../../lib/db/tables';
import { importSealKey } from '../../lib/seal/envelope';

/** As a vault begins: with the end of a chain of which there is nothing yet. */
export async function newSealer(): Promise<Sealer> {
  const open = { vaultId: newId(), content: await importSealKey(randomBytes(32)) };
  const traces = await firstTraces(open, []);
  await openDb().transaction('rw', traces.tables, () => traces.add());
  return open;
}

export const readerOf = ({ vaultId, content }: Sealer) => ({ vaultId, key: content });

export const event = (about: string, atMs = Date.now()): Event => ({ atMs, what: 'key-checked', about });

export async function clear(): Promise<void> {
  const db = openDb();
  await Promise.all([db.activity.clear(), db.trail.clear(), db.settings.clear(), db.logs.clear()]);
}

export async function write(open: Sealer, count: number, from = 0): Promise<void> {
  for (let at = from; at < from + count; at += 1) await record(open, event(`line ${at}`));
}

export interface Disk {
  readonly rows: readonly (NumberedRow & { readonly n: number })[];
  readonly heads: readonly SealedRow[];
}

export async function readDisk(): Promise<Disk> {
  const rows = await openDb().activity.orderBy(':id').toArray();
  return { rows: rows.map((row) => ({ ...row, n: row.n ?? 0 })), heads: await openDb().trail.toArray() };
}

/** As somebody leaves it who can write the profile. */
export async function putDisk({ rows, heads }: Disk): Promise<void> {
  const { activity, trail } = openDb();
  await activity.clear();
  await trail.clear();
  await activity.bulkAdd([...rows]);
  await trail.bulkAdd([...heads]);
}

export async function readLines(open: Sealer): Promise<HashedLine[]> {
  const { rows } = await readDisk();
  return Promise.all(rows.map((row) => openLine(readerOf(open), row)));
}
