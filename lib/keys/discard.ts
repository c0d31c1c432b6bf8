import { sealActivity } from '../activity/write';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { requireOpen } from '../vault/session';
import { readRecord, requireRow } from './store';

/** A damaged row can only be thrown away: its secret, its name and its history are unreadable for good. */
export async function discard(id: string): Promise<void> {
  const open = await requireOpen();
  const row = await requireRow(id);
  const isReadable = await readRecord(open, row).then(
    () => true,
    () => false,
  );
  if (isReadable) fail('key-not-damaged');
  const trace = await sealActivity(open, { atMs: Date.now(), what: 'key-removed', keyId: id });
  open.assertMaySend();
  const db = openDb();
  await db.transaction('rw', [db.keys, db.activity], async () => {
    await db.keys.delete(row.n);
    await db.activity.add(trace);
  });
}
