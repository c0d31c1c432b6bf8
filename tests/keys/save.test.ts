import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openDb } from '../../lib/db/open';
import { cancel } from '../../lib/keys/cancel';
import { check, edit, makeDefault } from '../../lib/keys/change';
import { readKeys } from '../../lib/keys/reads';
import { add, replace } from '../../lib/keys/save';
import { lock } from '../../lib/vault/vault';
import { apiKey, codeOf, draft, dumpDisk, good, network, newVault, wrong } from './bench';

beforeEach(async () => {
  await newVault();
});

const only = async () => (await readKeys()).keys[0];

describe('a new key', () => {
  it('is checked, saved, listed, the default, and nowhere readable', async () => {
    const input = draft({ name: ' My home key ' });
    const { saved, report } = await add(input);
    expect(saved).toBe(true);
    expect(report.verdict).toBe('works');
    const { keys, defaults, damaged } = await readKeys();
    expect(keys).toHaveLength(1);
    expect(damaged).toEqual([]);
    expect(keys[0]).toMatchObject({ name: 'My home key', hint: 'sk-or-v1-…0000', isEnabled: true });
    expect(keys[0]?.checkedAtMs).toBeGreaterThan(0);
    expect(defaults).toEqual({ openrouter: input.id });
    const disk = await dumpDisk();
    for (const secret of [apiKey(), 'My home key', 'openrouter', 'works']) expect(disk).not.toContain(secret);
    // The vault, what was asked of the provider, and the key.
    expect(await openDb().activity.count()).toBe(2 + network.mock.calls.length);
  });

  it('that is rejected is not saved, until a person saves it anyway; then it is no default', async () => {
    network.mockImplementation(async () => wrong());
    const input = draft();
    const refused = await add(input);
    expect(refused).toMatchObject({ saved: false, report: { verdict: 'rejected' } });
    expect(await openDb().keys.count()).toBe(0);
    expect(await add({ ...input, anyway: refused.report })).toMatchObject({ saved: true });
    expect((await readKeys()).defaults).toEqual({});
    expect((await only())?.report.verdict).toBe('rejected');

    network.mockImplementation(async () => good());
    await check(input.id);
    expect((await only())?.report.verdict).toBe('works');
    expect((await readKeys()).defaults).toEqual({ openrouter: input.id });
  });

  it('whose host the browser does not grant is not sent anywhere', async () => {
    fakeBrowser.permissions.contains = async () => false;
    expect(await add(draft())).toMatchObject({
      saved: false,
      report: { verdict: 'not-checked', reason: { code: 'host-not-allowed' } },
    });
    expect(network).not.toHaveBeenCalled();
  });

  it('sent twice under one id is one key', async () => {
    const input = draft();
    const [first, second] = await Promise.all([add(input), codeOf(add(input))]);
    expect(first.saved || second === 'done').toBe(true);
    expect(await add(input)).toMatchObject({ saved: true });
    expect(await openDb().keys.count()).toBe(1);
  });

  it('that is already here is refused, with where it is, also from two pages at once', async () => {
    await add(draft({ name: 'Home' }));
    expect(await codeOf(add(draft()))).toBe('key-exists');
    const other = { fields: { apiKey: apiKey('7') } };
    const codes = await Promise.all([codeOf(add(draft(other))), codeOf(add(draft(other)))]);
    expect(codes.sort()).toEqual(['done', 'key-exists']);
    expect(await openDb().keys.count()).toBe(2);
  });

  it('opens each record once to compare, and once more only what moved meanwhile', async () => {
    const input = draft({ name: 'Home' });
    await add(input);
    await add(draft({ fields: { apiKey: apiKey('1') } }));
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
    await add(draft({ fields: { apiKey: apiKey('2') } }));
    // Two records and the defaults.
    expect(decrypt).toHaveBeenCalledTimes(3);
    decrypt.mockClear();
    network.mockImplementationOnce(async () => {
      await edit(input.id, 'Renamed', 'test');
      decrypt.mockClear();
      return good();
    });
    await add(draft({ fields: { apiKey: apiKey('3') } }));
    expect(decrypt).toHaveBeenCalledTimes(2);
  });

  it('leaves the defaults of other services as they are at the moment in which it is saved', async () => {
    const groq = (tail: string) => ({
      ...{ provider: 'groq', fields: { apiKey: `gsk_${tail.repeat(52)}` } },
      anyway: { verdict: 'works' as const, facts: [], warnings: [] },
    });
    const [old, next] = [draft(groq('a')), draft(groq('b'))];
    await add(old);
    await add(next);
    const { subtle } = crypto;
    const seal = subtle.encrypt.bind(subtle);
    const encrypt = vi.spyOn(subtle, 'encrypt');
    let choosing: Promise<void> | undefined;
    // The record is sealed second, when the defaults were read: then somebody chooses another, elsewhere.
    encrypt.mockImplementation(async (...args) => {
      if (encrypt.mock.calls.length === 2) {
        choosing = makeDefault(next.id);
        await choosing;
      }
      return seal(...args);
    });
    const input = draft({ anyway: { verdict: 'works', facts: [], warnings: [] } });
    await add(input);
    expect(choosing).toBeDefined();
    expect((await readKeys()).defaults).toEqual({ groq: next.id, openrouter: input.id });
  });

  it.each([
    ['nothing', {}, 'field-missing'],
    ['blanks', { apiKey: '   ' }, 'field-missing'],
    ['a line break inside', { apiKey: 'sk-or\nv1' }, 'field-unreadable'],
    ['letters no header can carry', { apiKey: 'ключ' }, 'field-unreadable'],
    ['a zero-width space', { apiKey: 'sk-or\u200bv1' }, 'field-unreadable'],
    ['a novel', { apiKey: 'x'.repeat(10_001) }, 'field-too-long'],
  ])('made of %s is refused before anything is sent', async (_what, fields, code) => {
    expect(await codeOf(add(draft({ fields })))).toBe(code);
    expect(network).not.toHaveBeenCalled();
  });

  it('of an unknown provider or kind is refused', async () => {
    expect(await codeOf(add(draft({ provider: 'nobody' })))).toBe('provider-unknown');
    expect(await codeOf(add(draft({ kind: 'nothing' })))).toBe('kind-unknown');
  });
});

