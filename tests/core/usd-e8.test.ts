import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumUsd, timesUsd, usdOf } from '../../lib/core/money';
import { E8, fromE8, toE8 } from '../../lib/core/usd-e8';

describe('an amount in hundred-millionths', () => {
  it.each([
    ['0', 0],
    ['0.0000003', 30],
    ['12.34', 1_234_000_000],
    ['0.000000004999999999999999999', 0],
    ['0.000000005', 0],
    ['0.000000015', 2],
    ['0.000000025', 2],
    ['0.000000005000000000000000001', 1],
    ['0.999999999', E8],
    ['1000000', 100_000_000_000_000],
  ])('%s', (usd, amount) => {
    expect(toE8(usd)).toBe(amount);
  });

  it.each(['', '-1', '1e-7', 'NaN', '1000000.00000001', '9'.repeat(400), '.5', '1,5'])('is not %j', (usd) => {
    expect(toE8(usd)).toBeUndefined();
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 * E8 }), (amount) => {
        expect(toE8(fromE8(amount))).toBe(amount);
        if (amount > 0) expect(fromE8(-amount)).toBe(`-${fromE8(amount)}`);
      }),
    );
  });

  it('is off by half a hundred-millionth at most, and to neither side', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 20n });
    fc.assert(
      fc.property(digits, (units) => {
        const text = units.toString().padStart(21, '0');
        const exact = units;
        const rounded = BigInt(toE8(`${text.slice(0, -20)}.${text.slice(-20)}`) ?? -1) * 10n ** 12n;
        const off = rounded - exact;
        expect(off <= 5n * 10n ** 11n && off >= -5n * 10n ** 11n).toBe(true);
        if (off === 5n * 10n ** 11n || off === -5n * 10n ** 11n) expect((rounded / 10n ** 12n) % 2n).toBe(0n);
      }),
    );
  });

  it('adds up a million tiny prices to the last digit, where floats do not', () => {
    const price = '0.0000003';
    let sum = 0;
    let float = 0;
    for (let at = 0; at < 1_000_000; at += 1) {
      sum += toE8(price) ?? Number.NaN;
      float += Number(price);
    }
    expect(fromE8(sum)).toBe('0.3');
    expect(float).not.toBe(0.3);
  });
});

describe('decimal strings', () => {
  it('are multiplied by parts of one as well', () => {
    expect(timesUsd('0.01', 12.3)).toBe('0.123');
    expect(timesUsd('0.02', 6.5)).toBe('0.13');
    expect(timesUsd('0.0000003', 1_234_567)).toBe('0.3703701');
    expect(timesUsd('5', -1)).toBe('0');
    expect(timesUsd('5', Number.NaN)).toBe('0');
  });

  it('are never made of what is no amount', () => {
    expect([1e300, -1, Number.NaN, Infinity, '', ' ', null, '1e300', 1e12].map(usdOf)).toEqual(
      Array(9).fill(undefined),
    );
    expect(usdOf(3e-7)).toBe('0.0000003');
    expect(usdOf('3e-7')).toBe('0.0000003');
    expect([19.4, 0.1 + 0.2, 20 * 0.97, 123_456.78, 1e-15, 6.02e-11, 0.1, 1e11].map(usdOf)).toEqual([
      '19.4',
      '0.3',
      '19.4',
      '123456.78',
      '0.000000000000001',
      '0.0000000000602',
      '0.1',
      '100000000000',
    ]);
    expect(sumUsd(['0.0000003', '0.1', '12'])).toBe('12.1000003');
  });
});
