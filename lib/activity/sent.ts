/** Requests on their way into the record. What belongs together becomes one line: a job's polls, its downloads. */
import type { Exchange } from '../core/exchange';
import type { Event } from './record';
import type { Request, Sent } from './request';

/** By which key, as it was called then. Files are fetched without any. */
export interface By {
  readonly provider: string;
  readonly keyId?: string | undefined;
  readonly keyName?: string | undefined;
}

export function toSent(exchange: Exchange, { keyId, keyName }: Omit<By, 'provider'> = {}): Sent {
  const { atMs, method, host, path, status, sentBytes, receivedBytes, isBilled, isFile } = exchange;
  return {
    atMs,
    ...(keyId === undefined || isFile ? {} : { keyId, ...(keyName === undefined ? {} : { keyName }) }),
    request: {
      method,
      host,
      path,
      ...(status === undefined ? {} : { status }),
      sentBytes,
      receivedBytes,
      count: 1,
      lastMs: atMs,
      ...(isBilled ? { isBilled } : {}),
      ...(isFile ? { isFile } : {}),
    },
  };
}

/** In the order in which the first of each left. */
export function merged(all: readonly Sent[]): Sent[] {
  const lines = new Map<string, Sent>();
  for (const sent of all) {
    const name = nameOf(sent, lines.size);
    const known = lines.get(name);
    lines.set(name, known ? { ...known, request: joined(known.request, sent.request) } : sent);
  }
  return [...lines.values()];
}

/** What may cost money stands alone; questions are one line for each address, downloads for each host. */
function nameOf({ keyId, request }: Sent, count: number): string {
  const { method, host, path, isBilled, isFile } = request;
  if (isBilled) return String(count);
  return JSON.stringify(isFile ? [host] : [keyId, method, host, path]);
}

const joined = ({ status: _, ...one }: Request, other: Request): Request => ({
  ...one,
  path: one.path === other.path ? one.path : sharedPath(one.path, other.path),
  ...(other.status === undefined ? {} : { status: other.status }),
  sentBytes: one.sentBytes + other.sentBytes,
  receivedBytes: one.receivedBytes + other.receivedBytes,
  count: one.count + other.count,
  lastMs: Math.max(one.lastMs, other.lastMs),
});

/** `/files/*` for what lies there. */
function sharedPath(one: string, other: string): string {
  const parts = one.replace(/\*$/, '').split('/');
  const others = other.split('/');
  const differs = parts.findIndex((part, at) => part !== others[at]);
  return `${parts.slice(0, Math.max(0, differs)).join('/')}/*`;
}

export const toEvents = (sent: readonly Sent[], { provider }: By, jobId?: string): Event[] =>
  sent.map((one) => ({
    ...one,
    what: 'request',
    provider,
    ...(jobId === undefined ? {} : { jobId }),
  }));

/** For what is no part of a job. */
export const eventsOf = (exchanges: readonly Exchange[], by: By): Event[] =>
  toEvents(merged(exchanges.map((exchange) => toSent(exchange, by))), by);
