/** Dollars as decimal strings, added and multiplied exactly: a float would lose what a token costs. */
const DIGITS = 15;
const UNIT = 10n ** BigInt(DIGITS);

export const isUsd = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

function toUnits(usd: string): bigint {
  const [whole = '0', fraction = ''] = usd.split('.');
  return BigInt(whole) * UNIT + BigInt(fraction.slice(0, DIGITS).padEnd(DIGITS, '0'));
}

function toText(units: bigint): string {
  const fraction = (units % UNIT).toString().padStart(DIGITS, '0').replace(/0+$/, '');
  return fraction ? `${units / UNIT}.${fraction}` : `${units / UNIT}`;
}

export const sumUsd = (amounts: readonly string[]): string =>
  toText(amounts.reduce((sum, usd) => sum + toUnits(usd), 0n));

/** What is left of it; nothing below zero. */
export const lessUsd = (usd: string, other: string): string => {
  const rest = toUnits(usd) - toUnits(other);
  return toText(rest > 0n ? rest : 0n);
};

/** A price for one, times so many of them: parts of one too, because services take reductions off their credits. */
export const timesUsd = (usd: string, count: number): string =>
  toText((toUnits(usd) * toUnits(usdOf(count) ?? '0')) / UNIT);

export const compareUsd = (a: string, b: string): number => {
  const difference = toUnits(a) - toUnits(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** What is more than that is no price of anything, and a decimal no longer. */
const MOST = 1e12;

/** A number out of a reply (3e-7 included), as a decimal string. Undefined when it is no amount. */
export function usdOf(value: unknown): string | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !(number >= 0 && number < MOST)) return undefined;
  if (typeof value === 'string' && isUsd(value)) return value;
  // A float has so many digits, wherever its point is: what comes behind them is noise (19.4 is 19.399999999999999).
  const text = String(Number(number.toPrecision(DIGITS)));
  return toText(toUnits(text.includes('e') ? number.toFixed(DIGITS) : text));
}

/** For people: cents always, and as many digits as it takes that the amount is not rounded to nothing. */
export function formatUsd(usd: string): string {
  const value = Number(usd);
  if (value === 0) return '$0.00';
  if (value >= 1) return `$${value.toFixed(2)}`;
  if (value >= 0.1) return `$${value.toFixed(3).replace(/0$/, '')}`;
  const digits = Math.min(12, 2 - Math.floor(Math.log10(value)) - 1 + 1);
  return `$${value.toFixed(Math.max(2, digits)).replace(/0+$/, '').padEnd(4, '0')}`;
}
