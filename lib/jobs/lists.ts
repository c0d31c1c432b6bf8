/** Providers' lists of models: read with a key, kept sealed with their age. */
import { newId } from '../core/ids';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import { within } from '../http/limit';
import { findList } from '../models/find';
import { MODEL_LIST, type ModelList } from '../models/record';
import { sealJson } from '../seal/envelope';
import { type OpenVault, requireOpen } from '../vault/session';
import { recordRequests, requireWire, withCall } from './calling';
import { findPaying } from './paying';
import type { Make } from './record';

const FRESH_MS = 24 * 60 * 60_000;
const LONGEST_MS = 30_000;

const inTurn = newTurn();

/** Two pages that ask at once get one list. */
export const refreshModels = (provider: string, make: Make, isForced: boolean): Promise<number> =>
  inTurn(async () => {
    const open = await requireOpen();
    const found = await findList(open, provider, make);
    if (found && !isForced && Date.now() - found.list.readAtMs < FRESH_MS) return found.list.models.length;
    const maker = requireWire(provider).makes?.[make];
    if (!maker) return 0;
    const key = await findPaying(open, provider);
    const models = await within(LONGEST_MS, open.signal, (signal) =>
      withCall({ open, key, signal }, async (call, sent) => {
        try {
          return await maker.models(call);
        } finally {
          await recordRequests(open, key, sent.free);
        }
      }),
    );
    await keep(open, { provider, make, models: [...models], readAtMs: Date.now() }, found?.row.id);
    return models.length;
  });

async function keep(open: OpenVault, list: ModelList, knownId: string | undefined): Promise<void> {
  const id = knownId ?? newId();
  const place = { vaultId: open.vaultId, kind: MODEL_LIST, rowId: id };
  const sealed = await sealJson(open.content, place, list);
  open.assertMaySend();
  const { lists } = openDb();
  await openDb().transaction('rw', lists, async () => {
    const row = await lists.where('id').equals(id).first();
    await lists.put({ ...(row ?? {}), id, rev: (row?.rev ?? 0) + 1, sealed });
  });
}
