import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openDb } from '../../lib/db/open';
import {
  check,
  destroyIfRemoved,
  destroyOverdue,
  edit,
  enable,
  makeDefault,
  remove,
  restore,
  reveal,
} from '../../lib/keys/change';
import { discard } from '../../lib/keys/discard';
import { readKeys } from '../../lib/keys/reads';
import { UNDO_MS } from '../../lib/keys/record';
import { add } from '../../lib/keys/save';
import { requireOpen } from '../../lib/vault/session';
import { apiKey, codeOf, draft, network, newVault, wrong } from './bench';

const first = draft();
const second = draft({ name: 'Work', fields: { apiKey: apiKey('2') } });

beforeEach(async () => {
  await newVault();
  await add(first);
  await add(second);
});

const byId = async (id: string) => (await readKeys()).keys.find((key) => key.id === id);
const secretOf = async (id: string) => (await openDb().keys.where('id').equals(id).first())?.secret;

describe('the default key', () => {
  it('is asked for when it is disabled or removed, and never falls back silently', async () => {
    expect(await codeOf(enable(first.id, false, undefined))).toBe('default-needed');
    expect(await codeOf(remove(first.id, undefined))).toBe('default-needed');
    expect((await byId(first.id))?.isEnabled).toBe(true);
    await enable(first.id, false, second.id);
    expect((await readKeys()).defaults).toEqual({ openrouter: second.id });
    await remove(second.id, null);
    expect((await readKeys()).defaults).toEqual({});
  });

  it('cannot be a key that is disabled, rejected or gone', async () => {
    await enable(second.id, false, undefined);
    expect(await codeOf(makeDefault(second.id))).toBe('default-unusable');
    expect(await codeOf(remove(first.id, second.id))).toBe('default-unusable');
    network.mockImplementation(async () => wrong());
    await enable(second.id, true, undefined);
    await check(second.id);
    expect(await codeOf(makeDefault(second.id))).toBe('default-unusable');
    expect(await codeOf(makeDefault('0'.repeat(32)))).toBe('key-gone');
  });
});

describe('a removed key', () => {
  it('comes back with undo', async () => {
    await remove(second.id, undefined);
    expect((await byId(second.id))?.removedAtMs).toBeGreaterThan(0);
    await restore(second.id);
    expect((await byId(second.id))?.removedAtMs).toBeNull();
    expect(await reveal(second.id, 'show')).toEqual(second.fields);
  });

  it('loses its secret when the time for undo is over, and stays as history', async () => {
    await remove(second.id, undefined);
    const alarm = await fakeBrowser.alarms.get(`destroy:${second.id}`);
    expect(alarm?.scheduledTime).toBeGreaterThan(Date.now() + UNDO_MS - 5_000);
    await destroyIfRemoved(`destroy:${second.id}`);
    expect(await secretOf(second.id)).toBeNull();
    expect(await codeOf(restore(second.id))).toBe('secret-destroyed');
    expect((await byId(second.id))?.name).toBe('Work');
  });

  it('keeps its secret when a late alarm comes after undo', async () => {
    await remove(second.id, undefined);
    await restore(second.id);
    await destroyIfRemoved(`destroy:${second.id}`);
    expect(await secretOf(second.id)).not.toBeNull();
  });

  it('loses its secret at the next unlock when the browser was closed meanwhile', async () => {
    await remove(second.id, undefined);
    await destroyOverdue(await requireOpen(), Date.now() + UNDO_MS - 10_000);
    expect(await secretOf(second.id)).not.toBeNull();
    await destroyOverdue(await requireOpen(), Date.now() + UNDO_MS + 1_000);
    expect(await secretOf(second.id)).toBeNull();
    expect(await secretOf(first.id)).not.toBeNull();
  });

  it('may be added again', async () => {
    await remove(second.id, undefined);
    expect(await add(draft({ fields: second.fields }))).toMatchObject({ saved: true });
  });

  it('that was added again meanwhile does not come back beside itself, and still loses its secret', async () => {
    await remove(second.id, undefined);
    await add(draft({ name: 'Anew', fields: second.fields }));
    expect(await codeOf(restore(second.id))).toBe('key-exists');
    expect((await byId(second.id))?.removedAtMs).not.toBeNull();
    expect(await fakeBrowser.alarms.get(`destroy:${second.id}`)).toBeDefined();
  });
});

describe('two pages at once', () => {
  it('leave one whole record, and the last write wins', async () => {
    await Promise.all([edit(first.id, 'One', 'test'), edit(first.id, 'Two', 'production'), check(first.id)]);
    const record = await byId(first.id);
    expect([
      ['One', 'test'],
      ['Two', 'production'],
    ]).toContainEqual([record?.name, record?.environment]);
    expect(record?.report.verdict).toBe('works');
  });

  it('do not bring a removed secret back', async () => {
    await remove(second.id, undefined);
    await Promise.all([destroyIfRemoved(`destroy:${second.id}`), edit(second.id, 'Late', 'test')]);
    expect(await secretOf(second.id)).toBeNull();
  });
});

describe('a damaged row', () => {
  it('is listed as damaged and takes no other with it', async () => {
    await openDb()
      .keys.where('id')
      .equals(first.id)
      .modify((row, ref) => {
        const sealed = row.sealed.slice();
        sealed[40] = (sealed[40] ?? 0) ^ 1;
        ref.value = { ...row, sealed, rev: row.rev + 1 };
      });
    const listing = await readKeys();
    expect(listing.damaged).toEqual([{ id: first.id }]);
    expect(listing.keys.map((key) => key.id)).toEqual([second.id]);
    expect(await codeOf(check(first.id))).toBe('damaged');
    expect(await codeOf(discard(second.id))).toBe('key-not-damaged');
    await discard(first.id);
    expect((await readKeys()).damaged).toEqual([]);
    expect(await add(draft({ fields: { apiKey: apiKey('9') } }))).toMatchObject({ saved: true });
  });
});

describe('a key that cannot be reached', () => {
  it('remembers when it last worked', async () => {
    network.mockRejectedValue(new TypeError('Failed to fetch'));
    await check(first.id);
    await check(first.id);
    const record = await byId(first.id);
    expect(record?.report).toMatchObject({ verdict: 'unreachable', reason: { code: 'no-connection' } });
    expect(record?.lastAnswer?.verdict).toBe('works');
  });
});
