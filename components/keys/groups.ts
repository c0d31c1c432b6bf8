/** The listing as the page shows it: by provider, with lists that stay the same object while nothing changed. */
import type { KeyListing } from '../../lib/keys/reads';
import type { KeyRecord } from '../../lib/keys/record';

export interface Group {
  /** Saved keys, in the order in which they were added. */
  readonly keys: readonly KeyRecord[];
  /** Removed ones, whose secrets are destroyed or soon will be. */
  readonly removed: readonly KeyRecord[];
  readonly defaultId: string | undefined;
}

export type Groups = ReadonlyMap<string, Group>;

export const EMPTY_GROUP: Group = { keys: [], removed: [], defaultId: undefined };

export function toGroups({ keys, defaults }: KeyListing, before: Groups = new Map()): Groups {
  const made = new Map<string, { keys: KeyRecord[]; removed: KeyRecord[]; defaultId: string | undefined }>();
  for (const key of keys) {
    const group = made.get(key.provider) ?? { keys: [], removed: [], defaultId: defaults[key.provider] };
    group[key.removedAtMs === null ? 'keys' : 'removed'].push(key);
    made.set(key.provider, group);
  }
  return new Map([...made].map(([provider, group]) => [provider, keep(before.get(provider), group)]));
}

/** The former object when nothing in it changed, so that a memoised card is not drawn again. */
const keep = (before: Group | undefined, now: Group): Group =>
  before &&
  before.defaultId === now.defaultId &&
  isSameList(before.keys, now.keys) &&
  isSameList(before.removed, now.removed)
    ? before
    : now;

const isSameList = (a: readonly KeyRecord[], b: readonly KeyRecord[]): boolean =>
  a.length === b.length && a.every((key, at) => key === b[at]);

/** What it is called on the screen; a key without a name goes by its hint. */
export const nameOf = (key: Pick<KeyRecord, 'name' | 'hint'>): string => key.name || key.hint || 'Key';
