/**
 * From an answer to a report. A provider tries its own markers first (a genuine key may be answered 401,
 * a wrong one 400 or 200) and ends with `unclear`, which never calls a key bad.
 */
import type { Answer } from '../../http/answer';
import type { Fact, Finding, Report, Verdict } from '../report';

type Values = NonNullable<Finding['values']>;
export const finding = (code: string, values?: Values): Finding => (values ? { code, values } : { code });

interface More {
  readonly facts?: readonly (Fact | undefined)[];
  readonly warnings?: readonly (Finding | undefined)[];
}

const report = (verdict: Verdict, reason: Finding | undefined, more: More = {}): Report => ({
  verdict,
  ...(reason ? { reason } : {}),
  facts: (more.facts ?? []).filter((fact) => fact !== undefined),
  warnings: (more.warnings ?? []).filter((warning) => warning !== undefined),
});

export const works = (more?: More): Report => report('works', undefined, more);
/** Genuine, but it may do less than a full key. */
export const limited = (reason: Finding, more?: More): Report => report('works-with-limits', reason, more);
export const rejected = (reason: Finding = finding('wrong-key'), more?: More): Report =>
  report('rejected', reason, more);
export const outOfCredit = (reason: Finding = finding('no-credit'), more?: More): Report =>
  report('out-of-credit', reason, more);
export const unreachable = (reason: Finding): Report => report('unreachable', reason);
export const uncheckable = (reason: Finding, more?: More): Report =>
  report('cannot-be-checked', reason, more);

/** What is left when no marker matched: the key was not judged, and the reason says by what. */
export function unclear(answer: Answer): Report {
  if (answer.status === 429) return unreachable(finding('rate-limited'));
  if (answer.status >= 500) return unreachable(finding('provider-down', { status: answer.status }));
  if (answer.json === undefined) return unreachable(finding('not-the-provider', { status: answer.status }));
  return unreachable(finding('unexpected-answer', { status: answer.status }));
}

export const isOk = (answer: Answer): boolean => answer.status >= 200 && answer.status < 300;

// Facts. Each returns undefined for what is absent or of another type, so that a check lists them plainly.
const MAX_TEXT = 120;
export const text = (name: string, value: unknown): Fact | undefined =>
  typeof value === 'string' && value !== '' ? { name, text: value.slice(0, MAX_TEXT) } : undefined;

export const money = (name: string, value: unknown, currency: string): Fact | undefined => {
  const amount = typeof value === 'number' ? plainDecimal(value) : value;
  return typeof amount === 'string' && /^-?\d+(\.\d+)?$/.test(amount)
    ? { name, amount, currency }
    : undefined;
};

const plainDecimal = (value: number): string => (/e/i.test(String(value)) ? value.toFixed(8) : String(value));

export const count = (name: string, value: unknown, unit: string): Fact | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? { name, count: value, unit } : undefined;

export const time = (name: string, value: unknown): Fact | undefined => {
  const atMs = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(atMs) ? { name, atMs } : undefined;
};
