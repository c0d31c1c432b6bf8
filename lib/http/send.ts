/**
 * The only `fetch` in the program. It refuses before it sends: a foreign host, a plain address, a secret
 * anywhere but in a header, a vault that was locked a moment ago.
 */
import { fail, ProblemError, problem } from '../core/problem';
import type { Call, CallInit } from '../providers/shape';
import { findAddress } from './address';

export interface Leash {
  /** Origins that may get this credential. */
  readonly origins: readonly string[];
  /** The values that may appear in headers and nowhere else. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  /** Asked in the same tick as each send: throws when the vault was locked since. */
  assertMaySend(): void;
  /** Told in the very tick in which a request leaves: from then on nobody can say that it did not run. */
  onSend?(method: string, isFree: boolean): void;
}

export const leashedFetch =
  (leash: Leash): Call['fetch'] =>
  async (url, init = {}) => {
    assertAllowed(leash, url, init);
    leash.signal.throwIfAborted();
    leash.assertMaySend();
    const { method = 'GET' } = init;
    leash.onSend?.(method, method === 'GET' || init.isFree === true);
    try {
      return await fetch(url, {
        method,
        headers: { ...init.headers },
        ...(init.body === undefined ? {} : { body: init.body }),
        signal: leash.signal,
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
    } catch (error) {
      throw toSendError(error, leash.signal);
    }
  };

function assertAllowed(leash: Leash, url: string, init: CallInit): void {
  const target = new URL(url);
  if (target.protocol !== 'https:' || target.username || target.password) fail('address-refused');
  if (!leash.origins.includes(target.origin)) fail('address-refused', { host: target.host });
  if (leash.secrets.some((secret) => isIn(secret, url) || isIn(secret, init.body))) fail('secret-misplaced');
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
): Promise<Response> {
  const address = findAddress(url, downloads) ?? fail('address-refused');
  try {
    return await fetch(address, {
      ...(part ? { headers: { range: `bytes=${part.fromByte}-`, 'if-range': part.etag } } : {}),
      signal,
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  } catch (error) {
    throw toSendError(error, signal);
  }
}
