/** What a budget is for, in the person's own names. */
import { followersOf } from '../../lib/budgets/follow';
import type { Budget } from '../../lib/budgets/record';
import type { KeyRecord } from '../../lib/keys/record';
import type { Face } from '../../lib/providers/shape';
import type { Choice } from '../ui/field/Select';
import { words } from './words';

export interface Known {
  readonly faces: readonly Face[];
  readonly keys: readonly KeyRecord[];
}

const nameOfKey = ({ name, hint }: KeyRecord): string => name || hint;

export function nameOfBudget({ keyId, provider }: Pick<Budget, 'keyId' | 'provider'>, known: Known): string {
  if (keyId === undefined && provider === undefined) return words.everything;
  const key = keyId === undefined ? undefined : newestOf(keyId, known.keys);
  const face = known.faces.find(({ id }) => id === (key?.provider ?? provider));
  if (keyId === undefined) return face?.name ?? words.gone;
  return key && face ? words.keyOf(face.name, nameOfKey(key)) : words.gone;
}

/** A rotated key's limit is that of the key in use now. */
function newestOf(keyId: string, keys: readonly KeyRecord[]): KeyRecord | undefined {
  const ids = followersOf(keyId, keys);
  const here = ids.flatMap((id) => keys.find((key) => key.id === id) ?? []);
  return here.filter(({ removedAtMs }) => removedAtMs === null).at(-1) ?? here.at(-1);
}

const SERVICE = 'service ';
const KEY = 'key ';

/** Everything, each service that makes something here and has a key, and each of their keys. */
export function targetsOf(known: Known): readonly Choice[] {
  const services = known.faces.flatMap((face) => {
    const keys = known.keys.filter((key) => key.provider === face.id && key.removedAtMs === null);
    if (keys.length === 0 || face.makes.length === 0) return [];
    const own = keys.map((key) => ({
      value: `${KEY}${face.id} ${key.id}`,
      label: words.keyOf(face.name, nameOfKey(key)),
    }));
    return [{ value: `${SERVICE}${face.id}`, label: face.name }, ...own];
  });
  return [{ value: '', label: words.everything }, ...services];
}

export const toTarget = ({ keyId, provider }: Pick<Budget, 'keyId' | 'provider'>): string => {
  if (keyId !== undefined) return `${KEY}${provider ?? ''} ${keyId}`;
  return provider === undefined ? '' : `${SERVICE}${provider}`;
};

export function fromTarget(value: string): Pick<Budget, 'keyId' | 'provider'> {
  const [, provider = '', keyId] = value.split(' ');
  if (value === '') return {};
  return keyId === undefined ? { provider } : { provider, keyId };
}