describe('a dialog that is closed in the middle', () => {
  it('calls its check back: nothing is saved, and nothing more is sent', async () => {
    const input = draft();
    network.mockImplementation(async () => {
      cancel(input.id);
      return good();
    });
    expect(await codeOf(add(input))).toBe('cancelled');
    expect(network).toHaveBeenCalledOnce();
    expect(await openDb().keys.count()).toBe(0);
  });

  it('does not touch the check of another key', async () => {
    network.mockImplementation(async () => {
      cancel(draft().id);
      return good();
    });
    expect(await codeOf(add(draft()))).toBe('done');
  });
});

describe('a lock in the middle', () => {
  it('of a check ends it cleanly: nothing is saved', async () => {
    network.mockImplementation(async () => {
      await lock();
      return good();
    });
    expect(await codeOf(add(draft()))).toBe('locked');
    expect(await openDb().keys.count()).toBe(0);
  });

  it('stops the next request in the same tick', async () => {
    const seen: string[] = [];
    network.mockImplementation(async (url) => {
      seen.push(url);
      void lock();
      return good();
    });
    await codeOf(add(draft()));
    expect(seen).toHaveLength(1);
  });

  it('leaves pages nothing to read', async () => {
    await add(draft());
    await lock();
    expect(await readKeys()).toEqual({ keys: [], damaged: [], defaults: {} });
    expect(await codeOf(check('0'.repeat(32)))).toBe('locked');
  });
});

describe('a replaced secret', () => {
  it('is not the same as one that another page adds at the same moment', async () => {
    const input = draft();
    await add(input);
    const fields = { apiKey: apiKey('6') };
    const codes = await Promise.all([
      codeOf(add(draft({ fields }))),
      codeOf(replace({ id: input.id, kind: 'api-key', fields })),
    ]);
    expect(codes.sort()).toEqual(['done', 'key-exists']);
    const hints = (await readKeys()).keys.map(({ hint }) => hint);
    expect(hints.filter((hint) => hint.endsWith('6666'))).toHaveLength(1);
  });

  it('takes the old one away only when the new one is saved', async () => {
    const input = draft();
    await add(input);
    network.mockImplementation(async () => wrong());
    const fields = { apiKey: apiKey('5') };
    const refused = await replace({ id: input.id, kind: 'api-key', fields });
    expect(refused.saved).toBe(false);
    expect((await only())?.hint).toBe('sk-or-v1-…0000');
    expect((await only())?.report.verdict).toBe('works');

    network.mockImplementation(async () => good());
    expect((await replace({ id: input.id, kind: 'api-key', fields })).saved).toBe(true);
    expect(await only()).toMatchObject({ id: input.id, name: 'Home', hint: 'sk-or-v1-…5555' });
  });

  it('that is rejected and kept all the same is no default any more', async () => {
    const input = draft();
    await add(input);
    network.mockImplementation(async () => wrong());
    const fields = { apiKey: apiKey('5') };
    const { report } = await replace({ id: input.id, kind: 'api-key', fields });
    await replace({ id: input.id, kind: 'api-key', fields, anyway: report });
    expect((await readKeys()).defaults).toEqual({});
  });
});
