/** Work that goes on at the service while nobody holds the line: asking after it is free, and may be repeated. */
import { problem } from '../../core/problem';
import { retryAfterMs } from '../../http/wait';
import type { Failed, Json, Pending } from '../makes';
import { failedBy, type Judge } from './failure';

/** The quickest are done within a second. */
export const SOON_MS = 1_000;
const POLL_MS = 2_000;
const LATER_MS = 5_000;
const LATEST_MS = 60_000;

export const pendingAt = (operation: Json, pollAfterMs = POLL_MS): Pending => ({
  is: 'pending',
  operation,
  pollAfterMs,
});

export const isPassing = ({ status }: Response): boolean => status === 408 || status === 429 || status >= 500;

/** Asked how far it is, the service would not say. That tells nothing of the work, which goes on and may be billed. */
export async function unanswered(
  response: Response,
  operation: Json,
  judge?: Judge,
): Promise<Failed | Pending> {
  const { status } = response;
  if (status === 408 || status === 429 || status >= 500) {
    await response.body?.cancel();
    const waitMs = retryAfterMs(response.headers, Date.now()) ?? LATER_MS;
    return pendingAt(operation, Math.min(waitMs, LATEST_MS));
  }
  const { again: _, ...failed } = await failedBy(response, judge);
  const isGone = status === 404 || status === 410;
  return { ...failed, charge: 'unknown', ...(isGone ? { problem: problem('operation-lost') } : {}) };
}

/** A name as a service's addresses are made of, and nothing that would lead elsewhere. */
export const isPathOf = (id: string, fewest: number, most: number): boolean => {
  const parts = id.split('/');
  return parts.length >= fewest && parts.length <= most && parts.every((part) => /^[\w-][\w.-]*$/.test(part));
};
