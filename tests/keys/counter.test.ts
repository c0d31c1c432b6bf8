/** What a service counts on a key is remembered with each check: as it was first seen, and last. */
import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { check } from '../../lib/keys/change';
import { forgetKeys, readKeys } from '../../lib/keys/reads';
import { add, replace } from '../../lib/keys/save';
import { apiKey, draft, network, newVault } from './bench';

const counts = (usage: number) =>
  network.mockImplementation(async (url) =>
    url.endsWith('/key')
      ? Response.json({
          data: { label: 'mine', usage, limit: null, limit_remaining: null, is_free_tier: false },
        })
      : new Response('{}', { status: 403 }),
  );

const counterOf = async (id: string) => {
  forgetKeys();
  const counter = (await readKeys()).keys.find((key) => key.id === id)?.counter;
  return counter && [counter.first.usd, counter.last.usd];
};

beforeEach(async () => {
  await newVault();
});

it('from its first check on, and anew for another secret', async () => {
  const one = draft();
  counts(1.25);
  await add(one);
  expect(await counterOf(one.id)).toEqual(['1.25', '1.25']);
  counts(1.37);
  await check(one.id);
  expect(await counterOf(one.id)).toEqual(['1.25', '1.37']);
  network.mockRejectedValue(new TypeError('Failed to fetch'));
  await check(one.id);
  expect(await counterOf(one.id)).toEqual(['1.25', '1.37']);
  counts(0.5);
  await replace({ id: one.id, kind: one.kind, fields: { apiKey: apiKey('7') } });
  expect(await counterOf(one.id)).toEqual(['0.5', '0.5']);
});
