/** What a job cost, written into the ledger: once, in the transaction that says so in its row. */
import { lessUsd } from '../core/money';
import { findModel } from '../models/find';
import type { Tokens } from '../providers/makes';
import type { Price } from '../providers/model';
import type { Entry, Share } from '../usage/record';
import { sealEntry } from '../usage/write';
import type { OpenVault } from '../vault/session';
import { amountOf, together } from './cost';
import { finalCounts, withCounts } from './counting';
import { writeDown } from './gate';
import type { Held } from './held';
import type { Cost, State } from './record';

export async function book(held: Held, open: OpenVault): Promise<void> {
  const isFree = held.state.charge === 'none' && held.state.rounds.length === 0;
  const isCorrection = held.state.entryId !== undefined || held.state.isBooked === false;
  if (!isCorrection && (isFree || held.state.sentAtMs === undefined)) {
    await writeDown(held, open, isFree);
    return;
  }
  const price = await priceNow(held, open);
  const { state, request } = held;
  const { credits, entryId, cost } = state;
  const [main, ...others] = isFree
    ? [{ keyId: payerOf(held), usd: '0', how: 'told' as const }]
    : sharesOf(held, price);
  const entry: Entry = {
    ...(main ?? { keyId: payerOf(held), how: 'unknown' }),
    atMs: state.endedAtMs ?? Date.now(),
    jobId: request.id,
    provider: request.provider,
    model: request.model,
    make: request.make,
    ...(cost?.price ? { price: cost.price } : {}),
    ...(credits === undefined ? {} : { credits }),
    ...(others.length > 0 ? { others } : {}),
    ...(isCorrection ? { corrects: true } : {}),
    ...(entryId === undefined ? {} : { replaces: entryId }),
  };
  // What was sent elsewhere counts here for what its entry says.
  const counted = state.counts ? withCounts(entry, finalCounts(state, isFree)) : entry;
  const row = await sealEntry(open, counted);
  await writeDown(held, open, isFree, row);
}

const payerOf = ({ request, state }: Held): string => state.payer?.keyId ?? request.keyId;

/** Where all that is to pay are rounds that told their tokens, they are reckoned now. */
async function priceNow(held: Held, open: OpenVault): Promise<Price | undefined> {
  const { rounds, cost, isSettled } = held.state;
  if (rounds.length === 0 || cost?.price) return cost?.price;
  const { provider, make, model } = held.request;
  const price = (await findModel(open, provider, make, model))?.price;
  const found = isSettled && !cost ? together(rounds.map((round) => amountOf(round, price))) : undefined;
  if (found) await held.happen({ is: 'cost', cost: found });
  return price;
}

interface Part {
  readonly keyId: string;
  readonly cost: Cost | undefined;
  readonly tokens: Tokens | undefined;
}

/** Each request was paid by the key that sent it: the rounds, and what came last. */
function partsOf(held: Held, price: Price | undefined): Part[] {
  const { state, request } = held;
  const rounds = state.rounds.map((round) => ({
    keyId: round.keyId ?? request.keyId,
    cost: amountOf(round, price),
    tokens: round.tokens,
  }));
  if (state.isSettled) return rounds;
  return [...rounds, { keyId: payerOf(held), cost: lastOf(state, rounds), tokens: state.tokens }];
}

/** What is left of the whole for the last one: there is a whole only where every round's is known. */
function lastOf({ cost }: State, rounds: readonly Part[]): Cost | undefined {
  const before = together(rounds.map((round) => round.cost));
  return cost && before && { usd: lessUsd(cost.usd, before.usd), how: cost.how };
}

/** One for each key, and apart what nobody knows the price of. The last one's first. */
function sharesOf(held: Held, price: Price | undefined): Share[] {
  const byShare = new Map<string, [Part, ...Part[]]>();
  for (const part of partsOf(held, price).reverse()) {
    const name = `${part.keyId} ${part.cost !== undefined}`;
    const others = byShare.get(name);
    if (others) others.push(part);
    else byShare.set(name, [part]);
  }
  return [...byShare.values()].map(toShare);
}

function toShare(parts: readonly [Part, ...Part[]]): Share {
  const cost = together(parts.map((part) => part.cost));
  const tokens = parts.flatMap((part) => part.tokens ?? []);
  const sum = (of: 'input' | 'output') => tokens.reduce((all, one) => all + one[of], 0);
  return {
    keyId: parts[0].keyId,
    ...(cost ? { usd: cost.usd, how: cost.how } : { how: 'unknown' }),
    ...(tokens.length > 0 ? { input: sum('input'), output: sum('output') } : {}),
    ...(parts.length > 1 ? { calls: parts.length } : {}),
  };
}
