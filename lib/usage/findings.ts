/** What needs a look, as codes and values: the words belong to the page. */
import { E8, toE8 } from '../core/usd-e8';
import type { KeyRecord } from '../keys/record';
import type { Fact } from '../providers/report';
import { type Cell, sumBy, totalOf } from './cells';
import { compare } from './counters';
import { type Day, dayOf } from './days';
import { type Spent, unusualOf, usualOf } from './unusual';

export type Concern = { readonly keyId?: string; readonly provider?: string } & (
  | {
      readonly code: 'credit-low';
      /** All keys that told just this: of one account, or of two that have the same left. */
      readonly keyIds: readonly string[];
      readonly left: Amount;
      readonly atMs: number;
    }
  | { readonly code: 'limit-near'; readonly left: Amount; readonly limit: Amount; readonly atMs: number }
  | { readonly code: 'key-expires' | 'key-expired'; readonly expiresAtMs: number; readonly days: number }
  | { readonly code: 'price-unknown'; readonly count: number }
  | {
      readonly code: 'counter-more' | 'counter-less';
      readonly usdE8: number;
      readonly sinceMs: number;
      readonly untilMs: number;
      /** Things in between whose price nobody knows. */
      readonly unknown: number;
    }
  | { readonly code: 'spend-unusual'; readonly usdE8: number; readonly usualE8: number }
  | { readonly code: 'entry-damaged'; readonly count: number }
);

/** As the service told it: `12.5 USD`, `140 credits`. */
export interface Amount {
  readonly amount: string;
  readonly unit: string;
}

/** What a key's last check learned of money and limits, and when. */
export interface Standing {
  readonly keyId: string;
  readonly provider: string;
  readonly atMs: number;
  readonly facts: readonly Fact[];
}

const OF_MONEY = new Set([
  'balance',
  'credits',
  'credits-held',
  'characters-left',
  'limit',
  'limit-left',
  'free-requests-left',
  'used',
  'expires',
]);

const isHere = ({ removedAtMs }: KeyRecord): boolean => removedAtMs === null;

export const standingsOf = (keys: readonly KeyRecord[]): Standing[] =>
  keys.filter(isHere).flatMap(({ id, provider, checkedAtMs, report }) => {
    const facts = report.facts.filter(({ name }) => OF_MONEY.has(name));
    return checkedAtMs === null || facts.length === 0
      ? []
      : [{ keyId: id, provider, atMs: checkedAtMs, facts }];
  });

export interface Known {
  readonly nowMs: number;
  readonly keys: readonly KeyRecord[];
  /** Of everything there is. */
  readonly cells: readonly Cell[];
  readonly damaged: number;
  /** Dollars for a credit, by provider. */
  readonly rates: Readonly<Record<string, string | undefined>>;
}

export function concernsOf(known: Known): Concern[] {
  const { nowMs, cells, damaged } = known;
  const today = dayOf(nowMs);
  const keys = known.keys.filter((key) => isHere(key) && key.isEnabled);
  const odd = unusualOf(byDay(cells), today);
  const { unknown } = totalOf(cells.filter(({ day }) => day.slice(0, 7) === today.slice(0, 7)));
  return [
    ...keys.flatMap((key) => [...expiryOf(key, nowMs), ...limitOf(key), ...counterOf(key, cells)]),
    ...creditOf(keys, known, today),
    ...(odd ? [{ code: 'spend-unusual' as const, ...odd }] : []),
    ...(unknown > 0 ? [{ code: 'price-unknown' as const, count: unknown }] : []),
    ...(damaged > 0 ? [{ code: 'entry-damaged' as const, count: damaged }] : []),
  ];
}

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

function expiryOf({ id, provider, report }: KeyRecord, nowMs: number): Concern[] {
  const fact = report.facts.find(({ name }) => name === 'expires');
  if (!fact || !('atMs' in fact)) return [];
  const days = Math.floor((fact.atMs - nowMs) / DAY_MS);
  if (days >= SOON_DAYS) return [];
  const code = fact.atMs <= nowMs ? 'key-expired' : 'key-expires';
  return [{ code, keyId: id, provider, expiresAtMs: fact.atMs, days: Math.max(0, days) }];
}

