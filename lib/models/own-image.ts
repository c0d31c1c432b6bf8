/**
 * Which model and whose key make the picture that a tool asks for. The page that puts the question and the background
 * that acts on the answer both ask here, so that what is said is what happens.
 */
import { type Defaults, type KeyRecord, mayBeDefault } from '../keys/record';
import type { Model } from '../providers/model';
import { type Estimate, estimateImages } from './estimate';
import type { Choice, Choices, ModelList } from './record';

export interface OwnImage extends Choice {
  readonly key: KeyRecord;
  /** What its list says of it; undefined for an id typed by hand. */
  readonly known: Model | undefined;
  /** Undefined where no price is known: never nothing. */
  readonly estimate: Estimate | undefined;
}

interface Standing {
  readonly choices: Pick<Choices, 'defaults' | 'lastUsed'> | undefined;
  readonly lists: readonly ModelList[];
  readonly keys: readonly KeyRecord[];
  readonly defaults: Defaults;
}

/** What the person uses for pictures, else the first sensible one of a list; only where there is a key to pay with. */
export function chooseOwnImage({ choices, lists, keys, defaults }: Standing): OwnImage | undefined {
  const listed = lists
    .filter(({ make }) => make === 'image')
    .flatMap(({ provider, models }) => models.map((known) => ({ provider, known })));
  const ranked = listed
    .toSorted((a, b) => rankOf(a.known) - rankOf(b.known))
    .map(({ provider, known }) => ({ provider, model: known.id }));
  const ways = [choices?.defaults.image, choices?.lastUsed.image, ...ranked];
  for (const way of ways) {
    const key = way && payerOf(way.provider, keys, defaults);
    if (!key) continue;
    const known = listed.find((one) => one.provider === way.provider && one.known.id === way.model)?.known;
    return { ...way, key, known, estimate: known && estimateImages(known, 1) };
  }
  return undefined;
}

const rankOf = ({ rank }: Model): number => rank ?? Number.MAX_SAFE_INTEGER;

/** The provider's default, else one that could be it, else any that is not disabled. */
function payerOf(provider: string, keys: readonly KeyRecord[], defaults: Defaults): KeyRecord | undefined {
  const own = keys.filter((key) => key.provider === provider && key.isEnabled && key.removedAtMs === null);
  return own.find(({ id }) => id === defaults[provider]) ?? own.find(mayBeDefault) ?? own[0];
}
