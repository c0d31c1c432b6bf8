/** What is counted, taken back and kept: whatever the clock does, and in whatever order requests end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Count } from '../../lib/budgets/count';
import { NO_TALLY, type Tally } from '../../lib/budgets/record';
import { recount, sumSince } from '../../lib/budgets/tally';

const KEY = 'a'.repeat(32);
const count = (over: Partial<Count> = {}): Count => ({
  day: '2026-11-21',
  provider: 'acme',
  keyId: KEY,
  round: 0,
  usd: 100,
  tokens: 10,
  isHeld: false,
  ...over,
});
const everything = () => true;
const all = (tally: Tally) => sumSince(tally, '', everything);

const days = ['2026-10-31', '2026-11-01', '2026-11-20', '2026-11-21', '2026-11-22'];
const counts = fc.array(
  fc.record({
    day: fc.constantFrom(...days),
    provider: fc.constantFrom('acme', 'beta'),
    keyId: fc.constantFrom(KEY, 'b'.repeat(32)),
    round: fc.constant(0),
    usd: fc.option(fc.nat(1e9), { nil: undefined }),
    tokens: fc.nat(1e6),
    isHeld: fc.boolean(),
  }),
  { maxLength: 30 },
);

describe('the sum', () => {
  it('is that of what counts at the end, in whatever order it was held and settled', () => {
    fc.assert(
      fc.property(counts, counts, fc.constantFrom(...days.slice(3)), (held, settled, today) => {
        let tally = recount(NO_TALLY, today, [], held);
        for (const [at, before] of held.entries()) {
          const after = settled[at];
          tally = recount(tally, today, [before], after ? [after] : []);
        }
        const left = held.flatMap((_, at) => settled[at] ?? []);
        expect(all(tally)).toEqual(all(recount(NO_TALLY, today, [], left)));
      }),
    );
  });

  it('begins with its period: the day before and the month before do not count', () => {
    const tally = recount(
      NO_TALLY,
      '2026-11-21',
      [],
      days.map((day) => count({ day })),
    );
    expect(sumSince(tally, '2026-11-21', everything).usd).toBe(200);
    expect(sumSince(tally, '2026-11-01', everything).usd).toBe(400);
  });

  it('counts what was spent under a day that is ahead, when the clock goes back or somebody flies west', () => {
    const tally = recount(NO_TALLY, '2026-11-22', [], [count({ day: '2026-11-22' })]);
    expect(sumSince(recount(tally, '2026-11-21', [], []), '2026-11-21', everything).usd).toBe(100);
  });

  it('brings home what was spent under a clock that ran years ahead, and takes it back from there', () => {
    const ahead = count({ day: '2031-03-03', isHeld: true });
    const wrong = recount(recount(NO_TALLY, '2026-11-21', [], [count()]), '2031-03-03', [], [ahead]);
    const right = recount(wrong, '2026-11-21', [], []);
    expect(Object.keys(right.days)).toEqual(['2026-11-21']);
    expect(all(right)).toMatchObject({ usd: 100, heldUsd: 100 });
    expect(all(recount(right, '2026-11-21', [ahead], []))).toMatchObject({ usd: 100, heldUsd: 0, calls: 1 });
  });

  it('is not lost to a clock that ran ahead for a minute', () => {
    const before = recount(NO_TALLY, '2026-11-21', [], [count()]);
    const after = recount(before, '2029-01-01', [], [count({ day: '2029-01-01', usd: 1 })]);
    expect(sumSince(recount(after, '2026-11-21', [], []), '2026-11-01', everything).usd).toBe(101);
  });

  it('keeps two months of days and no more', () => {
    let tally: Tally = NO_TALLY;
    const first = Date.UTC(2026, 0, 1, 12);
    for (let at = 0; at < 200; at += 1) {
      const day = new Date(first + at * 86_400_000).toISOString().slice(0, 10);
      tally = recount(tally, day, [], [count({ day })]);
    }
    expect(Object.keys(tally.days)).toHaveLength(62);
    expect(Object.keys(tally.days).sort().at(-1)).toBe('2026-07-19');
  });

  it('never goes below nothing', () => {
    const tally = recount(
      recount(NO_TALLY, '2026-11-21', [], [count()]),
      '2026-11-21',
      [count(), count()],
      [],
    );
    expect(all(tally)).toEqual({ usd: 0, tokens: 0, calls: 0, heldUsd: 0, heldTokens: 0, unpriced: 0 });
  });
});
