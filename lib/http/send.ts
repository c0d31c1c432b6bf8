/**
 * The only `fetch` in the program. It refuses before it sends: a foreign host, a plain address, a secret
 * anywhere but in a header, a vault that was locked a moment ago.
 */
import type { Exchange } from '../core/exchange';
import { fail, ProblemError, problem } from '../core/problem';
import type { Call, CallInit } from '../providers/shape';
import { findAddress } from './address';
import { counting, newExchange, sizeOf } from './exchange';

export interface Leash {
  /** Origins that may get this credential. */
  readonly origins: readonly string[];
  /** The values that may appear in headers and nowhere else. */
  readonly secrets: readonly string[];
  /** A body may hold them too: a key that is ended by naming itself. Addresses never do. */
  readonly mayHoldSecret?: boolean;
  readonly signal: AbortSignal;
  /** Asked in the same tick as each send: throws when the vault was locked since. */
  assertMaySend(): void;
  /**
   * Told in the very tick in which a request leaves: from then on nobody can say that it did not run. What came back
   * is written into the same exchange as it comes.
   */
  onSend?(exchange: Exchange): void;
}

export const leashedFetch =
  (leash: Leash): Call['fetch'] =>
  async (url, init = {}) => {
    assertAllowed(leash, url, init);
    leash.signal.throwIfAborted();
    leash.assertMaySend();
    const { method = 'GET' } = init;
    const isBilled = method !== 'GET' && init.isFree !== true;
    const exchange = newExchange(url, { method, isBilled, isFile: false });
    leash.onSend?.(exchange);
    try {
      const answer = fetch(url, {
        method,
        headers: { ...init.headers },
        ...(init.body === undefined ? {} : { body: init.body }),
        signal: leash.signal,
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
      // It is on its way by now: measuring does not hold it up.
      exchange.sentBytes = sizeOf(init.body);
      return counting(await answer, exchange);
    } catch (error) {
      throw toSendError(error, leash.signal);
    }
  };

function assertAllowed(leash: Leash, url: string, init: CallInit): void {
  const target = new URL(url);
  if (target.protocol !== 'https:' || target.username || target.password) fail('address-refused');
  if (!leash.origins.includes(target.origin)) fail('address-refused', { host: target.host });
  const body = leash.mayHoldSecret ? undefined : init.body;
  if (leash.secrets.some((secret) => isIn(secret, url) || isIn(secret, body))) fail('secret-misplaced');
}

const isIn = (secret: string, place: BodyInit | undefined): boolean =>
  typeof place === 'string'
    ? place.includes(secret) || place.includes(encodeURIComponent(secret))
    : place instanceof FormData && [...place.values()].some((part) => isIn(secret, part));

/** A fetch that fails looks the same for DNS, TLS, a redirect and a cut cable: say only what is known. */
export function toSendError(error: unknown, signal: AbortSignal): ProblemError {
  if (error instanceof ProblemError) return error;
  if (signal.aborted) return toAbortError(signal.reason);
  return new ProblemError(problem(isOffline() ? 'offline' : 'no-connection'));
}

const toAbortError = (reason: unknown): ProblemError => {
  if (reason instanceof ProblemError) return reason;
  const isTimeout = reason instanceof DOMException && reason.name === 'TimeoutError';
  return new ProblemError(problem(isTimeout ? 'timed-out' : 'cancelled'));
};

const isOffline = () => typeof navigator !== 'undefined' && navigator.onLine === false;

/** What is left of a file, if it is still the same; otherwise the whole of what it is now. */
export interface Part {
  readonly fromByte: number;
  readonly etag: string;
}

/** A file whose address stood in a reply: only from the declared hosts, never with a secret, never elsewhere. */
export async function fetchFile(
  url: string,
  downloads: readonly string[],
  signal: AbortSignal,
  part?: Part,
  onSend?: Leash['onSend'],
): Promise<Response> {
  const address = findAddress(url, downloads) ?? fail('address-refused');
  const exchange = newExchange(address, { method: 'GET', isBilled: false, isFile: true });
  try {
    signal.throwIfAborted();
    onSend?.(exchange);
    const response = await fetch(address, {
      ...(part ? { headers: { range: `bytes=${part.fromByte}-`, 'if-range': part.etag } } : {}),
      signal,
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    return counting(response, exchange);
  } catch (error) {
    throw toSendError(error, signal);
  }
}
