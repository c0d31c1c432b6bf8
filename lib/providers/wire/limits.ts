/** How long a refusal asks us to wait, in whichever of its many places it says so. Read on refusals only. */
import { retryAfterMs } from '../../http/wait';
import type { Complaint } from './complaint';
import { asRecord, at } from './read';

const LONGEST_MS = 3_600_000;

export function waitMs({ headers, error, said }: Complaint, nowMs = Date.now()): number | undefined {
  const told = retryAfterMs(headers, nowMs) ?? resetMs(headers, nowMs) ?? hintMs(error, said);
  return told === undefined ? undefined : Math.min(LONGEST_MS, Math.max(0, Math.round(told)));
}

/** The limits that are used up tell when they begin anew; those with something left say nothing of this refusal. */
function resetMs(headers: Headers, nowMs: number): number | undefined {
  const waits = [...headers].flatMap(([name, value]) => {
    if (!/limit.*remaining/.test(name) || Number(value) > 0) return [];
    const reset =
      headers.get(name.replace('remaining', 'reset')) ??
      headers.get(name.replace(/^x-|-remaining.*/g, '').concat('-reset'));
    const wait = spanMs(reset ?? '', nowMs);
    return wait === undefined ? [] : [wait];
  });
  return waits.length ? Math.max(...waits) : undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `33011.38` and epochs (seconds, milliseconds), `6m0s`, `120ms`, a date. */
export function spanMs(text: string, nowMs: number): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (number > 1e12) return number - nowMs;
  if (number > 1e9) return number * 1000 - nowMs;
  if (number >= 0) return number * 1000;
  if (/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text))
    return [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0),
      0,
    );
  const atMs = /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : atMs - nowMs;
}

/** In the body: a number of seconds, a header once more, `retryDelay`, or only the sentence. */
function hintMs(error: unknown, said: string): number | undefined {
  const seconds =
    at(error, 'metadata', 'retry_after_seconds') ??
    at(error, 'availability', 'retry_after') ??
    at(error, 'retry_after');
  if (typeof seconds === 'number') return seconds * 1000;
  const details = at(error, 'details');
  const delay = Array.isArray(details)
    ? details.map((detail) => asRecord(detail)?.retryDelay).find((found) => typeof found === 'string')
    : undefined;
  const text = delay ?? at(error, 'metadata', 'headers', 'Retry-After') ?? sentence(said);
  return typeof text === 'string' ? spanMs(text, 0) : undefined;
}

const sentence = (said: string) => /try again in ((?:[\d.]+(?:ms|s|m|h))+)/i.exec(said)?.[1];
