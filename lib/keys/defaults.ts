import { fail } from '../core/problem';
import { type Defaults, type KeyRecord, mayBeDefault } from './record';

/** A provider's first usable key becomes its default; nothing ever takes the place of one that is set. */
export const withFirstDefault = (defaults: Defaults, record: KeyRecord): Defaults | undefined =>
  defaults[record.provider] === undefined && mayBeDefault(record)
    ? { ...defaults, [record.provider]: record.id }
    : undefined;

/**
 * What becomes of the default when this key stops being usable. `next` is the person's answer (null: none);
 * without an answer the question is sent back whenever there is something to choose from.
 */
export function withoutKey(
  defaults: Defaults,
  record: KeyRecord,
  others: readonly KeyRecord[],
  next: string | null | undefined,
): Defaults | undefined {
  if (defaults[record.provider] !== record.id) return undefined;
  const candidates = others.filter((key) => key.provider === record.provider && mayBeDefault(key));
  if (next === undefined && candidates.length > 0) fail('default-needed');
  const { [record.provider]: _, ...rest } = defaults;
  if (!next) return rest;
  if (!candidates.some((key) => key.id === next)) fail('default-unusable');
  return { ...rest, [record.provider]: next };
}
