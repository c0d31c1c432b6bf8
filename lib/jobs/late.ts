/** A cost that was not told with the answer is asked after for a while, and one that was is looked at once more. */
import { within } from '../http/limit';
import { findModel } from '../models/find';
import type { OpenVault } from '../vault/session';
import { requireWire, withCall } from './calling';
import { costOf } from './cost';
import { awaitsCost, type Held } from './held';
import { findPayer } from './paying';
import type { Cost, State } from './record';

/** The provider's books are slow. */
const EVERY_MS = 30_000;
/** By then they mostly know, and seldom something else than what was told. */
const TOLD_EVERY_MS = 3 * 60_000;
const LONGEST_MS = 20_000;

export const costEveryMs = ({ cost }: State): number => (cost?.how === 'told' ? TOLD_EVERY_MS : EVERY_MS);

export const isCostDue = (state: State, nowMs: number): boolean =>
  awaitsCost(state) && (state.cost?.how !== 'told' || nowMs >= (state.endedAtMs ?? 0) + TOLD_EVERY_MS);

/** True when the provider knew. That it does not know (yet) proves nothing. */
export async function lookForCost(held: Held, open: OpenVault): Promise<boolean> {
  const { costUntilMs, cost: told } = held.state;
  const isOver = Date.now() >= (costUntilMs ?? Number.POSITIVE_INFINITY);
  // Whoever comes back hours later asks after what nobody knows, and not after all that was told.
  const cost = isOver && told?.how === 'told' ? undefined : await findCost(held, open);
  if (cost || isOver) await held.happen({ is: 'cost', cost });
  return cost !== undefined;
}

async function findCost(held: Held, open: OpenVault): Promise<Cost | undefined> {
  const { request, state } = held;
  const { generationId } = state;
  const maker = requireWire(request.provider).makes?.[request.make];
  if (!maker?.findCost || generationId === undefined) return undefined;
  try {
    const key = await findPayer(open, held);
    const told = await within(LONGEST_MS, open.signal, (signal) =>
      withCall({ open, key, signal, tell: held.leave }, async (call) => maker.findCost?.(generationId, call)),
    );
    const known = await findModel(open, request.provider, request.make, request.model);
    return told && costOf(state.rounds, told, known, state.images.length);
  } catch {
    // Whatever kept it from answering: it is asked again, or the amount stays as it is.
    return undefined;
  }
}
