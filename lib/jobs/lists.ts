/** Providers' lists of models: read with a key, kept sealed with their age. */
import { eventsOf } from '../activity/sent';
import type { Exchange } from '../core/exchange';
import { newId } from '../core/ids';
import { toProblem } from '../core/problem';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import { within } from '../http/limit';
import { findList } from '../models/find';
import { withPrices } from '../models/price';
import { MODEL_LIST, type ModelList } from '../models/record';
import type { Call } from '../providers/shape';
import { sealJson } from '../seal/envelope';
import { type OpenVault, requireOpen } from '../vault/session';
import { recordRequests } from '../vault/trail';
import { requireWire, withCall } from './calling';
import { findPaying } from './paying';
import type { Make } from './record';

const FRESH_MS = 24 * 60 * 60_000;
const LONGEST_MS = 30_000;
/** Lists wait for it. */
const PRICE_LONGEST_MS = 10_000;

const inTurn = newTurn();

/** Two pages that ask at once get one list. */
export const refreshModels = (provider: string, make: Make, isForced: boolean): Promise<number> =>
  inTurn(async () => {
    const open = await requireOpen();
    const found = await findList(open, provider, make);
    if (found && !isForced && Date.now() - found.list.readAtMs < FRESH_MS) return found.list.models.length;
    const maker = requireWire(provider).makes?.[make];
    if (!maker) return 0;
    const models = await askFreely(open, provider, LONGEST_MS, (call) => maker.models(call));
    const { prices } = found?.list ?? {};
    const list = { provider, make, models: [...models], readAtMs: Date.now(), ...(prices ? { prices } : {}) };
    await keep(open, list, found?.row.id);
    return models.length;
  });

/** What one picture costs, where the list does not say: asked once a day, whatever came of it. */
export const askPrice = (provider: string, model: string): Promise<void> =>
  inTurn(async () => {
    const open = await requireOpen();
    const found = await findList(open, provider, 'image');
    const maker = requireWire(provider).makes?.image;
    const isListed = found?.list.models.some(({ id }) => id === model);
    if (!found || !isListed || !maker?.price) return;
    const { prices = {} } = found.list;
    const atMs = Date.now();
    if (atMs - (prices[model]?.atMs ?? 0) < FRESH_MS) return;
    const usd = await askFreely(open, provider, PRICE_LONGEST_MS, async (call) =>
      maker.price?.(model, call),
    ).catch(unlessUnasked);
    const told = { atMs, ...(usd === undefined ? {} : { usd }) };
    await keep(open, { ...found.list, prices: { ...prices, [model]: told } }, found.row.id);
  });

/** No answer is an answer; that nobody could be asked is none. */
function unlessUnasked(error: unknown): undefined {
  const { code } = toProblem(error);
  if (code === 'no-key' || code === 'locked' || code === 'offline') throw error;
}

/** In the record of activity, whatever comes of it. */
async function askFreely<T>(
  open: OpenVault,
  provider: string,
  longestMs: number,
  question: (call: Call) => Promise<T>,
): Promise<T> {
  const key = await findPaying(open, provider);
  const by = { provider, keyId: key.id, keyName: key.name };
  const exchanges: Exchange[] = [];
  const tell = (exchange: Exchange) => void exchanges.push(exchange);
  return within(longestMs, open.signal, (signal) =>
    withCall({ open, key, signal, tell }, async (call) => {
      try {
        return await question(call);
      } finally {
        await recordRequests(open, eventsOf(exchanges, by));
      }
    }),
  );
}

async function keep(open: OpenVault, list: ModelList, knownId: string | undefined): Promise<void> {
  const id = knownId ?? newId();
  const place = { vaultId: open.vaultId, kind: MODEL_LIST, rowId: id };
  const sealed = await sealJson(open.content, place, withPrices(list));
  open.assertMaySend();
  const { lists } = openDb();
  await openDb().transaction('rw', lists, async () => {
    const row = await lists.where('id').equals(id).first();
    await lists.put({ ...(row ?? {}), id, rev: (row?.rev ?? 0) + 1, sealed });
  });
}
