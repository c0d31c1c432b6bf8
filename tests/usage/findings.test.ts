import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../lib/keys/record';
import type { Fact } from '../../lib/providers/report';
import { type Cell, NOTHING } from '../../lib/usage/cells';
import { dayOf } from '../../lib/usage/days';
import { concernsOf, type Known, standingsOf } from '../../lib/usage/findings';
import { unusualOf, usualOf } from '../../lib/usage/unusual';

const NOON = new Date(2026, 9, 14, 12).getTime();
const DAY_MS = 86_400_000;

const key = (facts: readonly Fact[], over: Partial<KeyRecord> = {}): KeyRecord => ({
  id: 'k',
  provider: 'acme',
  kind: 'api-key',
  name: 'Home',
  environment: 'production',
  hint: '…',
  identifiers: {},
  sameness: 's',
  isEnabled: true,
  addedAtMs: 1,
  changedAtMs: 1,
  checkedAtMs: NOON - DAY_MS,
  usedAtMs: null,
  removedAtMs: null,
  report: { verdict: 'works', facts: [...facts], warnings: [] },
  lastAnswer: null,
  ...over,
});

const cell = (days: number, usd: number, over: Partial<Cell> = {}): Cell => ({
  ...NOTHING,
  jobs: 1,
  calls: 1,
  usdE8: Math.round(usd * 1e8),
  day: dayOf(NOON + days * DAY_MS),
  provider: 'acme',
  keyId: 'k',
  model: 'm',
  make: 'text',
  ...over,
});

const concerns = (over: Partial<Known>) =>
  concernsOf({ nowMs: NOON, keys: [], cells: [], damaged: 0, rates: {}, ...over });
const codes = (over: Partial<Known>) => concerns(over).map(({ code }) => code);
const usd = (name: string, amount: string): Fact => ({ name, amount, currency: 'USD' });
const month = (each: number) => Array.from({ length: 10 }, (_, at) => cell(-1 - at, each));

