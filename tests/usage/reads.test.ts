/** Sums by roll-up are those of a walk through every entry, whatever happened to the roll-ups. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDb } from '../../lib/db/open';
import { forgetUsage, readUsage } from '../../lib/usage/reads';
import type { Entry } from '../../lib/usage/record';
import type { OpenVault } from '../../lib/vault/session';
import { book, DAY_MS, entry, inOrder, NOON, naively, setLedger } from './stage';

let open: OpenVault;

const many = (count: number, over: (at: number) => Partial<Entry> = () => ({})) =>
  Array.from({ length: count }, (_, at) => entry({ atMs: NOON + (at % 70) * DAY_MS, ...over(at) }));

beforeEach(async () => {
  forgetUsage();
  open = await setLedger();
});

describe('the ledger, read', () => {
  it('is empty at first, and writes nothing for that', async () => {
    expect(await readUsage()).toEqual({ cells: [], damaged: 0 });
    expect(await openDb().sums.count()).toBe(0);
  });

  it('adds up', async () => {
    const entries = many(200, (at) => ({ usd: `0.0${at}`, keyId: `k${at % 3}` }));
    await book(open, entries);
    expect(inOrder((await readUsage()).cells)).toEqual(inOrder(naively(entries)));
    expect(await openDb().sums.count()).toBeGreaterThan(2);
    forgetUsage();
    expect(inOrder((await readUsage()).cells)).toEqual(inOrder(naively(entries)));
  });
});
