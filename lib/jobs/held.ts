/**
 * A job that the background has in hand: its opened halves and its own key, with which its state is sealed even
 * after the vault locked. One writer for each job, in turn; the row's `rev` is looked at all the same.
 */
import { fail } from '../core/problem';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import type { JobRow, NumberedRow, SealedRow } from '../db/tables';
import type { SealKey } from '../seal/envelope';
import { advance } from './advance';
import { mayBeFound } from './afterwards';
import type { Happening } from './happening';
import { isOver, type Request, type State } from './record';
import { importJobKey, openRequest, openState, type Reader, sealState } from './rows';

/** For so long after its end the cost of a job is asked after. */
export const COST_MS = 10 * 60_000;

/** There is still something to do: it is not over, not in the books, not found, or its cost is still to come. */
export const isOpen = (state: State, nowMs = Date.now()): boolean =>
  !isOver(state.place) || state.isBooked !== true || awaitsFinding(state) || awaitsCost(state, nowMs);

/** Its provider's records are searched by themselves: once more also when the time for it went by while nobody could. */
export const awaitsFinding = (state: State): boolean => mayBeFound(state) && state.findUntilMs !== undefined;

export const awaitsCost = (state: State, nowMs: number): boolean =>
  isOver(state.place) &&
  state.generationId !== undefined &&
  state.cost?.how !== 'told' &&
  state.charge !== 'none' &&
  nowMs < (state.endedAtMs ?? 0) + COST_MS;

export class Held {
  readonly #inTurn = newTurn();
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
  happen(happening: Happening, entries: readonly NumberedRow[] = [], tally?: SealedRow): Promise<State> {
    return this.#inTurn(async () => {
      const next = advance(this.#state, happening, Date.now());
      if (next === this.#state && entries.length === 0) return next;
      await this.#write(next, entries, tally);
      this.#state = next;
      return next;
    });
  }

  async #write(next: State, entries: readonly NumberedRow[], tally?: SealedRow): Promise<void> {
    const state = await sealState(this.vaultId, this.id, this.jobKey, next);
    const { jobs, ledger, sums } = openDb();
    await openDb().transaction('rw', [jobs, ledger, sums], async () => {
      const row = await jobs.get(this.n);
      if (row?.rev !== this.#rev) return fail('job-gone');
      const { open: _, ...rest } = row;
      await jobs.put({ ...rest, rev: row.rev + 1, state, ...(isOpen(next) ? { open: 1 as const } : {}) });
      for (const entry of entries) await ledger.add(entry);
      if (!tally) return;
      if (((await sums.get(tally.id))?.rev ?? 0) !== tally.rev - 1) return fail('books-moved');
      await sums.put(tally);
    });
    this.#rev += 1;
  }
}
