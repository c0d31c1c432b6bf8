/** What may leave, what is refused, and what is told once. */
import { describe, expect, it } from 'vitest';
import { type Asking, decide, startOf, stepOf, tell, unusual } from '../../lib/budgets/decide';
import { type Budget, NO_TALLY, type Tally, UNUSUAL } from '../../lib/budgets/record';
import { recount } from '../../lib/budgets/tally';
import { NOTHING } from '../../lib/usage/cells';
import { concernsOf } from '../../lib/usage/findings';

const TODAY = '2026-11-21';
const KEY = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const budget = (over: Partial<Budget> = {}): Budget => ({
  id: 'f'.repeat(32),
  period: 'day',
  unit: 'usd',
  limit: 1_000,
  isHard: true,
  ...over,
});
const asking = (over: Partial<Asking> = {}): Asking => ({
  provider: 'acme',
  keyId: KEY,
  usd: 100,
  tokens: 10,
  ...over,
});
const spent = (usd: number | undefined, over: object = {}): Tally =>
  recount(
    NO_TALLY,
    TODAY,
    [],
    [{ day: TODAY, provider: 'acme', keyId: KEY, round: 0, usd, tokens: 50, isHeld: false, ...over }],
  );
const codeOf = (budgets: Budget[], tally: Tally, what = asking()) =>
  decide(budgets, tally, what, TODAY)?.code;

describe('a hard budget', () => {
  it.each([
    [899, undefined],
    [900, undefined],
    [901, 'budget-reached'],
  ])('with %d of 1,000 spent and 100 at the most says %s', (usd, code) => {
    expect(codeOf([budget()], spent(usd))).toBe(code);
    expect(codeOf([budget()], spent(usd, { isHeld: true }))).toBe(code);
  });

  it('counts calls, and tokens at their most', () => {
    expect(codeOf([budget({ unit: 'calls', limit: 1 })], NO_TALLY)).toBeUndefined();
    expect(codeOf([budget({ unit: 'calls', limit: 1 })], spent(0))).toBe('budget-reached');
    expect(codeOf([budget({ unit: 'tokens', limit: 60 })], spent(0))).toBeUndefined();
    expect(codeOf([budget({ unit: 'tokens', limit: 59 })], spent(0, { isHeld: true }))).toBe(
      'budget-reached',
    );
  });

  it('of dollars lets nothing pass of which no price is known; one of calls does', () => {
    const free = asking({ usd: 0 });
    const { usd: _, ...unknown } = asking();
    expect(codeOf([budget()], NO_TALLY, unknown)).toBe('budget-no-price');
    expect(codeOf([budget({ unit: 'calls', limit: 5 })], NO_TALLY, unknown)).toBeUndefined();
    expect(codeOf([budget({ limit: 0 })], NO_TALLY, free)).toBeUndefined();
  });

  it('of tokens lets nothing pass of which nobody can tell how many it takes; others do', () => {
    const { tokens: _, ...unknown } = asking();
    expect(codeOf([budget({ unit: 'tokens', limit: 1_000_000 })], NO_TALLY, unknown)).toBe(
      'budget-no-tokens',
    );
    expect(codeOf([budget()], NO_TALLY, unknown)).toBeUndefined();
  });

  it('is for its own key or service, and counts what they spent and nobody else', () => {
    const ofKey = budget({ keyId: KEY, provider: 'acme' });
    expect(codeOf([ofKey], spent(1_000), asking({ keyId: OTHER }))).toBeUndefined();
    expect(codeOf([ofKey], spent(1_000, { keyId: OTHER }))).toBeUndefined();
    expect(codeOf([ofKey], spent(1_000))).toBe('budget-reached');
    const ofService = budget({ provider: 'acme' });
    expect(codeOf([ofService], spent(1_000, { keyId: OTHER }))).toBe('budget-reached');
    expect(codeOf([ofService], spent(1_000, { provider: 'beta' }))).toBeUndefined();
    expect(codeOf([ofService], spent(1_000), asking({ provider: 'beta' }))).toBeUndefined();
    expect(codeOf([budget()], spent(1_000), asking({ provider: 'beta', keyId: OTHER }))).toBe(
      'budget-reached',
    );
  });

  it('begins anew with its period', () => {
    const yesterday = spent(1_000, { day: '2026-11-20' });
    expect(codeOf([budget()], yesterday)).toBeUndefined();
    expect(codeOf([budget({ period: 'month' })], yesterday)).toBe('budget-reached');
    expect(codeOf([budget({ period: 'month' })], spent(1_000, { day: '2026-10-31' }))).toBeUndefined();
    expect(startOf('month', TODAY)).toBe('2026-11-01');
  });

  it('refuses whatever other budgets say; a soft one never does', () => {
    expect(codeOf([budget({ isHard: false, limit: 0 })], spent(5_000))).toBeUndefined();
    expect(codeOf([budget({ limit: 1e9 }), budget({ isHard: false }), budget({ limit: 1 })], NO_TALLY)).toBe(
      'budget-reached',
    );
  });
});

