/** The page's side of its search: a worker that is given the content key, and ends with the page's use of it. */
import { type Problem, problem } from '../../lib/core/problem';
import type { Found, FromSearch, Query, Standing, ToSearch } from '../../lib/library/talk';

export interface Searching {
  readonly standing: Standing | undefined;
  readonly problem: Problem | undefined;
}

/** What a worker is to us. */
export interface Partner {
  postMessage(message: ToSearch): void;
  onmessage: ((event: MessageEvent<FromSearch>) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  terminate(): void;
}

interface Waiting {
  readonly question: ToSearch;
  settle(found: Found): void;
  fail(reason: Error): void;
}

export class Search {
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<() => void>();
  #partner: Partner | undefined;
  #isOver = false;
  #last = 0;
  #state: Searching = { standing: undefined, problem: undefined };

  /** `changes` calls back when something that is searched changed; it returns what ends that. */
  start(make: () => Partner, begin: Extract<ToSearch, { is: 'begin' }>): void {
    if (this.#isOver || this.#partner) return;
    const partner = make();
    this.#partner = partner;
    partner.onmessage = ({ data }) => this.#hear(data);
    partner.onerror = () => this.#set({ ...this.#state, problem: problem('search-broken') });
    partner.postMessage(begin);
  }

  changed(): void {
    this.#partner?.postMessage({ is: 'changed' });
  }

  /** Answers as soon as there is something to search in. */
  find(query: Query, from: number, count: number): Promise<Found> {
    return new Promise((settle, fail) => {
      this.#last += 1;
      const question: ToSearch = { is: 'find', number: this.#last, query, from, count };
      this.#waiting.set(this.#last, { question, settle, fail });
      if (this.#state.standing) this.#partner?.postMessage(question);
    });
  }

  readonly subscribe = (react: () => void): (() => void) => {
    this.#listeners.add(react);
    return () => this.#listeners.delete(react);
  };

  readonly read = (): Searching => this.#state;

  /** At a lock, and when the page goes: the words it held in memory go with it. */
  end(): void {
    this.#isOver = true;
    this.#partner?.terminate();
    this.#partner = undefined;
    this.#waiting.clear();
  }

  #hear(said: FromSearch): void {
    if (said.is === 'failed') this.#set({ ...this.#state, problem: said.problem });
    if (said.is === 'found') {
      this.#waiting.get(said.number)?.settle(said.found);
      this.#waiting.delete(said.number);
    }
    if (said.is !== 'standing') return;
    const isFirst = this.#state.standing === undefined;
    this.#set({ standing: said.standing, problem: undefined });
    if (isFirst) for (const { question } of this.#waiting.values()) this.#partner?.postMessage(question);
  }

  #set(state: Searching): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
