/** Whether and how long a provider's own records can tell of a creation. */
import { requireWire } from './calling';
import type { Request } from './record';

/** Records lag behind by nobody knows how much. */
const FIND_FOR_MS = 10 * 60_000;

export const findsLost = ({ make, provider }: Pick<Request, 'make' | 'provider'>): boolean =>
  make === 'model3d' && requireWire(provider).makes?.model3d?.findLost !== undefined;

export const findable = (request: Request, nowMs: number): { findUntilMs?: number } =>
  findsLost(request) ? { findUntilMs: nowMs + FIND_FOR_MS } : {};
