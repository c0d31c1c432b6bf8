/**
 * A job that the background has in hand: its opened halves and its own key, with which its state is sealed even
 * after the vault locked. One writer for each job, in turn; the row's `rev` is looked at all the same.
 */
import type { By } from '../activity/sent';
import type { Traces } from '../activity/write';
import type { Exchange } from '../core/exchange';
import { fail } from '../core/problem';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import type { JobRow, NumberedRow, SealedRow } from '../db/tables';
import type { SealKey } from '../seal/envelope';
import { advance } from './advance';
import { mayBeFound } from './afterwards';
import { withCostUntil } from './findable';
import type { Happening } from './happening';
import { lasting } from './lasting';
import { Leaving } from './leaving';
import { isOver, type Request, type State } from './record';
import { importJobKey, openRequest, openState, type Reader, sealState } from './rows';

/** There is still something to do: it is not over, not in the books, not found, or its cost is still to come. */
export const isOpen = (state: State): boolean =>
  !isOver(state.place) || state.isBooked !== true || state.sent !== undefined || awaitsAnswer(state);

/** It is over, and its provider is still to be asked something about it. */
export const awaitsAnswer = (state: State): boolean =>
  awaitsFinding(state) || awaitsComparing(state) || awaitsCost(state);

/** Before that it is not destroyed. A price that was told and is only looked at once more keeps nobody waiting. */
export const isSettled = (state: State): boolean =>
  isOver(state.place) &&
  state.isBooked === true &&
  !awaitsFinding(state) &&
  !awaitsComparing(state) &&
  (!awaitsCost(state) || state.cost?.how === 'told');

/** What is written together with a change. */
interface Also {
  readonly entries?: readonly NumberedRow[];
  readonly tally?: SealedRow | undefined;
  readonly traces?: Traces;
  /** What left for it goes into the record with this; called when it is there. */
  readonly told?: () => void;
}

/** Its provider's records are searched by themselves: once more also when the time for it went by while nobody could. */
export const awaitsFinding = (state: State): boolean => mayBeFound(state) && state.findUntilMs !== undefined;

export const awaitsComparing = ({ compareUntilMs }: State): boolean => compareUntilMs !== undefined;

export const awaitsCost = ({ place, costUntilMs }: State): boolean =>
  isOver(place) && costUntilMs !== undefined;

/** What came of a request: never told again, so it is written in any case. */
const ANSWERS: ReadonlySet<Happening['is']> = new Set(['round', 'done', 'failed', 'lost']);

export class Held {
  readonly #inTurn = newTurn();
  readonly leaving: Leaving;
  #rev: number;
  #state: State;

  private constructor(
    readonly n: number,
    readonly vaultId: string,
    readonly request: Request,
    readonly jobKey: SealKey,
    rev: number,
    state: State,
  ) {
    this.#rev = rev;
    this.#state = state;
    this.leaving = new Leaving(state.sent);
  }

  static async open(reader: Reader, row: JobRow): Promise<Held> {
    const request = await openRequest(reader, row);
    const jobKey = await importJobKey(request);
    const state = await openState(reader.vaultId, row, jobKey);
    return new Held(row.n ?? 0, reader.vaultId, request, jobKey, row.rev, state);
  }

  get id(): string {
    return this.request.id;
  }
  get state(): State {
    return this.#state;
  }

  /** Acknowledged means written. What else belongs to the change is written in the same transaction. */
  happen(happening: Happening, also: Omit<Also, 'told'> = {}): Promise<State> {
    return this.#inTurn(async () => {
      const next = this.#asking(advance(this.#state, happening, Date.now()));
      if (next === this.#state && !also.entries?.length) return next;
      return ANSWERS.has(happening.is) ? lasting(() => this.#write(next, also)) : this.#write(next, also);
    });
  }

  #asking(next: State): State {
    const hasEnded = isOver(next.place) && !isOver(this.#state.place);
    return hasEnded ? withCostUntil(this.request, next, Date.now()) : next;
  }

  /** As it stands, with what left meanwhile. */
  write(also: Also = {}): Promise<State> {
    return this.#inTurn(() => this.#write(this.#state, also));
  }

  /**
   * A request left. It goes into the row with the next change; one that may cost money at once, beside its own
   * answer, which may never come.
   */
  readonly leave = (exchange: Exchange, by: By): void => {
    this.leaving.add(exchange, by);
    if (exchange.isBilled) void this.write().catch(() => undefined);
  };

  /** Of a file, which no key fetches. */
  readonly leaveFile = (exchange: Exchange): void =>
    this.leaving.add(exchange, { provider: this.request.provider });

  async #write(changed: State, also: Also): Promise<State> {
    const { sent: _, ...rest } = changed;
    const { sent } = this.leaving.take();
    const next: State = sent.length > 0 && !also.told ? { ...rest, sent: [...sent] } : rest;
    await this.#put(next, also);
    this.#state = next;
    also.told?.();
    return next;
  }

  async #put(next: State, { entries = [], tally, traces }: Also): Promise<void> {
    const state = await sealState(this.vaultId, this.id, this.jobKey, next);
    const { jobs, ledger, sums } = openDb();
    await openDb().transaction('rw', [jobs, ledger, sums, ...(traces?.tables ?? [])], async () => {
      const row = await jobs.get(this.n);
      if (row?.rev !== this.#rev) return fail('job-gone');
      const { open: _, ...rest } = row;
      await jobs.put({ ...rest, rev: row.rev + 1, state, ...(isOpen(next) ? { open: 1 as const } : {}) });
      for (const entry of entries) await ledger.add(entry);
      if (traces) await traces.add();
      if (!tally) return;
      if (((await sums.get(tally.id))?.rev ?? 0) !== tally.rev - 1) return fail('books-moved');
      await sums.put(tally);
    });
    this.#rev += 1;
  }
}
