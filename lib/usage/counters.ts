/**
 * Some services count on each key what it spent. What Firekeep booked on it since it first saw that count is held
 * against how far the count has moved: what is more was spent elsewhere, or was not told.
 */

import { toE8 } from '../core/usd-e8';
import type { Report } from '../providers/report';
import { type Cell, totalOf } from './cells';
import type { Counter } from './counter';
import { dayOf } from './days';

/** After a check: the same as before when it told no count. A count that went back is another one, and begins anew. */
export function seen(before: Counter | undefined, { facts }: Report, atMs: number): Counter | undefined {
  const fact = facts.find(({ name }) => name === 'used');
  const usd = fact && 'amount' in fact && fact.currency === 'USD' ? fact.amount : undefined;
  const amount = toE8(usd ?? '');
  if (usd === undefined || amount === undefined) return before;
  const last = { usd, atMs };
  const isSame = before && amount >= (toE8(before.last.usd) ?? 0) && atMs >= before.last.atMs;
  return { first: isSame ? before.first : last, last };
}

export interface Difference {
  /** Above zero: the service counts so much more. Below: so much less. In hundred-millionths of a dollar. */
  readonly moreE8: number;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Things in between whose price nobody knows: they may be it. */
  readonly unknown: number;
}

/** A cent, and a tenth of what was only reckoned. */
const LEAST_E8 = 1_000_000;
const ABOUT_SHARE = 10;

/**
 * `cells`: this key's, of at least the days in between. They say on which day something was spent, not when: so the
 * first and the last day count in full for what may have been, and not at all for what must have been.
 */
export function compare({ first, last }: Counter, cells: readonly Cell[]): Difference | undefined {
  const [from, to] = [dayOf(first.atMs), dayOf(last.atMs)];
  const most = totalOf(cells.filter(({ day }) => day >= from && day <= to));
  const least = totalOf(cells.filter(({ day }) => day > from && day < to));
  const moved = (toE8(last.usd) ?? 0) - (toE8(first.usd) ?? 0);
  const slack = LEAST_E8 + Math.round(most.aboutE8 / ABOUT_SHARE);
  const between = { sinceMs: first.atMs, untilMs: last.atMs, unknown: most.unknown };
  if (moved - most.usdE8 >= slack) return { ...between, moreE8: moved - most.usdE8 };
  if (least.usdE8 - moved >= slack) return { ...between, moreE8: moved - least.usdE8 };
  return undefined;
}
