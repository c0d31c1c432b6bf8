/** A limit in a few words. Apart, because each key's row says its own. */
import type { Budget } from '../../lib/budgets/record';
import { formatUsd } from '../../lib/core/money';
import { fromE8 } from '../../lib/core/usd-e8';

const counts = new Intl.NumberFormat('en');

export const of = (count: number, one: string, many: string) =>
  `${counts.format(count)} ${count === 1 ? one : many}`;

export function sayAmount(unit: Budget['unit'], amount: number): string {
  if (unit === 'usd') return formatUsd(fromE8(amount));
  return unit === 'calls' ? of(amount, 'call', 'calls') : of(amount, 'token', 'tokens');
}

export const ofKey = {
  set: 'Set a budget',
  one: (limit: string, period: Budget['period']) => `Budget: ${limit} each ${period}`,
  several: (count: number) => `${counts.format(count)} budgets`,
} as const;