const named = (key: KeyRecord, name: string): Amount | undefined => {
  const fact = key.report.facts.find((one) => one.name === name);
  if (fact && 'amount' in fact) return { amount: fact.amount, unit: fact.currency };
  return fact && 'count' in fact ? { amount: String(fact.count), unit: fact.unit } : undefined;
};

const worthOf = (amount: Amount): number => Number(amount.amount);

/** A tenth of it is left. What was used counts only where nothing says what is left: it may be of other months. */
const NEAR = 0.1;

function limitOf(key: KeyRecord): Concern[] {
  const limit = named(key, 'limit');
  if (!limit || !(worthOf(limit) > 0)) return [];
  const left = named(key, 'limit-left') ?? named(key, 'characters-left') ?? restOf(limit, named(key, 'used'));
  if (!left || left.unit !== limit.unit || worthOf(left) > NEAR * worthOf(limit)) return [];
  return [
    { code: 'limit-near', keyId: key.id, provider: key.provider, left, limit, atMs: key.checkedAtMs ?? 0 },
  ];
}

/** Dollars that a key used are of all its time. */
function restOf(limit: Amount, used: Amount | undefined): Amount | undefined {
  if (!used || used.unit !== limit.unit || used.unit === 'USD') return undefined;
  return { amount: String(Math.max(0, worthOf(limit) - worthOf(used))), unit: limit.unit };
}

function counterOf({ id, provider, counter }: KeyRecord, cells: readonly Cell[]): Concern[] {
  const found =
    counter &&
    compare(
      counter,
      cells.filter(({ keyId }) => keyId === id),
    );
  if (!found) return [];
  const { moreE8, ...between } = found;
  const code = moreE8 > 0 ? 'counter-more' : 'counter-less';
  return [{ code, keyId: id, provider, usdE8: Math.abs(moreE8), ...between }];
}

type Low = Extract<Concern, { code: 'credit-low' }>;

const LOW_E8 = E8;
/** So many days like the usual one should be left. */
const USUAL_DAYS = 3;

/** A balance is the account's: two keys of one account are told of in one line, which names both. */
function creditOf(keys: readonly KeyRecord[], { cells, rates }: Known, today: Day): Concern[] {
  const told = new Map<string, Low>();
  for (const key of keys) {
    const { id, provider, checkedAtMs } = key;
    const left = named(key, 'balance') ?? named(key, 'credits');
    const leftE8 = left && dollarsIn(left, rates[provider]);
    if (!left || leftE8 === undefined) continue;
    const usual = usualOf(byDay(cells.filter((cell) => cell.provider === provider)), today);
    if (leftE8 >= Math.max(LOW_E8, USUAL_DAYS * (usual ?? 0))) continue;
    const name = `${provider} ${left.amount} ${left.unit}`;
    const { keyIds = [], atMs = checkedAtMs ?? 0 } = told.get(name) ?? {};
    // As old as the oldest of them.
    const low = { keyIds: [...keyIds, id], left, atMs: Math.min(atMs, checkedAtMs ?? 0) };
    told.set(name, { code: 'credit-low', keyId: keyIds[0] ?? id, provider, ...low });
  }
  return [...told.values()];
}

/** Undefined for another currency, or credits whose price nobody knows. Below zero it is nothing. */
function dollarsIn({ amount, unit }: Amount, rate: string | undefined): number | undefined {
  const isCredits = unit === 'credits' && rate !== undefined;
  if (unit !== 'USD' && !isCredits) return Number(amount) <= 0 ? 0 : undefined;
  const usdE8 = toE8(amount.replace(/^-.*/, '0'));
  return usdE8 === undefined || !isCredits ? usdE8 : Math.round(usdE8 * Number(rate));
}

const byDay = (cells: readonly Cell[]): Spent =>
  new Map([...sumBy(cells, ({ day }) => day)].map(([day, { usdE8 }]) => [day, usdE8]));
