import { type Budget, MOST } from '../../lib/budgets/record';
import { E8, toE8 } from '../../lib/core/usd-e8';
import { form as said } from './words';

/** Undefined for what is no amount: a limit that was meant otherwise would stop nothing, or everything. */
export function parseLimit(unit: Budget['unit'], text: string): number | undefined {
  const typed = text.trim().replace(/^\$\s*/, '');
  if (unit !== 'usd') return /^\d+$/.test(typed) ? Number(typed) : undefined;
  if (!/^\d+([.,]\d{1,8})?$/.test(typed)) return undefined;
  // More than any amount that is counted.
  return toE8(typed.replace(',', '.')) ?? Number.POSITIVE_INFINITY;
}

/** Why it cannot be set. The background refuses the same. */
export function wrongWith(unit: Budget['unit'], limit: number | undefined): string | undefined {
  if (limit === undefined) return unit === 'usd' ? said.wrongAmount : said.wrongCount;
  return limit > MOST[unit] ? said.tooMuch(unit === 'usd' ? MOST.usd / E8 : MOST[unit]) : undefined;
}
