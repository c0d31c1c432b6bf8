import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure } from '../../../components/vault/strength';
import { strengthWords } from '../../../components/vault/strengthWords';
import { suggestPassphrase } from '../../../components/vault/suggest';

describe('weak ones are refused', () => {
  it.each([
    'a',
    'password',
    'p@ssw0rd123!',
    'qwertyuiop',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'abcdefghijkl',
    '19841984',
  ])('%s', async (passphrase) => {
    expect((await measure(passphrase)).isStrong).toBe(false);
  });

  // All of these take more than 10^8 guesses, and fewer than 10^10.
  it.each(['correct horse', 'kestrel pony', 'lantern orbit', 'maple thistle', 'tz8Kq1vbX'])(
    '%s, which is almost strong enough',
    async (passphrase) => {
      expect(await measure(passphrase)).toMatchObject({ score: 3, isStrong: false });
    },
  );

  it('with a reason that has words', async () => {
    const { reason = '' } = await measure('password');
    expect(strengthWords.reasons[reason]).toContain('most used');
  });
});

describe('strong ones are taken', () => {
  it.each(['correct horse battery staple', 'пароль очень длинный и странный', '🔥 keep 🔥 these 🔥 keys 🔥'])(
    '%s',
    async (passphrase) => {
      expect(await measure(passphrase)).toEqual({ score: 4, isStrong: true, reason: undefined });
    },
  );

  it('every suggestion is one of them, and no two are alike', async () => {
    const suggestions = await Promise.all(Array.from({ length: 100 }, suggestPassphrase));
    expect(new Set(suggestions).size).toBe(100);
    for (const suggestion of suggestions) {
      expect(suggestion).toMatch(/^([a-z]+ ){5}[a-z]+$/);
      expect((await measure(suggestion)).isStrong).toBe(true);
    }
  });
});

it('every word of the list is drawn about as often as any other', async () => {
  const counts = new Map<string, number>();
  for (let drawn = 0; drawn < 4_000; drawn += 1)
    for (const word of (await suggestPassphrase()).split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  // 24,000 draws over 2,048 words: about 12 each. Chi-square with 2,047 degrees of freedom stays under
  // 2,400 in all but one of ten million runs.
  const expected = 24_000 / 2_048;
  const seen = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const unseen = (2_048 - counts.size) * expected;
  expect(seen + unseen).toBeLessThan(2_400);
});

it('looks at no more than the first 100 characters, whatever is pasted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 100, maxLength: 120, unit: 'grapheme-ascii' }), async (text) => {
      const whole = await measure(text + 'x'.repeat(10_000));
      expect(whole).toEqual(await measure(text.slice(0, 100)));
    }),
    { numRuns: 10 },
  );
});
