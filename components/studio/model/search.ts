/** Finding a model among hundreds while somebody types: what is looked through is put into lower case once. */
import { timesUsd } from '../../../lib/core/money';
import type { Make } from '../../../lib/jobs/record';
import type { Choice, Choices, ModelList } from '../../../lib/models/record';
import type { Model, Price } from '../../../lib/providers/model';
import { listOf } from '../choice';
import type { Payer } from '../usable';

export interface Entry {
  readonly provider: string;
  readonly providerName: string;
  readonly model: Model;
  readonly haystack: string;
}

export interface Filter {
  readonly isFree: boolean;
  readonly hasTools: boolean;
  readonly takesPictures: boolean;
  readonly isCheapFirst: boolean;
}

export const NO_FILTER: Filter = {
  isFree: false,
  hasTools: false,
  takesPictures: false,
  isCheapFirst: false,
};

/** More rows than anybody reads: typing narrows further. */
export const MOST_SHOWN = 60;

const perList = new WeakMap<ModelList, readonly Entry[]>();

export function entriesOf(
  make: Make,
  lists: readonly ModelList[],
  payers: readonly Payer[],
): readonly Entry[] {
  return payers.flatMap(({ face }) => {
    const list = listOf(lists, face.id, make);
    return list ? entriesOfList(list, face.name) : [];
  });
}

function entriesOfList(list: ModelList, providerName: string): readonly Entry[] {
  const known = perList.get(list);
  if (known) return known;
  const entries = list.models.map((model) => ({
    provider: list.provider,
    providerName,
    model,
    haystack: `${model.name} ${model.id} ${providerName}`.toLowerCase(),
  }));
  perList.set(list, entries);
  return entries;
}

export function search(
  entries: readonly Entry[],
  text: string,
  filter: Filter,
  choices: Choices,
  make: Make,
): { readonly shown: readonly Entry[]; readonly count: number } {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(
    ({ haystack, model }) => wanted.every((word) => haystack.includes(word)) && fits(model, filter),
  );
  const ranks = ranksOf(choices, make);
  const rankOf = ({ provider, model }: Entry) => ranks.get(keyOf({ provider, model: model.id })) ?? Infinity;
  const sorted = found
    .map((entry) => ({ entry, rank: rankOf(entry), price: filter.isCheapFirst ? priceOf(entry.model) : 0 }))
    .sort((a, b) => a.price - b.price || compare(a.rank, b.rank));
  return { shown: sorted.slice(0, MOST_SHOWN).map(({ entry }) => entry), count: found.length };
}

/** Infinity minus itself is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Favourites stand first, then what was used last, then the default. */
function ranksOf(choices: Choices, make: Make): ReadonlyMap<string, number> {
  const { [make]: last } = choices.lastUsed;
  const { [make]: usual } = choices.defaults;
  const first = [...choices.favourites, ...(last ? [last] : []), ...(usual ? [usual] : [])];
  return new Map(first.map((choice, at) => [keyOf(choice), at] as const).reverse());
}

export const keyOf = ({ provider, model }: Choice): string => `${provider} ${model}`;

const fits = (model: Model, { isFree, hasTools, takesPictures }: Filter): boolean =>
  (!isFree || isFreeModel(model)) &&
  (!hasTools || model.hasTools === true) &&
  (!takesPictures || model.takes.includes('image'));

export const isFreeModel = ({ isFree, price }: Model): boolean =>
  isFree === true ||
  (price !== undefined &&
    [price.input, price.output, price.image, price.request].some(Boolean) &&
    Number(costOf(price)) === 0);

const costOf = ({ input = '0', output = '0', image = '0', request = '0' }: Price): number =>
  Number(input) + Number(output) + Number(image) + Number(request);

/** A model without a price is not a cheap one. */
const priceOf = (model: Model): number =>
  model.isFree ? 0 : model.price ? costOf(model.price) : Number.MAX_VALUE;

/** For a million tokens, which is how people compare. */
export const perMillion = (usd: string): string => timesUsd(usd, 1_000_000);
