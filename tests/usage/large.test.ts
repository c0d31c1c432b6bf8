/** A hundred thousand entries: added up once, in slices; afterwards only what is new is opened. */
import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { totalOf } from '../../lib/usage/cells';
import { dayOf } from '../../lib/usage/days';
import { forgetUsage, readUsage } from '../../lib/usage/reads';
import { sealEntry } from '../../lib/usage/write';
import { book, DAY_MS, entry, inOrder, NOON, naively, setLedger } from './stage';

const COUNT = 100_000;

it('a hundred thousand entries', { timeout: 600_000 }, async () => {
  const open = await setLedger();
  const entries = Array.from({ length: COUNT }, (_, at) =>
    entry({
      atMs: NOON + (at % 400) * DAY_MS,
      usd: `0.${String(at % 99_991).padStart(8, '0')}`,
      keyId: `k${at % 7}`,
      model: `m${at % 11}`,
      jobId: String(at),
    }),
  );
  for (let at = 0; at < COUNT; at += 2_000) {
    const rows = await Promise.all(entries.slice(at, at + 2_000).map((one) => sealEntry(open, one)));
    await openDb().ledger.bulkAdd(rows);
  }
  const told: number[] = [];
  const first = await readUsage({}, (count) => told.push(count));
  expect(told.at(-1)).toBe(COUNT);
  expect(told.every((count, at) => count - (told[at - 1] ?? 0) <= 250)).toBe(true);
  expect(inOrder(first.cells)).toEqual(inOrder(naively(entries)));

  forgetUsage();
  const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
  const month = { from: dayOf(NOON), to: dayOf(NOON + 10 * DAY_MS) };
  const within = naively(entries).filter(({ day }) => day <= month.to);
  expect(totalOf((await readUsage(month)).cells)).toEqual(totalOf(within));
  // The head, and the one month.
  expect(decrypt.mock.calls.length).toBe(2);
  await book(open, [entry({ usd: '1' })]);
  expect(totalOf((await readUsage(month)).cells).usdE8).toBe(totalOf(within).usdE8 + 1e8);
  expect(decrypt.mock.calls.length).toBe(4);
});
