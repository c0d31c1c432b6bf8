import { traced } from '../activity/write';
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
  const db = openDb();
  await traced(open, [{ atMs: Date.now(), what: 'key-removed', keyId: id }], (traces) => {
    open.assertMaySend();
    return db.transaction('rw', [db.keys, ...traces.tables], async () => {
      await db.keys.delete(row.n);
      await traces.add();
    });
  });
}
