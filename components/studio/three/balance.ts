/** What the paying key has, as its last check told, beside what something costs. */
import { compareUsd } from '../../../lib/core/money';
import type { KeyRecord } from '../../../lib/keys/record';
import type { Price3d } from '../../../lib/models/tariff';

export interface Balance {
  readonly amount: string;
  readonly unit: 'credits' | 'usd';
}

/** Undefined where nobody told. */
export function balanceOf({ report }: KeyRecord, { credits }: Price3d): Balance | undefined {
  for (const fact of report.facts) {
    if (credits !== undefined && fact.name === 'credits' && 'count' in fact)
      return { amount: toDecimal(fact.count), unit: 'credits' };
    if (credits === undefined && fact.name === 'balance' && 'amount' in fact && fact.currency === 'USD')
      return { amount: fact.amount, unit: 'usd' };
  }
  return undefined;
}

const costIn = ({ unit }: Balance, { credits = 0, usd }: Price3d): string =>
  unit === 'credits' ? toDecimal(credits) : usd;

/** Two decimals: reductions make fractions of a credit. */
const toDecimal = (count: number): string => count.toFixed(2);

export const isShort = (balance: Balance, price: Price3d): boolean =>
  balance.amount.startsWith('-') || compareUsd(balance.amount, costIn(balance, price)) < 0;

/** What is left afterwards; nothing below nothing. */
export const leftAfter = (balance: Balance, price: Price3d): number =>
  Math.max(0, Number(balance.amount) - Number(costIn(balance, price)));
