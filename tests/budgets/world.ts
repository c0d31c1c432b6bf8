/** The real gate over a real database, and beside it what a person would reckon on paper. */
import { vi } from 'vitest';
import { standingOf } from '../../lib/budgets/decide';
import { type Budget, NO_TALLY } from '../../lib/budgets/record';
import { putBudget, readBudgets, readTally } from '../../lib/budgets/store';
import { toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { ProblemError } from '../../lib/core/problem';
import { fromE8 } from '../../lib/core/usd-e8';
import { openDb } from '../../lib/db/open';
import { newState } from '../../lib/jobs/advance';
import { send, writeDown } from '../../lib/jobs/gate';
import { Held } from '../../lib/jobs/held';
import type { Request } from '../../lib/jobs/record';
import { importJobKey, sealRequest, sealState } from '../../lib/jobs/rows';
import { toReader, type Working } from '../../lib/jobs/working';
import { KEY_RECORD, type KeyRecord } from '../../lib/keys/record';
import { sealJson } from '../../lib/seal/envelope';
import { dayOf } from '../../lib/usage/days';
import { type OpenVault, requireOpen } from '../../lib/vault/session';

export const KEYS = [
  { id: 'a'.repeat(32), provider: 'acme' },
  { id: 'b'.repeat(32), provider: 'acme' },
  { id: 'c'.repeat(32), provider: 'beta' },
] as const;

/** One line on the paper. */
export interface Line {
  readonly day: string;
  readonly who: (typeof KEYS)[number];
  readonly worst: number;
  readonly isLetThrough: boolean;
  /** What the provider took; undefined as long as nobody here knows. */
  cost: number | undefined;
}

export interface Wish {
  readonly key: number;
  readonly worst: number;
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
      asked.map(({ held, wish }) => send(workOf(this.open, held, wish), { usd: wish.worst, tokens: 1 })),
    );
    for (const [at, { held, wish }] of asked.entries()) {
      const who = KEYS[wish.key] ?? KEYS[0];
      const refusal = wish.isLetThrough ? undefined : this.#reckon(wish);
      const end = ends[at];
      const code = end?.status === 'rejected' ? codeOf(end.reason) : undefined;
      if (code !== refusal) throw new Error(`said ${code}, on paper ${refusal}`);
      if (refusal !== undefined) continue;
      const { worst, isLetThrough } = wish;
      this.lines.set(held.id, { day: this.today, who, worst, isLetThrough, cost: undefined });
      this.jobs.set(held.id, held);
    }
  }

  #reckon({ key, worst }: Wish): string | undefined {
    const who = KEYS[key] ?? KEYS[0];
    for (const budget of this.budgets) {
      const isFor = budget.keyId === undefined ? isOf(budget, who) : budget.keyId === who.id;
      const more = budget.unit === 'usd' ? worst : 1;
      if (budget.isHard && isFor && this.taken(budget) + more > budget.limit) return 'budget-reached';
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
      (sum, { cost, worst }) => sum + (budget.unit === 'usd' ? (cost ?? worst) : 1),
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
    if (cost === undefined) await held.happen({ is: 'lost', problem: { code: 'no-connection' } });
    else await held.happen({ is: 'done', told: {}, cost: { usd, how: 'told' } });
    await writeDown(held, this.open, false);
    line.cost = cost;
  }

  /** The provider said no, and that it costs nothing. */
  async refuse(id: string): Promise<void> {
    const held = this.jobs.get(id);
    if (!held) return;
    this.jobs.delete(id);
    await held.happen({ is: 'failed', failed: { problem: { code: 'no-credit' }, charge: 'none' } });
    await writeDown(held, this.open, true);
    this.lines.delete(id);
  }

  /** The background dies, and another takes up what is on its way. */
  async die(): Promise<void> {
    for (const id of this.jobs.keys()) this.jobs.set(id, await this.#take(id));
  }

  /** The disk is full in the very moment in which it is counted: then it is not sent either. */
  async tear(wish: Wish): Promise<void> {
    const { held } = await this.#draft(wish);
    const put = vi.spyOn(openDb().sums, 'put').mockRejectedValueOnce(new Error('torn'));
    const sent = await send(workOf(this.open, held, wish), { usd: wish.worst, tokens: 1 }).then(
      () => true,
      () => false,
    );
    put.mockRestore();
    const { state } = await this.#take(held.id);
    if (sent || state.place !== 'draft' || state.counts) throw new Error('sent without being counted');
  }

  /** What the program has counted is what stands on the paper. */
  async assertAgrees(): Promise<void> {
    const { tally } = await readTally(this.open);
    for (const budget of this.budgets) {
      const { usd, heldUsd, calls } = standingOf(tally ?? NO_TALLY, budget, this.today);
      const counted = budget.unit === 'usd' ? usd + heldUsd : calls;
      if (counted !== this.taken(budget)) throw new Error(`counted ${counted}, paper ${this.taken(budget)}`);
    }
  }

  /** Of what was let through, or cost more than the most, nobody could know. All else stays under the limit. */
  assertUnderLimits(): void {
    for (const budget of this.budgets.filter(({ isHard }) => isHard)) {
      const lines = this.linesOf(budget).filter(({ isLetThrough }) => !isLetThrough);
      const bill = lines.reduce(
        (sum, { cost, worst }) => sum + (budget.unit === 'usd' ? Math.min(cost ?? worst, worst) : 1),
        0,
      );
      if (bill > budget.limit) throw new Error(`a bill of ${bill} over a limit of ${budget.limit}`);
    }
  }
}

const isOf = ({ provider }: Budget, who: (typeof KEYS)[number]): boolean =>
  provider === undefined || provider === who.provider;

const recordOf = (who: (typeof KEYS)[number]): KeyRecord => ({
  ...who,
  kind: 'api-key',
  name: '',
  environment: 'production',
  hint: '',
  identifiers: {},
  sameness: '',
  isEnabled: true,
  addedAtMs: 0,
  changedAtMs: 0,
  checkedAtMs: null,
  usedAtMs: null,
  removedAtMs: null,
  lastAnswer: null,
  report: { verdict: 'works', facts: [], warnings: [] },
});

/** Each use of a key stands in its record, so they have to be there. */
async function plantKeys(open: OpenVault): Promise<void> {
  await openDb().keys.clear();
  for (const who of KEYS) {
    const place = { vaultId: open.vaultId, kind: KEY_RECORD, rowId: who.id };
    const sealed = await sealJson(open.content, place, recordOf(who));
    await openDb().keys.add({ id: who.id, rev: 1, sealed, secret: null });
  }
}

const workOf = (open: OpenVault, held: Held, { key }: Wish): Working => ({
  held,
  open,
  key: recordOf(KEYS[key] ?? KEYS[0]),
  signal: new AbortController().signal,
  watch: () => {},
  asksOf: () => [],
});

const codeOf = (error: unknown): string =>
  error instanceof ProblemError ? error.problem.code : `unexpected: ${String(error)}`;
