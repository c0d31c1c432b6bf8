/** What pictures cost by a model's price: never a zero where nobody knows. */
import { expect, it } from 'vitest';
import { estimateImages } from '../../lib/models/estimate';
import { costOfImages, withPrices } from '../../lib/models/price';
import type { Model, Price } from '../../lib/providers/model';

const model = (price?: Price): Model => ({
  ...{ id: 'acme/painter', name: 'Painter', makes: ['image'], takes: ['text'] },
  ...(price ? { price } : {}),
});

it.each<[string, Price | undefined, number, string | undefined]>([
  ['nothing', undefined, 1, undefined],
  ['the picture', { image: '0.04' }, 3, '0.12'],
  ['the picture and the request', { image: '0.04', request: '0.01' }, 2, '0.09'],
  ['the request alone', { request: '0.08' }, 4, '0.08'],
  ['a request that costs nothing', { request: '0' }, 1, undefined],
  ['tokens, of which nobody knows how many', { input: '0.001', output: '0.002' }, 1, undefined],
  ['tokens and the request', { input: '0.001', output: '0.002', request: '0.08' }, 1, undefined],
])('told by %s', (_what, price, count, usd) => {
  expect(costOfImages(price, count)).toBe(usd);
  expect(estimateImages(model(price), count)?.mostUsd).toBe(usd);
});

it('a price that was asked for stands with its model, under its day', () => {
  const list = { provider: 'inn', make: 'image' as const, readAtMs: 1 };
  const atMs = Date.UTC(2026, 10, 21, 12);
  const priced = (told: object) =>
    withPrices({
      ...list,
      models: [model({ output: '0.01' })],
      prices: { 'acme/painter': { atMs, ...told } },
    }).models[0]?.price;
  expect(priced({ usd: '0.04' })).toEqual({ output: '0.01', image: '0.04', asOf: '2026-11-21' });
  expect(priced({})).toEqual({ output: '0.01' });
});