describe('what needs a look', () => {
  it('is nothing where nothing is wrong', () => {
    expect(
      concerns({ keys: [key([usd('balance', '50'), usd('limit', '10'), usd('limit-left', '9')])] }),
    ).toEqual([]);
  });

  it.each<[string, Fact, string[]]>([
    ['little', usd('balance', '0.99'), ['credit-low']],
    ['enough', usd('balance', '1'), []],
    ['a debt', usd('balance', '-3'), ['credit-low']],
    [
      'another coin, of which nobody knows what it is',
      { name: 'balance', amount: '0.5', currency: 'CNY' },
      [],
    ],
    ['nothing in any coin', { name: 'balance', amount: '0', currency: 'CNY' }, ['credit-low']],
    ['few credits', { name: 'credits', count: 99, unit: 'credits' }, ['credit-low']],
    ['credits enough', { name: 'credits', count: 100, unit: 'credits' }, []],
  ])('low credit: %s', (_what, fact, found) => {
    expect(codes({ keys: [key([fact])], rates: { acme: '0.01' } })).toEqual(found);
  });

  it('is credit that would not last three usual days', () => {
    const keys = [key([usd('balance', '20')])];
    expect(codes({ keys, cells: month(7) })).toEqual(['credit-low']);
    expect(codes({ keys, cells: month(6) })).toEqual([]);
  });

  it('is said once of two keys of one account, names both and is as old as the older word', () => {
    const fact = usd('balance', '0.5');
    const older = { id: 'other', checkedAtMs: NOON - 3 * DAY_MS };
    const found = concerns({ keys: [key([fact]), key([fact], older)] });
    expect(found).toMatchObject([{ keyIds: ['k', 'other'], atMs: older.checkedAtMs }]);
  });

  it.each<[string, Fact[], string[]]>([
    ['a tenth left', [usd('limit', '10'), usd('limit-left', '1')], ['limit-near']],
    ['more left', [usd('limit', '10'), usd('limit-left', '1.01')], []],
    ['what it used in all its time is not of this month', [usd('limit', '10'), usd('used', '500')], []],
    [
      'units of a plan',
      [
        { name: 'limit', count: 25, unit: 'credits' },
        { name: 'used', count: 24, unit: 'credits' },
      ],
      ['limit-near'],
    ],
    [
      'characters',
      [
        { name: 'limit', count: 10_000, unit: 'characters' },
        { name: 'characters-left', count: 500, unit: 'characters' },
      ],
      ['limit-near'],
    ],
    ['no limit at all', [usd('limit', '0'), usd('limit-left', '0')], []],
  ])('a limit nearly reached: %s', (_what, facts, found) => {
    expect(codes({ keys: [key(facts)] })).toEqual(found);
  });

  it.each([
    [15, []],
    [14, []],
    [13.9, ['key-expires']],
    [0.1, ['key-expires']],
    [-1, ['key-expired']],
  ])('an expiry in %d days', (days, found) => {
    expect(codes({ keys: [key([{ name: 'expires', atMs: NOON + days * DAY_MS }])] })).toEqual(found);
  });

  it('is nothing of keys that are removed or disabled', () => {
    const facts = [usd('balance', '0'), { name: 'expires', atMs: NOON }];
    expect(codes({ keys: [key(facts, { removedAtMs: 1 }), key(facts, { isEnabled: false })] })).toEqual([]);
  });

  it('counts what has no known price this month, and what cannot be read', () => {
    const cells = [cell(0, 0, { unknown: 2 }), cell(-40, 0, { unknown: 5 })];
    expect(concerns({ cells, damaged: 1 })).toEqual([
      { code: 'price-unknown', count: 2 },
      { code: 'entry-damaged', count: 1 },
    ]);
  });

  it('is a count that differs', () => {
    const counter = { first: { usd: '0', atMs: NOON - 9 * DAY_MS }, last: { usd: '0.12', atMs: NOON } };
    expect(concerns({ keys: [key([], { counter })] })).toMatchObject([
      { code: 'counter-more', keyId: 'k', usdE8: 12_000_000, sinceMs: NOON - 9 * DAY_MS, unknown: 0 },
    ]);
    expect(concerns({ keys: [key([], { counter })], cells: [cell(-3, 4)] })).toMatchObject([
      { code: 'counter-less', usdE8: 388_000_000 },
    ]);
  });
});

describe('the usual day', () => {
  const days = (cells: readonly Cell[]) => new Map(cells.map(({ day, usdE8 }) => [day, usdE8]));

  it('is the middle one of those on which anything was spent', () => {
    const cells = [
      cell(-1, 1),
      cell(-2, 2),
      cell(-3, 3),
      cell(-4, 4),
      cell(-9, 90),
      cell(0, 500),
      cell(-40, 1),
    ];
    expect(usualOf(days(cells), dayOf(NOON))).toBe(3e8);
    expect(usualOf(days(cells.slice(1, 5)), dayOf(NOON))).toBeUndefined();
  });

  it.each([
    [5, true],
    [4.99, false],
  ])('times %d', (today, isOdd) => {
    expect(unusualOf(days([...month(1), cell(0, today)]), dayOf(NOON)) !== undefined).toBe(isOdd);
  });

  it('of a few cents is not worth a word', () => {
    expect(unusualOf(days([...month(0.01), cell(0, 0.99)]), dayOf(NOON))).toBeUndefined();
    expect(unusualOf(days([...month(0.01), cell(0, 1)]), dayOf(NOON))).toEqual({ usdE8: 1e8, usualE8: 1e6 });
  });
});

it('balances stand with their age', () => {
  const facts = [usd('balance', '3'), { name: 'label', text: 'mine' }];
  expect(standingsOf([key(facts), key([]), key(facts, { checkedAtMs: null })])).toEqual([
    { keyId: 'k', provider: 'acme', atMs: NOON - DAY_MS, facts: [usd('balance', '3')] },
  ]);
});
