/** What the requests of a job count for, once more is known of them. */
import type { Count } from '../budgets/count';
import { NO_TALLY } from '../budgets/record';
import { recount } from '../budgets/tally';
import { toE8 } from '../core/usd-e8';
import { costOfTokens } from '../models/price';
import type { Model } from '../providers/model';
import { dayOf } from '../usage/days';
import type { Entry, Share } from '../usage/record';
import type { Round, State } from './record';

/** Of the rounds that have ended. A try of the round that is next came to nothing, or it would not be next. */
export const endedCounts = ({ counts = [], rounds }: State, model: Model | undefined): Count[] =>
  counts.flatMap((count) => {
    const round = rounds[count.round];
    return round ? [settle(count, usdOf(round, model), round.tokens)] : [];
  });

const usdOf = ({ costUsd, tokens }: Round, model: Model | undefined): string | undefined =>
  costUsd ?? (tokens && model?.price ? costOfTokens(model.price, tokens) : undefined);

function settle(count: Count, dollars: string | undefined, tokens: State['tokens']): Count {
  const usd = dollars === undefined ? undefined : toE8(dollars);
  const counted = tokens ? { tokens: tokens.input + tokens.output } : {};
  if (usd !== undefined) return { ...count, ...counted, usd, isHeld: false };
  return { ...count, ...counted, isHeld: count.isHeld && count.usd !== undefined };
}

/** Of a job that is over: what it cost, and its most as long as nobody knows. */
export function finalCounts(state: State, isFree: boolean): Count[] {
  if (isFree) return [];
  const { cost, charge, tokens, rounds, isSettled } = state;
  // The last try came to nothing: its rounds are all there is to pay.
  const counts = (state.counts ?? []).filter(({ round }) => !isSettled || round < rounds.length);
  const isKnown = cost?.how === 'told' || charge !== 'unknown';
  const total = isKnown && cost ? toE8(cost.usd) : undefined;
  const all = counts.map((count) => (count.round < rounds.length ? count : settle(count, undefined, tokens)));
  const last = all.at(-1);
  if (total === undefined || !last) return all;
  const others = all.slice(0, -1);
  const before = others.reduce((sum, { usd = 0 }) => sum + usd, 0);
  // Rounds that still count for their most: then the whole stands with the last one.
  const rest = before <= total ? others : others.map((count) => ({ ...count, usd: 0 }));
  const usd = before <= total ? total - before : total;
  return [...rest.map((count) => ({ ...count, isHeld: false })), { ...last, usd, isHeld: false }];
}

export const countsOfEntry = (entry: Entry): readonly Count[] => entry.counts ?? derived(entry);

/** Only what the entry does not say by itself stands in it: it may still come to more, or was sent on another day. */
export function withCounts(entry: Entry, counts: readonly Count[]): Entry {
  const sumsOf = (all: readonly Count[]) => JSON.stringify(recount(NO_TALLY, '9999-12-31', [], all).days);
  return sumsOf(derived(entry)) === sumsOf(counts) ? entry : { ...entry, counts: [...counts] };
}

const derived = (entry: Entry): Count[] =>
  [entry, ...(entry.others ?? [])].flatMap((share) => toCounts(entry, share));

/** One for each request that it took; the whole amount stands with the first. */
function toCounts({ atMs, provider }: Entry, share: Share): Count[] {
  const { keyId, usd, input = 0, output = 0, calls = 1 } = share;
  const count = { day: dayOf(atMs), provider, keyId, round: 0, isHeld: false };
  const others = Array.from({ length: Math.max(0, calls - 1) }, () => ({ ...count, usd: 0, tokens: 0 }));
  return [{ ...count, usd: toE8(usd ?? ''), tokens: input + output }, ...others];
}
