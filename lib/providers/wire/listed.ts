/** Models out of a list that tells little more than their ids; the rest is in a dated table of the service's own file. */
import { fail } from '../../core/problem';
import type { Model } from '../model';
import type { Call } from '../shape';
import { bearer } from './ask';
import type { Judge } from './failure';
import { asList } from './list';
import { askList, type PriceRow, priceOf, ranked, rowOf } from './models';
import { asText, at } from './read';
import { asNumber } from './stream';

/** What the service's pages said of a model on that day. */
export interface Known {
  readonly price?: PriceRow;
  readonly contextTokens?: number;
  readonly outputTokens?: number;
  readonly sees?: true;
  readonly hasTools?: true;
  /** Weakest first. */
  readonly efforts?: readonly string[];
}

export interface Listing {
  readonly url: string;
  readonly asOf: string;
  readonly table: Readonly<Record<string, Known>>;
  /** First choices, one of each; see `ranked`. */
  readonly families: readonly RegExp[];
  readonly judge?: Judge;
  /** Whether it makes text at all. */
  isText?(entry: unknown, id: string): boolean;
  /** What the list itself tells: it wins over the table. */
  told?(entry: unknown, id: string): Partial<Model>;
}

/** `{"data":[…]}` or a bare array. */
export async function listed(listing: Listing, call: Call): Promise<readonly Model[]> {
  const json = await askList(call, listing.url, bearer(call.secret.apiKey ?? ''), listing.judge);
  const entries = asList(json) ?? asList(at(json, 'data')) ?? fail('answer-malformed');
  const models = entries.flatMap((entry) => {
    const id = asText(at(entry, 'id')) ?? '';
    return (listing.isText?.(entry, id) ?? true) ? [toModel(listing, entry, id)] : [];
  });
  return ranked(models, [...listing.families, /./]);
}

function toModel({ table, asOf, told }: Listing, entry: unknown, id: string): Model {
  const { price, sees, efforts, ...known } = rowOf(table, id) ?? {};
  const created = asNumber(at(entry, 'created')) ?? 0;
  return {
    id,
    name: id,
    makes: ['text'],
    takes: sees ? ['text', 'image'] : ['text'],
    takesTemperature: true,
    ...known,
    ...(price ? { price: priceOf(price, asOf) } : {}),
    ...(efforts ? { efforts: [...efforts] } : {}),
    ...(created > 0 ? { addedAtMs: created * 1000 } : {}),
    ...told?.(entry, id),
  };
}

/** USD for a million tokens, told by the list itself. A zero that is not called free is no price. */
export function toldPrice(input: unknown, output: unknown): Pick<Model, 'price'> {
  const [inputs, outputs] = [asNumber(input), asNumber(output)];
  const isPrice = inputs !== undefined && outputs !== undefined && inputs + outputs > 0;
  return isPrice ? { price: priceOf([inputs, outputs]) } : {};
}
