/** What the popup says about all keys at once. */
import type { KeyListing } from '../../../lib/keys/reads';
import { type KeyRecord, mayBeDefault } from '../../../lib/keys/record';
import type { Verdict } from '../../../lib/providers/report';

export interface ServiceLine {
  readonly provider: string;
  readonly count: number;
  /** What most needs a look among its keys; undefined while all of them are disabled. */
  readonly verdict: Verdict | undefined;
}

export interface Summary {
  readonly hasUsableKey: boolean;
  readonly attention: readonly ServiceLine[];
  readonly calm: readonly ServiceLine[];
  readonly damaged: number;
}

/** Worst first. */
const ORDER: readonly Verdict[] = [
  'rejected',
  'out-of-credit',
  'unreachable',
  'not-checked',
  'works-with-limits',
  'cannot-be-checked',
  'works',
];
const NEEDS_ATTENTION: readonly (Verdict | undefined)[] = [
  'rejected',
  'out-of-credit',
  'unreachable',
  'not-checked',
];

export function summarize({ keys, damaged }: KeyListing): Summary {
  const kept = keys.filter((key) => key.removedAtMs === null);
  const providers = [...new Set(kept.map((key) => key.provider))];
  const lines = providers.map((provider) => toLine(provider, kept));
  return {
    hasUsableKey: kept.some(mayBeDefault),
    attention: lines.filter(({ verdict }) => NEEDS_ATTENTION.includes(verdict)),
    calm: lines.filter(({ verdict }) => !NEEDS_ATTENTION.includes(verdict)),
    damaged: damaged.length,
  };
}

function toLine(provider: string, kept: readonly KeyRecord[]): ServiceLine {
  const keys = kept.filter((key) => key.provider === provider);
  const verdicts = new Set(keys.filter((key) => key.isEnabled).map((key) => key.report.verdict));
  return { provider, count: keys.length, verdict: ORDER.find((verdict) => verdicts.has(verdict)) };
}
