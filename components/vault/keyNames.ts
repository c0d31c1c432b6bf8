import type { KeyRecord } from '../../lib/keys/record';
import type { Face } from '../../lib/providers/shape';
import { nameOf } from '../keys/groups';

/** “Work (OpenRouter)”: a name alone says little away from its service's card. */
export const nameWith =
  (faces: readonly Face[]) =>
  (key: KeyRecord): string =>
    `${nameOf(key)} (${faces.find(({ id }) => id === key.provider)?.name ?? key.provider})`;
