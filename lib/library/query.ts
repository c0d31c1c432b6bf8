/** What is looked for in the library, and in which order it is shown. */
import type { Make } from '../jobs/record';
import type { Entry } from './record';
import { hasWords, wordsIn } from './words';

export const ORDERS = ['newest', 'oldest', 'costly', 'large'] as const;
export type Order = (typeof ORDERS)[number];

/** Of the costs, each from and below: in dollars. */
export const COSTS = ['any', 'free', 'cent', 'ten-cents', 'more', 'unknown'] as const;
export type CostRange = (typeof COSTS)[number];

export interface Query {
  readonly text: string;
  readonly make: Make | 'all';
  readonly provider: string;
  readonly model: string;
  readonly cost: CostRange;
  readonly isFavourite: boolean;
  /** Not older than this; 0 for any. */
  readonly sinceMs: number;
  readonly order: Order;
}

export const EVERYTHING: Query = {
  text: '',
  make: 'all',
  provider: '',
  model: '',
  cost: 'any',
  isFavourite: false,
  sinceMs: 0,
  order: 'newest',
};

export const isNarrowing = ({ order: _, ...query }: Query): boolean =>
  wordsIn(query.text).length > 0 ||
  Object.entries(query).some(([name, value]) => name !== 'text' && value !== EVERYTHING[name as 'make']);

/** The newest first and nothing left out: the numbers of the rows say as much. */
export const isPlain = (query: Query): boolean => query.order === 'newest' && !isNarrowing(query);

type Test = (entry: Entry) => boolean;

export function toTest(query: Query, isFavourite: (id: string) => boolean): Test {
  const typed = wordsIn(query.text);
  return (entry) =>
    (query.make === 'all' || entry.make === query.make) &&
    (query.provider === '' || entry.provider === query.provider) &&
    (query.model === '' || entry.model === query.model) &&
    entry.atMs >= query.sinceMs &&
    isWithin(query.cost, entry.usd) &&
    (!query.isFavourite || isFavourite(entry.id)) &&
    hasWords(entry.words, typed);
}

function isWithin(range: CostRange, usd: string | undefined): boolean {
  if (range === 'any' || range === 'unknown') return range === 'any' || usd === undefined;
  if (usd === undefined) return false;
  const dollars = Number(usd);
  if (range === 'free') return dollars === 0;
  if (range === 'cent') return dollars > 0 && dollars < 0.01;
  return range === 'ten-cents' ? dollars >= 0.01 && dollars < 0.1 : dollars >= 0.1;
}

type Compare = (a: Entry, b: Entry) => number;

const newest: Compare = (a, b) => b.n - a.n;
/** What is not known stands behind what is. */
const dollarsOf = ({ usd }: Entry): number => (usd === undefined ? -1 : Number(usd));

const orders: Readonly<Record<Order, Compare>> = {
  newest,
  oldest: (a, b) => a.n - b.n,
  costly: (a, b) => dollarsOf(b) - dollarsOf(a) || newest(a, b),
  large: (a, b) => b.bytes - a.bytes || newest(a, b),
};

export const inOrder = (entries: readonly Entry[], order: Order): Entry[] => [...entries].sort(orders[order]);
