import { describe, expect, it } from 'vitest';
import type { ModelList } from '../../lib/models/record';
import type { Price } from '../../lib/providers/model';
import { type Cell, NOTHING } from '../../lib/usage/cells';
import { tipsOf } from '../../lib/usage/tips';

const list = (provider: string, models: Readonly<Record<string, Price>>, over = {}): ModelList => ({
  provider,
  make: 'text',
  readAtMs: 1,
  models: Object.entries(models).map(([id, price]) => ({
    id,
    name: id,
    makes: ['text'],
    takes: ['text'],
    price,
    ...over,
  })),
});

/** A million tokens in, a million out. */
const cell = (over: Partial<Cell> = {}): Cell => ({
  ...NOTHING,
  jobs: 4,
  calls: 5,
  usdE8: 10e8,
  input: 1_000_000,
  output: 1_000_000,
  day: '2026-10-14',
  provider: 'inn',
  keyId: 'k',
  model: 'acme/talker-5.2',
  make: 'text',
  ...over,
});

const each = (usd: number) => (usd / 1e6).toFixed(12);
const direct = (input: number, output: number, more: Price = {}) =>
  list('acme', { 'talker-5-2-20261001': { input: each(input), output: each(output), ...more } });

describe('a tip', () => {
  it('says what the same model would have cost directly', () => {
    expect(tipsOf([cell()], [direct(2, 5.9)])).toEqual([
      {
        code: 'direct',
        from: { provider: 'inn', model: 'acme/talker-5.2' },
        to: { provider: 'acme', model: 'talker-5-2-20261001' },
        spentE8: 10e8,
        savedE8: 210_000_000,
        jobs: 4,
      },
    ]);
  });

  it('says “directly” only of the service that made the model', () => {
    const at = (provider: string) => ({
      ...list(provider, { 'acme/talker-5-2': { input: each(1), output: each(1) } }),
    });
    const own = cell({ provider: 'acme', model: 'talker-5.2' });
    expect(tipsOf([own], [at('inn')])[0]?.code).toBe('elsewhere');
    expect(tipsOf([cell()], [at('hotel')])[0]?.code).toBe('elsewhere');
    expect(tipsOf([cell({ model: 'ac-me/talker-5.2' })], [at('acme')])[0]?.code).toBe('direct');
  });

  it.each<[string, ModelList]>([
    ['of another version', list('acme', { 'talker-5-1': { input: '0', output: '0' } })],
    ['of another size', list('acme', { 'talker-5-2-mini': { input: '0', output: '0' } })],
    [
      'that is going away',
      direct(1, 1) && {
        ...direct(1, 1),
        models: direct(1, 1).models.map((model) => ({ ...model, goneOn: '2026-12-01' })),
      },
    ],
    ['without a price for its answer', list('acme', { 'talker-5-2': { input: '0' } })],
    ['that is dearer', direct(5, 6)],
    ['that saves a few cents', direct(2, 7.95)],
    ['of pictures', { ...direct(1, 1), make: 'image' }],
  ])('never speaks of a model %s', (_what, other) => {
    expect(tipsOf([cell()], [other])).toEqual([]);
  });

  it('takes the dearer price where it depends on the length, and leaves out what is kept warm', () => {
    const steps = [{ fromInput: 200_000, input: each(3), output: each(6) }];
    expect(tipsOf([cell()], [direct(1, 1, { steps, cachedInput: '0' })])[0]?.savedE8).toBe(1e8);
  });

  it('counts a price for each request as often as one was sent', () => {
    expect(tipsOf([cell()], [direct(2, 5, { request: '0.1' })])[0]?.savedE8).toBe(250_000_000);
  });

  it('speaks only of what is known: days with an unknown price or untold tokens are left out', () => {
    expect(tipsOf([cell({ unknown: 1 }), cell({ untold: 1 })], [direct(1, 1)])).toEqual([]);
    expect(tipsOf([cell(), cell({ unknown: 1 })], [direct(1, 1)])[0]?.spentE8).toBe(10e8);
  });

  it('knows the free variant of a model at the same service, and takes the best of several', () => {
    const inn = list('inn', {
      'acme/talker-5.2': { input: '0', output: '0' },
      'acme/talker-5.2:free': { input: '0', output: '0' },
    });
    expect(tipsOf([cell()], [direct(1, 1), inn])).toMatchObject([
      { code: 'free', to: { provider: 'inn', model: 'acme/talker-5.2:free' }, savedE8: 10e8 },
    ]);
  });
});
