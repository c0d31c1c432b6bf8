/** What the paying key has, as its last check told, beside what something costs. */
import { compareUsd } from '../../../lib/core/money';
import { isOver, type Job } from '../../../lib/jobs/record';
import type { KeyRecord } from '../../../lib/keys/record';
import type { ModelList } from '../../../lib/models/record';
import { type Price3d, priceOf3d } from '../../../lib/models/tariff';
import { fromOf } from '../../../lib/providers/form-3d';

export interface Balance {
  readonly amount: string;
  readonly unit: 'credits' | 'usd';
  /** Something is off it that its service did not know of when it told. */
  readonly isReduced?: boolean;
}

/** Undefined where nobody told. */
export function balanceOf({ report }: KeyRecord, { credits }: Price3d): Balance | undefined {
  for (const fact of report.facts) {
    if (credits !== undefined && fact.name === 'credits' && 'count' in fact)
      return { amount: toDecimal(fact.count), unit: 'credits' };
    if (credits === undefined && fact.name === 'balance' && 'amount' in fact && fact.currency === 'USD')
      return { amount: fact.amount, unit: 'usd' };
  }
  return undefined;
}

/** What somebody asked for since the balance was told will be taken, or was: that is not there any more. */
export function withoutSpent(
  balance: Balance,
  { id, checkedAtMs }: KeyRecord,
  jobs: readonly Job[],
  lists: readonly ModelList[],
): Balance {
  const since = jobs.filter((job) => payerOf(job) === id && isSince(job, checkedAtMs ?? 0));
  const spent = since.reduce((sum, job) => sum + spentOn(job, balance, lists), 0);
  if (spent === 0) return balance;
  const has = Number(balance.amount);
  const left = Math.max(Math.min(0, has), has - spent);
  return { ...balance, amount: left.toFixed(balance.unit === 'credits' ? 2 : 4), isReduced: true };
}

export const payerOf = ({ request, state }: Job): string => state.payer?.keyId ?? request.keyId;

function isSince({ state }: Job, toldAtMs: number): boolean {
  if (isOver(state.place)) return state.charge !== 'none' && (state.sentAtMs ?? 0) > toldAtMs;
  return (state.sentAtMs ?? Number.POSITIVE_INFINITY) > toldAtMs;
}

/** As its provider told, else by its table. */
function spentOn({ request, state }: Job, balance: Balance, lists: readonly ModelList[]): number {
  const told = balance.unit === 'credits' ? state.credits : state.cost?.usd;
  if (told !== undefined) return Number(told);
  const list = lists.find(({ provider, make }) => provider === request.provider && make === request.make);
  const model = list?.models.find(({ id }) => id === request.model);
  const from = fromOf(request.parent !== null, request.files.length);
  const price = model && priceOf3d(model, { from, options: request.chosen.model3d ?? {} });
  return price ? Number(costIn(balance, price)) : 0;
}

const costIn = ({ unit }: Balance, { credits = 0, usd }: Price3d): string =>
  unit === 'credits' ? toDecimal(credits) : usd;

/** Two decimals: reductions make fractions of a credit. */
const toDecimal = (count: number): string => count.toFixed(2);

export const isShort = (balance: Balance, price: Price3d): boolean =>
  balance.amount.startsWith('-') || compareUsd(balance.amount, costIn(balance, price)) < 0;

/** What is left afterwards; nothing below nothing. */
export const leftAfter = (balance: Balance, price: Price3d): number =>
  Math.max(0, Number(balance.amount) - Number(costIn(balance, price)));
