/** Every event of a key leaves one sealed line, in the transaction that makes it so; what did not happen leaves none. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTIVITY, type Activity, activitySchema } from '../../lib/activity/record';
import { openDb } from '../../lib/db/open';
import { recordUse } from '../../lib/jobs/calling';
import { check, edit, enable, makeDefault, remove, restore, reveal } from '../../lib/keys/change';
import { discard } from '../../lib/keys/discard';
import { readKeys } from '../../lib/keys/reads';
import { add, replace } from '../../lib/keys/save';
import { openJson } from '../../lib/seal/envelope';
import { requireOpen } from '../../lib/vault/session';
import { apiKey, codeOf, draft, dumpDisk, network, newVault, wrong } from './bench';

const first = draft();
const second = draft({ name: 'Work', fields: { apiKey: apiKey('2') } });

beforeEach(async () => {
  await newVault();
});

/** All lines, oldest first, opened as a page opens them. */
async function readActivity(): Promise<Activity[]> {
  const { vaultId, content } = await requireOpen();
  const rows = await openDb().activity.orderBy('n').toArray();
  return Promise.all(
    rows.map(async ({ id, sealed }) => {
      const line = await openJson(content, { vaultId, kind: ACTIVITY, rowId: id }, sealed, activitySchema);
      if (!line) throw new Error('not for this key');
      return line;
    }),
  );
}

/** The lines that an act adds, without their places in the chain. */
async function allLinesOf(act: () => Promise<unknown>): Promise<Activity[]> {
  const before = (await readActivity()).length;
  await act();
  return (await readActivity()).slice(before).map(({ link: _, ...line }) => line);
}

/** Apart from the requests that left for it. */
const linesOf = async (act: () => Promise<unknown>): Promise<Activity[]> =>
  (await allLinesOf(act)).filter(({ what }) => what !== 'request');

describe('what was done with a key', () => {
  const acts: readonly (readonly [Activity['what'], () => Promise<unknown>])[] = [
    ['key-checked', () => check(second.id)],
    ['key-changed', () => edit(second.id, 'Work', 'test')],
    ['key-replaced', () => replace({ id: second.id, kind: 'api-key', fields: { apiKey: apiKey('3') } })],
    ['key-disabled', () => enable(second.id, false, undefined)],
    ['key-enabled', () => enable(second.id, true, undefined)],
    ['key-made-default', () => makeDefault(second.id)],
    ['key-revealed', () => reveal(second.id, 'show')],
    ['key-copied', () => reveal(second.id, 'copy')],
    ['key-removed', () => remove(second.id, null)],
  ];

  it('is told in order, with the key as it was called then, and nowhere readable', async () => {
    const startedMs = Date.now();
    expect(await linesOf(() => add(first))).toMatchObject([{ what: 'key-added', keyName: 'Home' }]);
    expect(await linesOf(() => add(second))).toMatchObject([{ what: 'key-added', keyName: 'Work' }]);
    for (const [what, act] of acts) {
      const lines = await linesOf(act);
      expect(lines).toMatchObject([{ what, keyId: second.id, provider: 'openrouter', keyName: 'Work' }]);
      expect(lines[0]?.atMs).toBeGreaterThanOrEqual(startedMs);
      if (what === 'key-checked') expect(lines[0]?.verdict).toBe('works');
    }
    expect(await linesOf(() => restore(second.id))).toMatchObject([{ what: 'key-restored' }]);
    const disk = await dumpDisk();
    for (const word of ['key-added', 'key-revealed', 'Work', 'openrouter']) expect(disk).not.toContain(word);
  });

  it('is told when a request is sent with it, and the key says when it was last used', async () => {
    await add(first);
    const open = await requireOpen();
    const [key] = (await readKeys()).keys;
    if (!key) throw new Error('not saved');
    expect(key.usedAtMs).toBeNull();
    const startedMs = Date.now();
    expect(await linesOf(() => recordUse(open, key))).toMatchObject([{ what: 'key-used', keyId: first.id }]);
    expect((await readKeys()).keys[0]?.usedAtMs).toBeGreaterThanOrEqual(startedMs);
  });

  it.each(['show', 'copy'] as const)('to %s it is a use of it too', async (to) => {
    await add(first);
    await reveal(first.id, to);
    expect((await readKeys()).keys[0]?.usedAtMs).not.toBeNull();
  });

  it('is told of a damaged row that is thrown away, as far as anybody knows', async () => {
    await add(first);
    const row = await openDb().keys.where('id').equals(first.id).first();
    if (!row) throw new Error('not saved');
    await openDb().keys.put({
      ...row,
      rev: row.rev + 1,
      sealed: row.sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    });
    expect(await linesOf(() => discard(first.id))).toEqual([
      { what: 'key-removed', keyId: first.id, atMs: expect.any(Number) },
    ]);
  });
});

describe('a check', () => {
  it('tells of each request that left for it, and of nothing in them', async () => {
    const lines = (await allLinesOf(() => add(first))).filter(({ what }) => what === 'request');
    expect(lines.length).toBe(network.mock.calls.length);
    expect(lines[0]).toEqual({
      atMs: expect.any(Number),
      what: 'request',
      provider: 'openrouter',
      keyId: first.id,
      keyName: 'Home',
      request: {
        method: 'GET',
        host: 'openrouter.ai',
        path: '/api/v1/key',
        status: 200,
        sentBytes: 0,
        receivedBytes: expect.any(Number),
        count: 1,
        lastMs: expect.any(Number),
      },
    });
    expect(lines[0]?.request?.receivedBytes).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toContain(apiKey());
  });

  it('of a key that was rejected, or that nobody answered for, tells of it all the same', async () => {
    network.mockImplementation(async () => wrong());
    expect(await allLinesOf(() => add(first))).toMatchObject([{ what: 'request', request: { status: 401 } }]);
    network.mockRejectedValue(new TypeError('Failed to fetch'));
    const [line] = await allLinesOf(() => add(first));
    expect(line).toMatchObject({ what: 'request', request: { path: '/api/v1/key', receivedBytes: 0 } });
    expect(line?.request).not.toHaveProperty('status');
  });
});

describe('what did not happen', () => {
  it('leaves no line: a rejected key, a refused choice, a write that failed', async () => {
    await add(first);
    await add(second);
    network.mockImplementation(async () => wrong());
    expect(await linesOf(() => add(draft({ fields: { apiKey: apiKey('9') } })))).toEqual([]);
    expect(await linesOf(() => codeOf(enable(first.id, false, undefined)))).toEqual([]);
    vi.spyOn(openDb().activity, 'bulkAdd').mockRejectedValue(new Error('no room'));
    expect(await linesOf(() => codeOf(edit(first.id, 'Never', 'test')))).toEqual([]);
    expect((await readKeys()).keys.map(({ name }) => name)).toEqual(['Home', 'Work']);
  });
});
