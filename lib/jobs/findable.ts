/** Whether and how long a provider's own records can tell of a creation. */
import { findWire } from '../providers/wires';
import { requireWire } from './calling';
import type { Request, State } from './record';

/** Records lag behind by nobody knows how much. */
const FIND_FOR_MS = 10 * 60_000;

export const findsLost = ({ make, provider }: Pick<Request, 'make' | 'provider'>): boolean =>
  make === 'model3d' && requireWire(provider).makes?.model3d?.findLost !== undefined;

export const findable = (request: Request, nowMs: number): { findUntilMs?: number } =>
  findsLost(request) ? { findUntilMs: nowMs + FIND_FOR_MS } : {};

const COST_MS = 10 * 60_000;

/** What has ended and may have cost something, where its provider can be asked later what that was. */
export function withCostUntil({ make, provider }: Request, state: State, nowMs: number): State {
  if (state.generationId === undefined || state.charge === 'none' || state.isSettled) return state;
  const tellsLater = findWire(provider)?.makes?.[make]?.findCost !== undefined;
  return tellsLater ? { ...state, costUntilMs: nowMs + COST_MS } : state;
}
