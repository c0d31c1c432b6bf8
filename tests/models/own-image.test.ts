/** The picture that a tool asks for: which model, whose key, and what it will cost. */
import { expect, it } from 'vitest';
import type { KeyRecord } from '../../lib/keys/record';
import { chooseOwnImage } from '../../lib/models/own-image';
import type { ModelList } from '../../lib/models/record';

const key = (id: string, provider: string, over: Partial<KeyRecord> = {}): KeyRecord => ({
  ...{ id, provider, kind: 'api-key', name: id, environment: 'production', hint: '…', identifiers: {} },
  ...{ sameness: id, isEnabled: true, addedAtMs: 1, changedAtMs: 1, checkedAtMs: 1, usedAtMs: null },
  ...{ removedAtMs: null, report: { verdict: 'works', facts: [], warnings: [] }, lastAnswer: null },
  ...over,
});
const list = (provider: string, ...models: [id: string, rank: number, image?: string][]): ModelList => ({
  provider,
  make: 'image',
  readAtMs: 1,
  models: models.map(([id, rank, image]) => ({
    ...{ id, name: id, makes: ['image'], takes: ['text'], rank },
    ...(image ? { price: { image } } : {}),
  })),
});
const lists = [list('inn', ['inn-2', 2, '0.04'], ['inn-1', 1]), list('mill', ['mill-0', 0, '0.02'])];
const none = { choices: undefined, defaults: {} };
const rejected = { report: { verdict: 'rejected' as const, facts: [], warnings: [] } };

it('is made with the first sensible model that somebody can pay for', () => {
  const chosen = chooseOwnImage({ ...none, lists, keys: [key('a', 'inn')] });
  expect(chosen).toMatchObject({ provider: 'inn', model: 'inn-1', key: { id: 'a' }, estimate: undefined });
  const both = chooseOwnImage({ ...none, lists, keys: [key('a', 'inn'), key('b', 'mill')] });
  expect(both).toMatchObject({ model: 'mill-0', estimate: { leastUsd: '0.02', mostUsd: '0.02' } });
});

it('is made with what the person chose, the default before what was used last', () => {
  const mill = { provider: 'mill', model: 'mill-0' };
  const inn = { provider: 'inn', model: 'inn-2' };
  const keys = [key('a', 'inn'), key('b', 'mill')];
  const choices = { defaults: { image: inn }, lastUsed: { image: mill } };
  expect(chooseOwnImage({ choices, lists, keys, defaults: {} })).toMatchObject({
    ...inn,
    key: { id: 'a' },
    estimate: { mostUsd: '0.04' },
  });
  expect(chooseOwnImage({ choices: { ...choices, defaults: {} }, lists, keys, defaults: {} })).toMatchObject(
    mill,
  );
});

it('passes over a choice that has no key left', () => {
  const choices = { defaults: { image: { provider: 'gone', model: 'x' } }, lastUsed: {} };
  const keys = [key('a', 'inn', { isEnabled: false }), key('b', 'mill')];
  expect(chooseOwnImage({ choices, lists, keys, defaults: {} })?.provider).toBe('mill');
  expect(chooseOwnImage({ choices, lists, keys: keys.slice(0, 1), defaults: {} })).toBeUndefined();
});

it('knows no price of a model typed by hand, and says so', () => {
  const choices = { defaults: { image: { provider: 'inn', model: 'typed' } }, lastUsed: {} };
  const chosen = chooseOwnImage({ choices, lists, keys: [key('a', 'inn')], defaults: {} });
  expect(chosen).toMatchObject({ model: 'typed', known: undefined, estimate: undefined });
});

it('is paid with the default key, else with one that was not rejected', () => {
  const keys = [key('a', 'inn', rejected), key('b', 'inn'), key('c', 'inn')];
  const payer = (defaults: Record<string, string>, of = keys) =>
    chooseOwnImage({ choices: undefined, lists, keys: of, defaults })?.key.id;
  expect(payer({ inn: 'c' })).toBe('c');
  expect(payer({})).toBe('b');
  expect(payer({}, keys.slice(0, 1))).toBe('a');
});
