/** A sum that is made anew from a long ledger lets everybody else in between. */
import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import type { Count } from '../../lib/budgets/count';
import { readTally } from '../../lib/budgets/store';
import { sumSince } from '../../lib/budgets/tally';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { remakeBooks } from '../../lib/jobs/recount';
import { sealEntry } from '../../lib/usage/write';
import { requireOpen } from '../../lib/vault/session';
import { newVault } from '../keys/bench';

const added = vi.hoisted((): number[] => []);
vi.mock('../../lib/budgets/tally', async (load) => {
  const real = await load<typeof import('../../lib/budgets/tally')>();
  const recount: typeof real.recount = (tally, today, before, after: readonly Count[]) => {
    added.push(after.length);
    return real.recount(tally, today, before, after);
  };
  return { ...real, recount };
});

const MANY = 1_000;
/** So many entries are opened at a time, each of one request. */
const SLICE = 64;

it('never adds up more at a time than it opens', async () => {
  await newVault();
  const open = await requireOpen();
  const entry = { provider: 'openrouter', keyId: newId(), model: 'acme/talker', make: 'text' } as const;
  const rows = await Promise.all(
    Array.from({ length: MANY }, (_, at) =>
      sealEntry(open, { ...entry, jobId: newId(), atMs: Date.now() - at * 60_000, usd: '0.01', how: 'told' }),
    ),
  );
  await openDb().ledger.bulkAdd(rows);
  added.length = 0;
  await remakeBooks(open);
  const { tally } = await readTally(open);
  expect(tally && sumSince(tally, '', () => true)).toMatchObject({ calls: MANY, usd: MANY * 1_000_000 });
  expect(added.reduce((sum, count) => sum + count, 0)).toBe(MANY);
  expect(Math.max(...added)).toBeLessThanOrEqual(SLICE);
});
