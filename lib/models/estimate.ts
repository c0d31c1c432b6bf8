/** What a request will about cost, before it is sent: only where the price is known, and never as a promise. */
import { compareUsd, isUsd } from '../core/money';
import type { Model, Price } from '../providers/model';
import { costOfImages, costOfTokens } from './price';

/** Between these two; the same twice where it does not depend on the answer. */
export interface Estimate {
  readonly leastUsd: string;
  readonly mostUsd: string;
}

/** What a token holds of a Western language, roughly. */
export const CHARACTERS_IN_TOKEN = 4;
/** A picture is counted in tiles; most models take about as much for one of middle size. */
const TOKENS_IN_PICTURE = 1_000;
/** A short answer: a paragraph or two. */
const SHORT_ANSWER_TOKENS = 200;
/** What is sent as the limit when nobody chose one. */
const USUAL_LIMIT_TOKENS = 16_384;

export interface Asked {
  /** Of everything that is sent: instructions, earlier turns, the prompt. */
  readonly characters: number;
  readonly pictures: number;
  readonly maxTokens?: number | undefined;
}

export const tokensIn = ({ characters, pictures }: Asked): number =>
  Math.ceil(characters / CHARACTERS_IN_TOKEN) + pictures * TOKENS_IN_PICTURE;

/** The limit that goes with a request: the model's own maximum up to a usual one, or what was chosen. */
export function limitOf(model: Model | undefined, chosen: number | undefined): number {
  const own = model?.outputTokens ?? USUAL_LIMIT_TOKENS;
  return Math.min(chosen ?? USUAL_LIMIT_TOKENS, own);
}

export function estimateText(model: Model, asked: Asked): Estimate | undefined {
  if (isNothing(model)) return { leastUsd: '0', mostUsd: '0' };
  if (!model.price) return undefined;
  const input = tokensIn(asked);
  const limit = limitOf(model, asked.maxTokens);
  const costOf = (output: number) => costOfTokens(model.price ?? {}, { input, output });
  const leastUsd = costOf(Math.min(SHORT_ANSWER_TOKENS, limit));
  const mostUsd = costOf(limit);
  return leastUsd === undefined || mostUsd === undefined ? undefined : { leastUsd, mostUsd };
}

/** How many pictures are asked for, under any of the names that providers give it. */
export function countOfPictures(options: Readonly<Record<string, string | number | boolean>> = {}): number {
  const count = options.n ?? options.num_images ?? options.num_outputs ?? options.number_of_images;
  return typeof count === 'number' && count > 0 ? count : 1;
}

/** By the picture, where the price is told so. */
export function estimateImages(model: Model, count: number): Estimate | undefined {
  if (isNothing(model)) return { leastUsd: '0', mostUsd: '0' };
  const usd = costOfImages(model.price, Math.max(1, count));
  return usd === undefined ? undefined : { leastUsd: usd, mostUsd: usd };
}

export const isNothing = (model: Model): boolean => model.isFree === true && !hasPrice(model.price);

const hasPrice = (price: Price | undefined): boolean =>
  [price?.input, price?.output, price?.request, price?.image].some(
    (usd) => usd !== undefined && isUsd(usd) && compareUsd(usd, '0') > 0,
  );
