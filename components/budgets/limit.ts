import type { Budget } from '../../lib/budgets/record';
import { toE8 } from '../../lib/core/usd-e8';

/** Undefined for what is no amount: a limit that was meant otherwise would stop nothing, or everything. */
export function parseLimit(unit: Budget['unit'], text: string): number | undefined {
  const typed = text.trim().replace(/^\$\s*/, '');
  if (unit === 'usd')
    return /^\d{1,7}([.,]\d{1,8})?$/.test(typed) ? toE8(typed.replace(',', '.')) : undefined;
  return /^\d{1,12}$/.test(typed) ? Number(typed) : undefined;
}
