/** Hundred-millionths of a dollar as a person reads them. */
import { E8, fromE8 } from '../../lib/core/usd-e8';
import type { Sum } from '../../lib/usage/cells';

const DIGITS = 8;
const CENT_E8 = E8 / 100;

/** Cents always; below a dollar parts of one too, and what is less than a cent by its first two digits. */
export function sayUsd(amountE8: number): string {
  if (amountE8 < 0) return `−${sayUsd(-amountE8)}`;
  const step = 10 ** (DIGITS - digitsFor(amountE8));
  const [whole = '0', fraction = ''] = fromE8(Math.round(amountE8 / step) * step).split('.');
  return `$${Number(whole).toLocaleString('en')}.${fraction.padEnd(2, '0')}`;
}

function digitsFor(amountE8: number): number {
  if (amountE8 === 0 || amountE8 >= E8) return 2;
  return amountE8 >= CENT_E8 ? 4 : Math.min(DIGITS, 2 + DIGITS - String(amountE8).length);
}

/** Undefined where nothing of it has a known price: that is never $0. */
export const sayCost = ({ usdE8, unknown, jobs }: Sum): string | undefined =>
  unknown > 0 && usdE8 === 0 && unknown >= jobs ? undefined : sayUsd(usdE8);

/** At the side of a chart: no cents where every step is a whole dollar. */
export const sayAxis = (amountE8: number): string =>
  amountE8 === 0 ? '$0' : sayUsd(Math.round(amountE8)).replace(/\.00$/, '');
