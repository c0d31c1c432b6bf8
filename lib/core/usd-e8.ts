/**
 * What is added up is counted in whole hundred-millionths of a dollar. A price for one token has more digits than
 * that, and keeps them as a decimal string: it is rounded once, when a whole amount is read, half to even. So a sum
 * is exact, the same in any order, and can be taken back to the last digit; a million roundings in one direction
 * would come to half a cent. Whole numbers of this size stay exact up to ninety million dollars.
 */
import { isUsd } from './money';

export const E8 = 100_000_000;
const DIGITS = 8;
/** Nothing that is made costs a million dollars. What says so is no amount, and must not spoil a sum. */
export const MOST_E8 = 1_000_000 * E8;

/** Undefined for what is no amount of dollars. */
export function toE8(usd: string): number | undefined {
  if (!isUsd(usd)) return undefined;
  const [whole = '0', fraction = ''] = usd.split('.');
  const kept = Number(whole) * E8 + Number(fraction.slice(0, DIGITS).padEnd(DIGITS, '0'));
  const rest = fraction.slice(DIGITS).replace(/0+$/, '');
  const isUp = rest > '5' || (rest === '5' && kept % 2 === 1);
  const amount = isUp ? kept + 1 : kept;
  return amount > MOST_E8 ? undefined : amount;
}

/** Back to a decimal string. A difference may be below zero. */
export function fromE8(amount: number): string {
  const text = Math.abs(amount)
    .toString()
    .padStart(DIGITS + 1, '0');
  const fraction = text.slice(-DIGITS).replace(/0+$/, '');
  return `${amount < 0 ? '-' : ''}${text.slice(0, -DIGITS)}${fraction ? `.${fraction}` : ''}`;
}
