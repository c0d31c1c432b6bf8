import { describe, expect, it } from 'vitest';
import type { Report } from '../../lib/providers/report';
import { type Cell, NOTHING } from '../../lib/usage/cells';
import { compare, seen } from '../../lib/usage/counters';
import { dayOf } from '../../lib/usage/days';

const NOON = new Date(2026, 9, 14, 12).getTime();
const DAY_MS = 86_400_000;

const told = (amount?: string, currency = 'USD'): Report => ({
  verdict: 'works',
  facts: amount === undefined ? [] : [{ name: 'used', amount, currency }],
  warnings: [],
});

const cell = (days: number, over: Partial<Cell>): Cell => ({
  ...NOTHING,
  day: dayOf(NOON + days * DAY_MS),
  provider: 'acme',
  keyId: 'k',
  model: 'm',
  make: 'text',
  ...over,
});

const counter = (first: string, last: string, days = 10) => ({
  first: { usd: first, atMs: NOON },
  last: { usd: last, atMs: NOON + days * DAY_MS },
});

describe('a count that a service keeps on a key', () => {
  it('is remembered as it was first seen, and last', () => {
    const first = seen(undefined, told('1.5'), 100);
    expect(first).toEqual({ first: { usd: '1.5', atMs: 100 }, last: { usd: '1.5', atMs: 100 } });
    expect(seen(first, told('2'), 200)).toEqual({
      first: { usd: '1.5', atMs: 100 },
      last: { usd: '2', atMs: 200 },
    });
  });

  it('stays as it was when a check tells none, and begins anew when it went back', () => {
    const first = seen(undefined, told('1.5'), 100);
    expect(seen(first, told(), 200)).toBe(first);
    expect(seen(first, told('9', 'CNY'), 200)).toBe(first);
    expect(seen(undefined, told(), 200)).toBeUndefined();
    expect(seen(first, told('1'), 200)?.first).toEqual({ usd: '1', atMs: 200 });
    expect(seen(first, told('2'), 50)?.first).toEqual({ usd: '2', atMs: 50 });
  });
});

describe('what Firekeep booked, held against it', () => {
  it('agrees', () => {
    expect(compare(counter('1', '3'), [cell(1, { usdE8: 1e8 }), cell(9, { usdE8: 1e8 })])).toBeUndefined();
  });

  it('was less: the rest was spent elsewhere', () => {
    const cells = [cell(1, { usdE8: 1e8 }), cell(2, { unknown: 2 }), cell(30, { usdE8: 9e8 })];
    expect(compare(counter('1', '2.12'), cells)).toEqual({
      moreE8: 12_000_000,
      sinceMs: NOON,
      untilMs: NOON + 10 * DAY_MS,
      unknown: 2,
    });
  });

  it('was more', () => {
    expect(compare(counter('1', '2'), [cell(3, { usdE8: 3e8 })])?.moreE8).toBe(-2e8);
  });

  it.each([
    ['on the first day', 0],
    ['on the last day', 10],
  ])('is not accused of what may have been before or after it was looked at, %s', (_when, day) => {
    expect(compare(counter('1', '1'), [cell(day, { usdE8: 5e8 })])).toBeUndefined();
    expect(compare(counter('1', '6'), [cell(day, { usdE8: 5e8 })])).toBeUndefined();
  });

  it('may be off by a cent, and by a tenth of what was only reckoned', () => {
    expect(compare(counter('1', '1.0099'), [])).toBeUndefined();
    expect(compare(counter('1', '1.01'), [])?.moreE8).toBe(1_000_000);
    const reckoned = [cell(1, { usdE8: 10e8, aboutE8: 10e8 })];
    expect(compare(counter('0', '11'), reckoned)).toBeUndefined();
    expect(compare(counter('0', '11.02'), reckoned)?.moreE8).toBe(102_000_000);
  });
});
