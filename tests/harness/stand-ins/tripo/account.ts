/**
 * Whose credits are whose: held when a task is made, kept when it is done, given back when it is not. It counts what
 * it made and what it took, so that a second creation for one wish is seen by any test.
 */

export interface Books {
  /** Tasks that were made: with their own words, if they have some. */
  readonly creations: { readonly id: string; readonly kind: string; readonly words: string }[];
  /** Credits that it took in all. */
  taken: number;
  balance: number;
  frozen: number;
  readonly uploads: string[];
  /** When pictures came, in the last minute. */
  readonly uploadTimes: number[];
}

/** Of this account some credits are held by work elsewhere, from the start. */
const HELD_ELSEWHERE = 30;

/** For tests with patience of their own: how long things take, how much there is, how much at once. */
export const rules = {
  balance: 9_876.5,
  /** Each task waits so long, and then works so long, unless its script says otherwise. */
  queuedMs: 0,
  runningMs: 0,
  /** An address of a file is good for so long. */
  addressMs: 300_000,
  uploadsPerMinute: 10,
  retryAfterSeconds: 1,
  /** The records of what was used come after what was used. */
  recordsLagMs: 0,
};

const accounts = new Map<string, Books>();
const aliases = new Map<string, string>();

/** Two keys of one account: one purse, one list of what was used; what one made the other cannot read. */
export const shareAccount = (key: string, other: string): void => void aliases.set(other, key);

export function booksOf(key: string): Books {
  const name = aliases.get(key) ?? key;
  const known = accounts.get(name);
  if (known) return known;
  const { balance } = rules;
  const books: Books = {
    creations: [],
    taken: 0,
    balance,
    frozen: HELD_ELSEWHERE,
    uploads: [],
    uploadTimes: [],
  };
  accounts.set(name, books);
  return books;
}

export function forgetAccounts(): void {
  accounts.clear();
}

export const isOfOneAccount = (key: string, other: string): boolean => booksOf(key) === booksOf(other);

export function hold(books: Books, price: number): boolean {
  if (books.balance < price) return false;
  books.balance = cents(books.balance - price);
  books.frozen = cents(books.frozen + price);
  return true;
}

/** `kept`: what of it is taken for good; a reduction may make it less than what was held. */
export function settle(books: Books, price: number, kept: number): void {
  books.frozen = cents(books.frozen - price);
  books.balance = cents(books.balance + price - kept);
  books.taken = cents(books.taken + kept);
}

const cents = (amount: number) => Math.round(amount * 100) / 100;
