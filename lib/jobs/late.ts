/** A cost that was not told with the answer is asked after for a while: the provider's books are slow. */
import { within } from '../http/limit';
import { findModel } from '../models/find';
import type { OpenVault } from '../vault/session';
import { requireWire, withCall } from './calling';
import { costOf } from './cost';
import type { Held } from './held';
import { findPayer } from './paying';

export const LATE_COST_EVERY_MS = 30_000;
const LONGEST_MS = 20_000;

/** True when the provider knew. That it does not know (yet) proves nothing. */
export async function lookForCost(held: Held, open: OpenVault): Promise<boolean> {
  const { request, state } = held;
  const { generationId } = state;
  const maker = requireWire(request.provider).makes?.[request.make];
  if (!maker?.findCost || generationId === undefined) return false;
  try {
    const key = await findPayer(open, held);
    const told = await within(LONGEST_MS, open.signal, (signal) =>
      withCall({ open, key, signal, tell: held.leave }, async (call) => maker.findCost?.(generationId, call)),
    );
    const known = await findModel(open, request.provider, request.make, request.model);
    const cost = told && costOf(state.rounds, told, known, state.images.length);
    if (cost) await held.happen({ is: 'cost', cost });
    return cost !== undefined;
  } catch {
    // Whatever kept it from answering: it is asked again, or the amount stays "about".
    return false;
  }
}