describe('how far it has come', () => {
  it.each([
    [0, 0],
    [499, 0],
    [500, 50],
    [799, 50],
    [800, 80],
    [999, 80],
    [1_000, 100],
    [9_000, 100],
  ])('%d of 1,000 is %d', (usd, step) => {
    expect(stepOf(spent(usd), budget(), TODAY)).toBe(step);
  });

  it('goes by what is known, not by the most that something could come to', () => {
    expect(stepOf(spent(900, { isHeld: true }), budget(), TODAY)).toBe(0);
  });

  it('is told once for each step and period', () => {
    const soft = [budget({ isHard: false })];
    const first = tell(soft, spent(600), TODAY);
    expect(first.isNew).toBe(true);
    expect(tell(soft, { ...spent(700), told: first.tally.told }, TODAY).isNew).toBe(false);
    const further = tell(soft, { ...spent(1_200), told: first.tally.told }, TODAY);
    expect([further.isNew, further.tally.told[budget().id]?.step]).toEqual([true, 100]);
    // A correction made it less again: what was told stays told.
    expect(tell(soft, { ...spent(100), told: further.tally.told }, TODAY).tally.told[budget().id]?.step).toBe(
      100,
    );
    const tomorrow = '2026-11-22';
    const next = tell(soft, { ...spent(600, { day: tomorrow }), told: further.tally.told }, tomorrow);
    expect([next.isNew, next.tally.told[budget().id]]).toEqual([
      true,
      { period: tomorrow, step: 50, seen: 0 },
    ]);
  });

  it('forgets budgets that are gone', () => {
    const told = { [OTHER]: { period: TODAY, step: 80, seen: 80 } };
    expect(Object.keys(tell([], { ...NO_TALLY, told }, TODAY).tally.told)).toEqual([UNUSUAL]);
  });
});

describe('a day far above the usual', () => {
  const spentOn = (amounts: Record<string, number>) =>
    recount(
      NO_TALLY,
      TODAY,
      [],
      Object.entries(amounts).map(([day, dollars]) => ({
        day,
        provider: 'acme',
        keyId: KEY,
        round: 0,
        usd: dollars * 1e8,
        tokens: 0,
        isHeld: false,
      })),
    );
  const usual = {
    '2026-11-10': 1,
    '2026-11-11': 1,
    '2026-11-12': 2,
    '2026-11-14': 1,
    '2026-11-15': 30,
  };

  it('is five times the median of the days on which anything was spent', () => {
    expect(unusual(spentOn({ ...usual, [TODAY]: 4.99 }), TODAY)).toBeUndefined();
    expect(unusual(spentOn({ ...usual, [TODAY]: 5 }), TODAY)).toEqual({ usdE8: 5e8, usualE8: 1e8 });
  });

  it('says nothing of cents, nor before it knows what is usual', () => {
    const cents = Object.fromEntries(Object.keys(usual).map((day) => [day, 0.01]));
    expect(unusual(spentOn({ ...cents, [TODAY]: 0.99 }), TODAY)).toBeUndefined();
    expect(unusual(spentOn({ ...cents, [TODAY]: 1 }), TODAY)).toBeDefined();
    const { '2026-11-10': _, ...four } = usual;
    expect(unusual(spentOn({ ...four, [TODAY]: 500 }), TODAY)).toBeUndefined();
  });

  it('is the same day that the Usage page finds', () => {
    const known = { nowMs: new Date(2026, 10, 21, 12).getTime(), keys: [], damaged: 0, rates: {} };
    const series = { provider: 'acme', keyId: KEY, model: 'm', make: 'text' as const };
    for (const today of [4.99, 5, 30]) {
      // A day of two months ago is no usual one any more, for neither.
      const amounts = { ...usual, '2026-09-25': 0.01, '2026-09-26': 0.01, [TODAY]: today };
      const cells = Object.entries(amounts).map(([day, dollars]) => ({
        ...NOTHING,
        ...series,
        day,
        usdE8: dollars * 1e8,
      }));
      const found = concernsOf({ ...known, cells }).find(({ code }) => code === 'spend-unusual');
      const told = unusual(spentOn(amounts), TODAY);
      expect(found).toEqual(told && { code: 'spend-unusual', ...told });
      expect(told === undefined).toBe(today < 5);
    }
  });

  it('is told once a day', () => {
    const first = tell([], spentOn({ ...usual, [TODAY]: 9 }), TODAY);
    expect(first.isNew).toBe(true);
    expect(tell([], { ...spentOn({ ...usual, [TODAY]: 19 }), told: first.tally.told }, TODAY).isNew).toBe(
      false,
    );
  });
});
