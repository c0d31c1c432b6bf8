/**
 * The one way from a draft to a request: everything that may cost something passes here, one after the other, and
 * counts for its most from the moment in which it is written down as sent.
 */
import type { Worst } from '../budgets/count';
import { decide, hasNews, tell } from '../budgets/decide';
import { type Limit, withFollowers } from '../budgets/follow';
import { inBooks, readBudgets, sealTally } from '../budgets/store';
import { recount } from '../budgets/tally';
import { ProblemError } from '../core/problem';
import type { NumberedRow } from '../db/tables';
import type { Model } from '../providers/model';
import { setNews } from '../session/news';
import { dayOf } from '../usage/days';
import type { OpenVault } from '../vault/session';
import { BOOT } from './boot';
import { recordUse } from './calling';
import { endedCounts, finalCounts } from './counting';
import type { Held } from './held';
import { tellBudget } from './notify';
import { readAllKeys, spentBefore } from './paying';
import { readBooks } from './recount';
import type { Working } from './working';

interface Sending {
  readonly maxTokens?: number;
  readonly known?: Model | undefined;
}

/** An import may take the sum away in between, to be made anew: nothing was written or sent then, and it is read anew. */
const withBooks = <T>(work: () => Promise<T>): Promise<T> =>
  inBooks(() =>
    work().catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.code === 'books-moved') return work();
      throw error;
    }),
  );

export const send = (work: Working, worst: Worst, { maxTokens, known }: Sending = {}): Promise<void> =>
  withBooks(async () => {
    const { held, open, key } = work;
    const { ended, tally, rev, day } = await standing(work, worst, known);
    const { id: keyId, provider } = key;
    const round = held.state.rounds.length;
    const next = { day, provider, keyId, round, tokens: 0, ...worst, isHeld: true };
    const row = await sealTally(open, recount(tally, day, [], [next]), rev + 1);
    open.assertMaySend();
    await held.happen(
      {
        is: 'send',
        boot: BOOT,
        limit: maxTokens,
        ...spentBefore(key),
        counts: [...ended, next],
      },
      { tally: row },
    );
  });

export const assertWithin = (work: Working, worst: Worst): Promise<unknown> =>
  inBooks(() => standing(work, worst));

/** Keys are looked at only where one has a limit of its own. */
async function readLimits(open: OpenVault): Promise<readonly Limit[]> {
  const budgets = await readBudgets(open);
  return budgets.some(({ keyId }) => keyId) ? withFollowers(budgets, await readAllKeys(open)) : budgets;
}

/** Whose use of its key stands in the record. */
const recorded = new WeakSet<Working>();

/** Throws when a budget is in the way and nobody said that this one may pass. */
async function standing(work: Working, worst: Worst, known?: Model) {
  const { held, open, key } = work;
  const day = dayOf(Date.now());
  const { tally: before, rev } = await readBooks(open);
  const ended = endedCounts(held.state, known);
  const tally = recount(before, day, held.state.counts ?? [], ended);
  if (!held.state.isLetThrough) {
    const asking = { ...worst, provider: key.provider, keyId: key.id };
    const refusal = decide(await readLimits(open), tally, asking, day);
    if (refusal) throw new ProblemError(refusal);
  }
  // Only now: what is refused here uses no key.
  if (!recorded.has(work)) await recordUse(open, key, { jobId: held.id, make: held.request.make });
  recorded.add(work);
  return { ended, tally, rev, day };
}

/** It is over: from now on it counts for what it cost, in the transaction that marks it as booked. */
export const writeDown = (held: Held, open: OpenVault, isFree: boolean, entry?: NumberedRow): Promise<void> =>
  withBooks(async () => {
    const { counts: before = [] } = held.state;
    const counts = finalCounts(held.state, isFree);
    const booked = { is: 'booked', entryId: entry?.id } as const;
    const entries = entry ? [entry] : [];
    if (before.length === 0) return void (await held.happen(booked, { entries }));
    const day = dayOf(Date.now());
    const books = await readBooks(open);
    const budgets = await readLimits(open).catch(() => []);
    const { tally, isNew } = tell(budgets, recount(books.tally, day, before, counts), day);
    const row = await sealTally(open, tally, books.rev + 1);
    await held.happen({ ...booked, counts }, { entries, tally: row });
    await setNews(hasNews(tally));
    if (isNew) tellBudget();
  });
