import { toKnown } from '../../../lib/keys/import/place';
import { readKeysIn } from '../../../lib/keys/import/read';
import { allGuides } from '../../../lib/providers/guides';
import { allTraits } from '../../../lib/providers/traits';

export const known = toKnown(allGuides, allTraits);

export const read = (text: string) => readKeysIn(text, known, async () => {});

/** `provider: value of each field`, for a glance. */
export async function readShort(text: string): Promise<string[]> {
  const { found, asked, incomplete } = await read(text);
  return [
    ...found.map(({ provider, kind, fields }) => `${provider} ${kind}: ${Object.values(fields).join(' ')}`),
    ...asked.map(({ value, places }) => `? ${places.map(({ provider }) => provider).join('|')}: ${value}`),
    ...incomplete.map(({ provider, missing }) => `${provider} lacks ${missing.join(', ')}`),
  ];
}
