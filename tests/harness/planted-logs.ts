/** Lines of another vault's record, put beside this one's as a backup brings them. */
import { sealLogLine } from '../../lib/activity/imported';
import type { Event } from '../../lib/activity/record';
import { fromBase64 } from '../../lib/core/bytes';
import { newId } from '../../lib/core/ids';
import { importSealKey } from '../../lib/seal/envelope';
import { putRows } from './put-rows';
import type { Screen } from './screen';
import { requireOpenRecord } from './session';

export async function plantLogs(screen: Screen, madeAtMs: number, events: readonly Event[]): Promise<void> {
  const { vaultId, content } = await requireOpenRecord(screen);
  const reader = { vaultId, key: await importSealKey(fromBase64(content)) };
  const from = { vaultId: newId(), madeAtMs };
  const rows = events.map((event) => sealLogLine(reader, newId(), { ...from, event: { ...event } }));
  await putRows(screen, 'logs', await Promise.all(rows));
}
