/** Each weak spot is said when it is there, and only then. */
import { describe, expect, it } from 'vitest';
import { findWeakSpots, type Known } from '../../../components/vault/weakSpots';
import type { Unlocker } from '../../../lib/db/tables';
import type { KeyRecord } from '../../../lib/keys/record';

const bytes = new Uint8Array(1);
const shared = { id: 'a', format: 1, salt: bytes, iv: bytes, wrapped: bytes, sum: bytes } as const;
const passphrase: Unlocker = { ...shared, kind: 'passphrase', memoryKiB: 65_536, passes: 3, lanes: 1 };
const recovery: Unlocker = { ...shared, kind: 'words' };
const passkey: Unlocker = { ...shared, kind: 'passkey', credential: bytes };
const whole = (unlocker: Unlocker) => ({ id: unlocker.id, isDamaged: false as const, unlocker });

const DAY_MS = 86_400_000;
const NOW_MS = 400 * DAY_MS;
const key: KeyRecord = {
  ...{ id: 'k', provider: 'invented', kind: 'api-key', name: 'Mine', environment: 'production', hint: 'x' },
  ...{ identifiers: {}, sameness: '', isEnabled: true, addedAtMs: NOW_MS, changedAtMs: NOW_MS },
  ...{ checkedAtMs: null, usedAtMs: NOW_MS, removedAtMs: null, lastAnswer: null },
  report: { verdict: 'works', facts: [], warnings: [] },
};
const well: Known = {
  ways: [whole(passphrase), whole(recovery)],
  minutes: 15,
  lastBackupAtMs: 1,
  keys: [key],
  nameOf: ({ name }) => name,
  isForUse: ({ provider }) => provider === 'invented',
  nowMs: NOW_MS,
};
const said = (change: Partial<Known>) => findWeakSpots({ ...well, ...change }).map(({ what }) => what);
const withKey = (change: Partial<KeyRecord>) => said({ keys: [{ ...key, ...change }] });

describe('a vault without weak spots', () => {
  it('has none', () => expect(said({})).toEqual([]));
  it('has none because of a key that was removed', () =>
    expect(withKey({ removedAtMs: 1, usedAtMs: 1, addedAtMs: 1 })).toEqual([]));
});

describe('what is said', () => {
  it.each<[string, Partial<Known>, RegExp]>([
    ['no words', { ways: [whole(passphrase)] }, /no recovery words/],
    [
      'words that are damaged',
      { ways: [whole(passphrase), { id: 'w', kind: 'words', isDamaged: true }] },
      /damaged/,
    ],
    [
      'a passphrase of less',
      { ways: [whole({ ...passphrase, passes: 2 }), whole(recovery)] },
      /stretched less/,
    ],
    ['no auto-lock', { minutes: null }, /^Auto-lock is off/],
    ['no backup', { lastBackupAtMs: undefined }, /no backup yet/],
  ])('%s', (_what, change, sentence) => expect(said(change).join(' ')).toMatch(sentence));

  it('tells a passkey from nothing at all', () => {
    const next = (ways: Known['ways']) => findWeakSpots({ ...well, ways })[0]?.next;
    expect(next([whole(passphrase), whole(passkey)])).toMatch(/lose your passkey/);
    expect(next([whole(passphrase)])).not.toMatch(/passkey/);
  });

  it('of keys: which can make others, which were rejected, which nobody uses', () => {
    const report = { ...key.report, warnings: [{ code: 'can-create-keys' }] };
    expect(withKey({ report })).toEqual(['Mine can create other keys.']);
    expect(withKey({ report: { ...key.report, verdict: 'rejected' } })).toEqual([
      'Mine was rejected by its service.',
    ]);
    expect(withKey({ usedAtMs: NOW_MS - 179 * DAY_MS })).toEqual([]);
    expect(withKey({ usedAtMs: NOW_MS - 181 * DAY_MS })).toEqual([
      'Mine was not used in Firekeep for half a year.',
    ]);
    expect(withKey({ usedAtMs: null, addedAtMs: NOW_MS - 181 * DAY_MS })).toHaveLength(1);
    // Only kept here: it may be used each day elsewhere.
    expect(withKey({ provider: 'kept', usedAtMs: NOW_MS - 181 * DAY_MS })).toEqual([]);
  });
});
