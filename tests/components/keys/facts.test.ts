import { describe, expect, it } from 'vitest';
import { toMoney, toShownFact } from '../../../components/keys/facts';

describe('money', () => {
  it.each([
    ['12.5', 'USD', '$12.50'],
    ['1234', 'USD', '$1,234.00'],
    ['9.9999988', 'USD', '$9.9999988'],
    ['-0.07', 'USD', '-$0.07'],
    ['110.00', 'CNY', 'CN¥110.00'],
    ['3', 'credits', '3 credits'],
  ])('%s %s is %s', (amount, currency, shown) => {
    expect(toMoney(amount, currency)).toBe(shown);
  });
});

describe('facts', () => {
  it('a count says its unit once', () => {
    expect(toShownFact({ name: 'models', count: 1200, unit: 'models' })).toEqual({
      name: 'Models',
      text: '1,200',
    });
    expect(toShownFact({ name: 'used', count: 3, unit: 'credits' })).toEqual({
      name: 'Used',
      text: '3 credits',
    });
  });

  it('a fact that nobody named before is still shown', () => {
    expect(toShownFact({ name: 'seats-left', text: '4' })).toEqual({ name: 'Seats left', text: '4' });
  });
});
