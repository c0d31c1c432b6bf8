/** A sum that is made anew opens what may count and not the whole ledger, and comes to the same as if it had. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { BACK_DAYS, TALLY, type Tally } from '../../lib/budgets/record';
import { readTally } from '../../lib/budgets/store';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { remakeBooks } from '../../lib/jobs/recount';
import { HEAD } from '../../lib/usage/head';
import { forgetUsage, readUsage } from '../../lib/usage/reads';
import { sealEntry } from '../../lib/usage/write';
import { requireOpen } from '../../lib/vault/session';
import { newVault } from '../keys/bench';

const DAY_MS = 86_400_000;
const keyIds = ['a'.repeat(32), 'b'.repeat(32)];

async function spend(daysAgo: readonly number[]): Promise<void> {
  const open = await requireOpen();
  const about = { provider: 'openrouter', model: 'acme/talker', make: 'text', how: 'told' } as const;
  const rows = await Promise.all(
    daysAgo.map((days, at) => {
      const atMs = Date.now() - days * DAY_MS;
      const keyId = keyIds[at % 2] ?? '';
      return sealEntry(open, { ...about, keyId, jobId: newId(), atMs, usd: `0.0${1 + (at % 9)}` });
    }),
  );
  await openDb().ledger.bulkAdd(rows);
}

/** As an import leaves it: what was spent is to be added up anew. */
async function remade(): Promise<{ readonly days: Tally['days'] | undefined; readonly opened: number }> {
  await openDb().sums.delete(TALLY);
  const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
  const open = await requireOpen();
  await remakeBooks(open);
  const opened = decrypt.mock.calls.length;
  decrypt.mockRestore();
  return { days: (await readTally(open)).tally?.days, opened };
}

it('is spared a year of old entries, whatever an import put behind them', async () => {
  await newVault();
  await spend(Array.from({ length: 1_000 }, (_, at) => 400 - at * 0.4));
  await readUsage();
  await spend([300, 1, 250, 0]);
  const { days, opened } = await remade();
  // Of two months and what began the first of them.
  expect(opened).toBeLessThan(300);
  await openDb().sums.delete(HEAD);
  const all = await remade();
  expect(all.opened).toBeGreaterThan(1_000);
  expect(days).toEqual(all.days);
  expect(Object.keys(days ?? {}).length).toBe(BACK_DAYS);
});

it('comes to the same in whatever order entries came, and whatever of them was added up before', async () => {
  // More than are too few to be written down; about the first day that counts, many of the same month do not.
  const age = fc.constantFrom(-3, 0, 20, 45, 53, 58, 61, 63, 75, 90, 150);
  const ages = fc.array(age, { minLength: 50, maxLength: 70 });
  await fc.assert(
    fc.asyncProperty(ages, ages, ages, async (first, second, rest) => {
      await newVault();
      forgetUsage();
      for (const lot of [first, second]) {
        await spend(lot);
        await readUsage();
      }
      await spend(rest);
      const { days } = await remade();
      await openDb().sums.delete(HEAD);
      expect(days).toEqual((await remade()).days);
    }),
    { numRuns: 25 },
  );
});
