/** Which keys may make something here. A verdict only informs: what was rejected is checked again before it is used. */

import type { Make } from '../../lib/jobs/record';
import type { KeyListing } from '../../lib/keys/reads';
import { type KeyRecord, mayBeDefault } from '../../lib/keys/record';
import type { Face } from '../../lib/providers/shape';

export interface Payer {
  readonly face: Face;
  /** The one that pays unless another is chosen stands first. */
  readonly keys: readonly [KeyRecord, ...KeyRecord[]];
}

/** Every provider that makes it and has a key that is not disabled. */
export function payersFor(make: Make, faces: readonly Face[], { keys, defaults }: KeyListing): Payer[] {
  return faces
    .filter((face) => face.makes.includes(make))
    .flatMap((face) => {
      const own = keys
        .filter((key) => key.provider === face.id && key.isEnabled && key.removedAtMs === null)
        .sort((a, b) => rank(a, defaults) - rank(b, defaults));
      const [first, ...others] = own;
      return first ? [{ face, keys: [first, ...others] as const }] : [];
    });
}

const rank = (key: KeyRecord, defaults: KeyListing['defaults']): number => {
  if (defaults[key.provider] === key.id) return 0;
  return mayBeDefault(key) ? 1 : 2;
};

export const nameOfKey = ({ name, hint }: Pick<KeyRecord, 'name' | 'hint'>): string =>
  [name, hint].filter(Boolean).join(' · ');
