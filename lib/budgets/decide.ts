/** Whether a request may leave, and how far each budget has come. Pure: nothing here knows of rows or clocks. */
import { type Problem, problem } from '../core/problem';
import { unusualOf } from '../usage/unusual';
import type { Worst } from './count';
import type { Limit } from './follow';
import { type Budget, type Sum, type Tally, type Told, UNUSUAL } from './record';
import { sumSince } from './tally';

export interface Asking extends Worst {
  readonly provider: string;
  readonly keyId: string;
}

export const startOf = (period: Budget['period'], today: string): string =>
  period === 'day' ? today : `${today.slice(0, 8)}01`;

export const standingOf = (tally: Tally, limit: Limit, today: string): Sum =>
  sumSince(tally, startOf(limit.period, today), (who) => {
    const [provider = '', keyId = ''] = who.split(' ');
    return isFor(limit, { provider, keyId });
  });

function isFor({ provider, keyId, keyIds }: Limit, who: { provider: string; keyId: string }): boolean {
  if (keyId === undefined) return provider === undefined || provider === who.provider;
  return keyIds?.includes(who.keyId) ?? keyId === who.keyId;
}

/** What is known to be spent, and what may come to it. */
export function takenOf({ unit }: Budget, sum: Sum): { readonly known: number; readonly held: number } {
  if (unit === 'calls') return { known: sum.calls, held: 0 };
  return unit === 'usd' ? { known: sum.usd, held: sum.heldUsd } : { known: sum.tokens, held: sum.heldTokens };
}

/** Why it may not leave: the first budget that it could break. */
export function decide(
  budgets: readonly Limit[],
  tally: Tally,
  asking: Asking,
  today: string,
): Problem | undefined {
  for (const budget of budgets) {
    if (!budget.isHard || !isFor(budget, asking)) continue;
    const worst = budget.unit === 'calls' ? 1 : asking[budget.unit];
    if (worst === undefined)
      return problem(budget.unit === 'usd' ? 'budget-no-price' : 'budget-no-tokens', { budget: budget.id });
    const { known, held } = takenOf(budget, standingOf(tally, budget, today));
    if (known + held + worst <= budget.limit) continue;
    return problem('budget-reached', { budget: budget.id, known, held, worst });
  }
  return undefined;
}

const STEPS = [100, 80, 50];

/** How far it has come by what is known: 0, 50, 80 or 100. */
export function stepOf(tally: Tally, budget: Limit, today: string): number {
  const { known } = takenOf(budget, standingOf(tally, budget, today));
  if (known === 0) return 0;
  return STEPS.find((step) => known * 100 >= budget.limit * step) ?? 0;
}

/** Today's dollars when they are far more than on other days on which anything was spent. */
export const unusual = ({ days }: Tally, today: string): ReturnType<typeof unusualOf> =>
  unusualOf(
    new Map(
      Object.entries(days).map(([day, byKey]) => [
        day,
        Object.values(byKey).reduce((sum, { usd }) => sum + usd, 0),
      ]),
    ),
    today,
  );

/** What has come further than was told in this period; each step is told once. */
export function tell(
  budgets: readonly Limit[],
  tally: Tally,
  today: string,
): { readonly tally: Tally; readonly isNew: boolean } {
  const told: Record<string, Told> = {};
  let isNew = false;
  const look = (name: string, period: string, step: number) => {
    const last = tally.told[name];
    const before = last?.period === period ? last : { period, step: 0, seen: 0 };
    told[name] = { ...before, step: Math.max(step, before.step) };
    if (step > before.step) isNew = true;
  };
  for (const budget of budgets) look(budget.id, startOf(budget.period, today), stepOf(tally, budget, today));
  look(UNUSUAL, today, unusual(tally, today) ? 1 : 0);
  return { tally: { ...tally, told }, isNew };
}

/** Something was told that nobody has seen. */
export const hasNews = ({ told }: Tally): boolean =>
  Object.values(told).some(({ step, seen }) => step > seen);
