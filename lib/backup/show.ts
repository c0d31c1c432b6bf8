/** The background's last step of an import: all of it is there, together with the lines that tell of it, or nothing. */
import type { Event } from '../activity/record';
import { traced } from '../activity/write';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { KEY_RECORD, keyRecordSchema } from '../keys/record';
import { openJson } from '../seal/envelope';
import { type OpenVault, requireOpen } from '../vault/session';
import { type Lot, makeVisible } from './staged';

export async function show(lot: Lot): Promise<void> {
  const open = await requireOpen();
  if (open.vaultId !== lot.vaultId) fail('locked');
  const events: Event[] = [{ atMs: Date.now(), what: 'backup-read' }, ...(await addedBy(open, lot.lot))];
  await traced(open, events, (traces) => {
    open.assertMaySend();
    return makeVisible(lot, traces);
  });
}

/** Each key that can be used from now on. */
async function addedBy({ vaultId, content }: OpenVault, lot: string): Promise<Event[]> {
  const events: Event[] = [];
  const isNew = ({ table, was }: { table: string; was?: number }) => table === 'keys' && was === undefined;
  for (const { row } of await openDb().staged.where('lot').equals(lot).filter(isNew).toArray()) {
    if (!('sealed' in row && row.sealed instanceof Uint8Array && 'id' in row)) continue;
    const place = { vaultId, kind: KEY_RECORD, rowId: String(row.id) };
    const record = await openJson(content, place, new Uint8Array(row.sealed), keyRecordSchema);
    if (!record || record.removedAtMs !== null) continue;
    const about = { keyId: record.id, provider: record.provider, keyName: record.name };
    events.push({ atMs: Date.now(), what: 'key-added', ...about });
  }
  return events;
}
