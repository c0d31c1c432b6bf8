/** Entries of things that were paid for, put into the ledger past the program: nothing is made or sent for them. */
import { fromBase64 } from '../../lib/core/bytes';
import { importSealKey } from '../../lib/seal/envelope';
import type { Entry } from '../../lib/usage/record';
import { sealEntry } from '../../lib/usage/write';
import { putRows } from './put-rows';
import type { Screen } from './screen';
import { requireOpenRecord } from './session';

const AT_ONCE = 2_000;

/** In their order. A page must be loaded anew to see them. */
export async function plantEntries(screen: Screen, entries: readonly Entry[]): Promise<void> {
  const { vaultId, content } = await requireOpenRecord(screen);
  const open = { vaultId, content: await importSealKey(fromBase64(content)) };
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const slice = entries.slice(at, at + AT_ONCE);
    await putRows(screen, 'ledger', await Promise.all(slice.map((entry) => sealEntry(open, entry))));
  }
}
