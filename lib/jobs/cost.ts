/** What a job cost: as the provider told, else counted from tokens and prices, else unknown. */
import { sumUsd, timesUsd } from '../core/money';
import { findModel } from '../models/find';
import { costOfImages, costOfTokens } from '../models/price';
import { priceOf3d } from '../models/tariff';
import { type Asked3d, fromOf } from '../providers/form-3d';
import type { Failed, Tokens, Told } from '../providers/makes';
import type { Model, Price } from '../providers/model';
import type { OpenVault } from '../vault/session';
import type { Held } from './held';
import type { Cost, Request, Round } from './record';

interface Part {
  readonly tokens?: Tokens | undefined;
  readonly costUsd?: string | undefined;
}

/** Of all that a job sent: each round of a turn with tools is a request of its own. */
export function costOf(
  rounds: readonly Round[],
  last: Part,
  model: Model | undefined,
  images = 0,
): Cost | undefined {
  return together([...rounds, last].map((part) => amountOf(part, model?.price, images)));
}

/** Undefined when one of them is. */
export function together(amounts: readonly (Cost | undefined)[]): Cost | undefined {
  const known = amounts.flatMap((amount) => amount ?? []);
  if (known.length < amounts.length) return undefined;
  const price = known.find((amount) => amount.price)?.price;
  return {
    usd: sumUsd(known.map(({ usd }) => usd)),
    how: known.every(({ how }) => how === 'told') ? 'told' : 'about',
    ...(price ? { price } : {}),
  };
}

export function amountOf({ tokens, costUsd }: Part, price: Price | undefined, images = 0): Cost | undefined {
  if (costUsd !== undefined) return { usd: costUsd, how: 'told' };
  if (!price) return undefined;
  const usd =
    (tokens && costOfTokens(price, tokens)) ?? (images > 0 ? costOfImages(price, images) : undefined);
  return usd === undefined ? undefined : { usd, how: 'about', price };
}

/**
 * As its provider told, in dollars or in credits, whose own price is that of its list or what the person says; else by
 * its table of prices.
 */
export function costOf3d(request: Request, told: Told, model: Model | undefined): Cost | undefined {
  const { tariff } = model ?? {};
  if (told.credits !== undefined && tariff?.unit === 'credits') {
    const usd = timesUsd(tariff.usdEach, told.credits);
    return reckoned(usd, { credit: tariff.usdEach, asOf: tariff.asOf }, told);
  }
  if (told.costUsd !== undefined) return { usd: told.costUsd, how: 'told' };
  const price = model && priceOf3d(model, asked3d(request));
  if (!price) return undefined;
  const { usd, credits, asOf } = price;
  const inCredits = credits === undefined ? {} : { credits, credit: tariff?.usdEach };
  return reckoned(usd, { request: usd, ...inCredits, asOf }, told);
}

/** Not reckoned at all when it is what was told. */
const reckoned = (usd: string, price: Price, { costUsd }: Told): Cost =>
  usd === costUsd ? { usd, how: 'told' } : { usd, how: 'about', price };

/** Of what failed: only what its provider told of it, never what it would have cost. */
export async function costOfFailed(
  { request, state }: Held,
  open: OpenVault,
  failed: Failed,
): Promise<Cost | undefined> {
  const { charge, tokens, costUsd, credits } = failed;
  if (charge === 'none' || (!tokens && costUsd === undefined && credits === undefined)) return undefined;
  const known = await findModel(open, request.provider, request.make, request.model);
  return request.make === 'model3d' ? costOf3d(request, failed, known) : costOf(state.rounds, failed, known);
}

export const asked3d = ({
  files,
  parent,
  chosen,
}: Pick<Request, 'files' | 'parent' | 'chosen'>): Asked3d => ({
  from: fromOf(parent !== null, files.length),
  options: chosen.model3d ?? {},
});
