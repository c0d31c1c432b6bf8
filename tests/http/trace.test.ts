import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasTrace } from '../../lib/http/trace';

describe('the search for a secret in what a provider says', () => {
  it('finds any run of eight characters', () => {
    const secret = fc.string({ minLength: 8, maxLength: 80 });
    fc.assert(
      fc.property(secret, fc.nat(), fc.string(), fc.string(), (whole, from, before, after) => {
        const at = from % (whole.length - 7);
        return hasTrace(before + whole.slice(at, at + 8) + after, [whole]);
      }),
    );
  });

  it('finds the whole of a short one, and nothing of an empty one', () => {
    expect(hasTrace('pin 1234', ['1234'])).toBe(true);
    expect(hasTrace('anything', [''])).toBe(false);
  });

  it('lets a masked label pass', () => {
    expect(hasTrace('au7...890', ['au7f00d1beef5678890'])).toBe(false);
  });
});
