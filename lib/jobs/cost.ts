/** What a job cost: as the provider told, else counted from tokens and prices, else unknown. */
import { sumUsd, timesUsd } from '../core/money';
import { costOfImages, costOfTokens } from '../models/price';
import { priceOf3d } from '../models/tariff';
import { type Asked3d, fromOf } from '../providers/form-3d';
import type { Tokens, Told } from '../providers/makes';
import type { Model } from '../providers/model';
import { sealEntry } from '../usage/write';
import type { OpenVault } from '../vault/session';
import { writeDown } from './gate';
import type { Held } from './held';
import type { Cost, Request, Round, State } from './record';

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
  const amounts = [...rounds, last].map((part) => amountOf(part, model, images));
  const known = amounts.flatMap((amount) => amount ?? []);
  if (known.length < amounts.length) return undefined;
  return {
    usd: sumUsd(known.map(({ usd }) => usd)),
    how: known.every(({ how }) => how === 'told') ? 'told' : 'about',
  };
}

function amountOf({ tokens, costUsd }: Part, model: Model | undefined, images: number): Cost | undefined {
  if (costUsd !== undefined) return { usd: costUsd, how: 'told' };
  const byTokens = tokens && model?.price ? costOfTokens(model.price, tokens) : undefined;
  const usd = byTokens ?? (model && images > 0 ? costOfImages(model, images) : undefined);
  return usd === undefined ? undefined : { usd, how: 'about' };
}

/** As its provider told, in dollars or in credits whose own price depends on the plan; else by its table of prices. */
export function costOf3d(request: Request, told: Told, model: Model | undefined): Cost | undefined {
  if (told.costUsd !== undefined) return { usd: told.costUsd, how: 'told' };
  if (told.credits !== undefined && model?.tariff?.unit === 'credits')
    return { usd: timesUsd(model.tariff.usdEach, told.credits), how: 'about' };
  const price = model && priceOf3d(model, asked3d(request));
  return price && { usd: price.usd, how: 'about' };
}

export const asked3d = ({
  files,
  parent,
  chosen,
}: Pick<Request, 'files' | 'parent' | 'chosen'>): Asked3d => ({
  from: fromOf(parent !== null, files.length),
  options: chosen.model3d ?? {},
});

/** Writes it into the books, once: the entry and the mark are one transaction. */
export async function book(held: Held, open: OpenVault): Promise<void> {
  const { state, request } = held;
  const isFree = state.charge === 'none' && state.rounds.length === 0;
  const isCorrection = state.isBooked === false;
  if (!isCorrection && (isFree || state.sentAtMs === undefined)) {
    await writeDown(held, open, isFree);
    return;
  }
  const tokens = sumOf(state);
  const entry = await sealEntry(open, {
    atMs: state.endedAtMs ?? Date.now(),
    jobId: request.id,
    provider: request.provider,
    keyId: request.keyId,
    model: request.model,
    make: request.make,
    ...amountIn(isFree ? { usd: '0', how: 'told' } : state.cost),
    ...(state.credits === undefined ? {} : { credits: state.credits }),
    ...(tokens ? { input: tokens.input, output: tokens.output } : {}),
    ...(isCorrection ? { corrects: true } : {}),
  });
  await writeDown(held, open, isFree, [entry]);
}

const amountIn = (cost: Cost | undefined) =>
  cost ? { usd: cost.usd, how: cost.how } : { how: 'unknown' as const };

function sumOf(state: State): Tokens | undefined {
  const all = [...state.rounds.map(({ tokens }) => tokens), state.tokens].filter(
    (tokens) => tokens !== undefined,
  );
  if (all.length === 0) return undefined;
  return all.reduce((sum, tokens) => ({
    input: sum.input + tokens.input,
    output: sum.output + tokens.output,
  }));
}
