/** What somebody should look at, each with the place where it is mended. */
import type { KeyListing } from '../../lib/keys/reads';
import type { KeyRecord } from '../../lib/keys/record';
import type { Target } from '../app/target';
import { needsAttention } from '../keys/filter';
import { verdictWords } from '../keys/findings';
import { ageWords } from '../keys/rotate/ageWords';
import { type After, ageInDays, isDue, isUnfinished } from '../keys/rotate/due';
import { brief } from './brief';
import type { Names } from './names';

export interface Thing {
  readonly id: string;
  readonly text: string;
  readonly to: Target;
}

export function thingsOf({ keys, damaged }: KeyListing, names: Names): Thing[] {
  const things = keys.filter(needsAttention).map((key) => ofKey(key, names));
  if (damaged.length === 0) return things;
  const text = brief.attention.damaged(damaged.length);
  return [{ id: 'damaged', text, to: { page: 'keys' } }, ...things];
}

/** A secret that is old, and a key that another took over from but that may still be used elsewhere. */
export const agesOf = ({ keys }: KeyListing, names: Names, after: After): Thing[] =>
  keys
    .filter((key) => isDue(key, after) || isUnfinished(key))
    .map((key) => ({
      id: `age ${key.id}`,
      text: brief.attention.key(
        names.service(key.provider),
        names.key(key.id),
        isUnfinished(key) ? ageWords.notRevoked : ageWords.isOld(ageInDays(key)),
      ),
      to: { page: 'keys', provider: key.provider },
    }));

function ofKey(key: KeyRecord, names: Names): Thing {
  const { verdict, warnings } = key.report;
  const says = verdict.startsWith('works')
    ? brief.attention.warnings(warnings.length)
    : verdictWords[verdict];
  return {
    id: key.id,
    text: brief.attention.key(names.service(key.provider), names.key(key.id), says),
    to: { page: 'keys', provider: key.provider },
  };
}
