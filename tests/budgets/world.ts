/** The real gate over a real database, and beside it what a person would reckon on paper. */
import { vi } from 'vitest';
import type { Worst } from '../../lib/budgets/count';
import { standingOf } from '../../lib/budgets/decide';
import type { Budget } from '../../lib/budgets/record';
import { putBudget, readBudgets } from '../../lib/budgets/store';
import { toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { ProblemError } from '../../lib/core/problem';
import { fromE8 } from '../../lib/core/usd-e8';
import { openDb } from '../../lib/db/open';
import { newState } from '../../lib/jobs/advance';
import { book } from '../../lib/jobs/book';
import { send } from '../../lib/jobs/gate';
import { Held } from '../../lib/jobs/held';
import type { Request } from '../../lib/jobs/record';
import { readBooks } from '../../lib/jobs/recount';
import { importJobKey, sealRequest, sealState } from '../../lib/jobs/rows';
import { toReader, type Working } from '../../lib/jobs/working';
import { dayOf } from '../../lib/usage/days';
import { type OpenVault, requireOpen } from '../../lib/vault/session';
import { KEYS, plantKeys, recordOf } from './keys';

/** What each request takes at the most, and what it took. */
const MOST_TOKENS = 3;
const TOKENS = 2;

/** One line on the paper. */
export interface Line {
  readonly day: string;
  readonly who: (typeof KEYS)[number];
  /** Undefined: no price is known. */
  readonly worst: number | undefined;
  readonly isLetThrough: boolean;
  /** What the provider took; undefined as long as nobody here knows. */
  cost: number | undefined;
  tokens: number;
}

export interface Wish {
  readonly key: number;
  readonly worst: number | undefined;
  readonly isLetThrough: boolean;
}

/** A vault that stays open whatever the clock does, which would lock the real one. */
export async function openForGood(): Promise<OpenVault> {
  const { vaultId, content, secrets, signal } = await requireOpen();
  return { vaultId, content, secrets, signal, assertMaySend: () => {} };
}

export class World {
  readonly lines = new Map<string, Line>();
  readonly jobs = new Map<string, Held>();
  /** Nobody knows what became of them. */
  readonly lost = new Map<string, Held>();
  /** A budget stopped them. */
  readonly stopped: { readonly held: Held; readonly wish: Wish }[] = [];

  private constructor(
    readonly open: OpenVault,
    readonly budgets: readonly Budget[],
  ) {}

  static async begin(open: OpenVault, wanted: readonly Omit<Budget, 'id'>[]): Promise<World> {
    const { jobs, ledger, sums, settings } = openDb();
    await Promise.all([jobs.clear(), ledger.clear(), sums.clear(), settings.clear()]);
    await plantKeys(open);
    for (const budget of wanted) await putBudget(open, budget);
    return new World(open, await readBudgets(open));
  }

  get today(): string {
    return dayOf(Date.now());
  }

  /** All at once, as from several pages; on paper one after the other, in the order in which they were asked. */
  async sendAll(wishes: readonly Wish[]): Promise<void> {
    const asked = await Promise.all(wishes.map((wish) => this.#draft(wish)));
    const ends = await Promise.allSettled(
      asked.map(({ held, wish }) => send(workOf(this.open, held, wish), worstOf(wish))),
    );
    for (const [at, { held, wish }] of asked.entries()) {
      const end = ends[at];
      const code = end?.status === 'rejected' ? codeOf(end.reason) : undefined;
      await this.#note(held, wish, code);
    }
  }

  /** What was said of it is what the paper says, and stands there from now on. */
  async #note(held: Held, wish: Wish, code: string | undefined): Promise<void> {
    const { worst, isLetThrough } = wish;
    const refusal = isLetThrough ? undefined : this.#reckon(wish);
    if (code !== refusal) throw new Error(`said ${code}, on paper ${refusal}`);
    if (refusal !== undefined) {
      await held.happen({ is: 'failed', failed: { problem: { code: refusal }, charge: 'none' } });
      this.stopped.push({ held, wish });
      return;
    }
    const who = KEYS[wish.key] ?? KEYS[0];
    this.lines.set(held.id, {
      day: this.today,
      who,
      worst,
      isLetThrough,
      cost: undefined,
      tokens: MOST_TOKENS,
    });
    this.jobs.set(held.id, held);
  }

  /** Somebody lets one through that was stopped. It comes to nothing, and the next try needs another word. */
  async lift(which: number): Promise<void> {
    const [one] = this.stopped.splice(which % (this.stopped.length || 1), 1);
    if (!one) return;
    const { held } = one;
    for (const isLetThrough of [true, false]) {
      const wish = { ...one.wish, isLetThrough };
      await held.happen({ is: 'retry', isLetThrough });
      const sent = send(workOf(this.open, held, wish), worstOf(wish));
      await this.#note(held, wish, await sent.then(() => undefined, codeOf));
      if (isLetThrough) await this.refuse(held.id);
    }
  }

  #reckon({ key, worst }: Wish): string | undefined {
    const who = KEYS[key] ?? KEYS[0];
    for (const budget of this.budgets) {
      const isFor = budget.keyId === undefined ? isOf(budget, who) : budget.keyId === who.id;
      if (!budget.isHard || !isFor) continue;
      const more = { usd: worst, calls: 1, tokens: MOST_TOKENS }[budget.unit];
      if (more === undefined) return 'budget-no-price';
      if (this.taken(budget) + more > budget.limit) return 'budget-reached';
    }
    return undefined;
  }

  /** Of this period, or of a day that is still to come because the clock was set back. */
  linesOf(budget: Budget): Line[] {
    const start = budget.period === 'day' ? this.today : `${this.today.slice(0, 7)}-01`;
    return [...this.lines.values()].filter(
      ({ day, who }) =>
        day >= start && (budget.keyId === undefined ? isOf(budget, who) : budget.keyId === who.id),
    );
  }

  taken(budget: Budget): number {
    return this.linesOf(budget).reduce(
      (sum, { cost, worst, tokens }) => sum + { usd: cost ?? worst ?? 0, calls: 1, tokens }[budget.unit],
      0,
    );
  }

  async #draft(wish: Wish): Promise<{ held: Held; wish: Wish }> {
    const who = KEYS[wish.key] ?? KEYS[0];
    const request: Request = {
      id: newId(),
      make: 'text',
      provider: who.provider,
      keyId: who.id,
      model: 'acme/talker',
      prompt: '',
      files: [],
      conversation: newId(),
      parent: null,
      chosen: {},
      keyName: '',
      keyHint: '',
      atMs: 0,
      jobKey: toBase64(randomBytes(32)),
    };
    const first = { ...newState(), ...(wish.isLetThrough ? { isLetThrough: true } : {}) };
    const state = await sealState(this.open.vaultId, request.id, await importJobKey(request), first);
    const sealed = await sealRequest(toReader(this.open), request);
    await openDb().jobs.add({ id: request.id, rev: 1, sealed, state, open: 1 });
    return { held: await this.#take(request.id), wish };
  }

  async #take(id: string): Promise<Held> {
    const row = await openDb().jobs.where('id').equals(id).first();
    if (!row) throw new Error('no such job');
    return Held.open(toReader(this.open), row);
  }

  /** The answer is here, and says what it cost; or nobody can say what became of it. */
  async end(id: string, cost: number | undefined): Promise<void> {
    const held = this.jobs.get(id);
    const line = this.lines.get(id);
    if (!held || !line) return;
    this.jobs.delete(id);
    const usd = fromE8(cost ?? 0);
    if (cost === undefined) {
      await held.happen({ is: 'lost', problem: { code: 'no-connection' } });
      this.lost.set(id, held);
    } else {
      const told = { tokens: { input: TOKENS, output: 0 } };
      await held.happen({ is: 'done', told, cost: { usd, how: 'told' } });
      line.tokens = TOKENS;
    }
    await book(held, this.open);
    line.cost = cost;
  }

  /** The provider tells it after all. */
  async learn(id: string, cost: number): Promise<void> {
    const held = this.lost.get(id);
    const line = this.lines.get(id);
    if (!held || !line) return;
    this.lost.delete(id);
    await held.happen({ is: 'cost', cost: { usd: fromE8(cost), how: 'told' } });
    await book(held, this.open);
    line.cost = cost;
  }

  /** The provider said no, and that it costs nothing. */
  async refuse(id: string): Promise<void> {
    const held = this.jobs.get(id);
    if (!held) return;
    this.jobs.delete(id);
    await held.happen({ is: 'failed', failed: { problem: { code: 'no-credit' }, charge: 'none' } });
    await book(held, this.open);
    this.lines.delete(id);
  }

  /** The background dies between request and answer. Another takes up what it sent, and knows no more of it. */
  async die(): Promise<void> {
    for (const id of [...this.jobs.keys()]) {
      const held = await this.#take(id);
      await held.happen({ is: 'woke' });
      if (held.state.place !== 'uncertain') throw new Error(`it is ${held.state.place}`);
      await book(held, this.open);
      this.jobs.delete(id);
      this.lost.set(id, held);
    }
  }

  /** The sum is gone, and made anew out of the rows. */
  async forget(): Promise<void> {
    await openDb().sums.clear();
  }

  /** The disk is full in the very moment in which it is counted: then it is not sent either. */
  async tear(wish: Wish): Promise<void> {
    const { held } = await this.#draft(wish);
    const put = vi.spyOn(openDb().sums, 'put').mockRejectedValueOnce(new Error('torn'));
    const sent = await send(workOf(this.open, held, wish), worstOf(wish)).then(
      () => true,
      () => false,
    );
    put.mockRestore();
    const { state } = await this.#take(held.id);
    if (sent || state.place !== 'draft' || state.counts) throw new Error('sent without being counted');
  }

  /** What the program has counted is what stands on the paper. */
  async assertAgrees(): Promise<void> {
    const { tally } = await readBooks(this.open);
    for (const budget of this.budgets) {
      const { usd, heldUsd, calls, tokens, heldTokens } = standingOf(tally, budget, this.today);
      const counted = { usd: usd + heldUsd, calls, tokens: tokens + heldTokens }[budget.unit];
      if (counted !== this.taken(budget)) throw new Error(`counted ${counted}, paper ${this.taken(budget)}`);
    }
  }

  /** Of what was let through, or cost more than the most, nobody could know. All else stays under the limit. */
  assertUnderLimits(): void {
    for (const budget of this.budgets.filter(({ isHard }) => isHard)) {
      const lines = this.linesOf(budget).filter(({ isLetThrough }) => !isLetThrough);
      const bill = lines.reduce(
        (sum, { cost, worst, tokens }) =>
          sum + { usd: Math.min(cost ?? worst ?? 0, worst ?? 0), calls: 1, tokens }[budget.unit],
        0,
      );
      if (bill > budget.limit) throw new Error(`a bill of ${bill} over a limit of ${budget.limit}`);
    }
  }
}

const isOf = ({ provider }: Budget, who: (typeof KEYS)[number]): boolean =>
  provider === undefined || provider === who.provider;

const worstOf = ({ worst }: Wish): Worst => ({
  tokens: MOST_TOKENS,
  ...(worst === undefined ? {} : { usd: worst }),
});

const workOf = (open: OpenVault, held: Held, { key }: Wish): Working => ({
  held,
  open,
  key: recordOf(KEYS[key] ?? KEYS[0]),
  signal: new AbortController().signal,
  watch: () => {},
  asksOf: () => Promise.resolve([]),
});

const codeOf = (error: unknown): string =>
  error instanceof ProblemError ? error.problem.code : `unexpected: ${String(error)}`;
