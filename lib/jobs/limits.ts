/** The token limit that is sent: always one, because without it some providers reserve the dearest answer. */
import type { Model } from '../providers/model';
import type { Chosen } from './record';

const MOST = 16_384;

export function tokensToAllow(chosen: Chosen, model: Model | undefined, lowered: number | undefined): number {
  const wanted = chosen.maxTokens ?? Math.min(MOST, model?.outputTokens ?? MOST);
  const possible = model?.outputTokens === undefined ? wanted : Math.min(wanted, model.outputTokens);
  return Math.max(1, lowered === undefined ? possible : Math.min(possible, lowered));
}

/** With less than this there is no answer worth paying for. */
const LEAST = 64;

/** A limit that fits into what is left, a little below what the provider counted. */
export const affordable = (tokens: number | undefined): number | undefined =>
  tokens !== undefined && tokens >= LEAST ? Math.floor(tokens * 0.95) : undefined;

/** Tries by itself: so many, within so long, with so much between. */
export const MOST_TRIES = 5;
export const LONGEST_TRYING_MS = 45_000;
