/** A death at any write of an import: everything of it is there, or nothing; never something between. */
import 'fake-indexeddb/auto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openDb } from '../../lib/db/open';
import { findFirst, sweep } from '../../lib/jobs/sweep';
import { type Fault, strikeAt } from '../vault/faults';
import { fill, makeBackup, makeVault, playLocks, readIn } from './stage';

const TABLES = ['keys', 'settings', 'jobs', 'ledger', 'logs', 'marks', 'files', 'staged'] as const;
const FAULTS: readonly Fault[] = ['throws', 'dies'];

/** So many places in an import at which it ends; with both faults these are the two hundred. */
const KILLS = 100;

let backup: Blob;
let steps = 0;
beforeAll(async () => {
  await makeVault();
  await fill(10);
  backup = await makeBackup();
  const counting = strikeAt(Number.POSITIVE_INFINITY, 'throws');
  await makeVault();
  const before = counting.count();
  await readIn(backup);
  steps = counting.count() - before;
  counting.end();
  // Every step is struck, or as many as there are of them in turn.
  expect(steps).toBeGreaterThan(KILLS / 2);
}, 60_000);
afterEach(() => vi.restoreAllMocks());

const countAll = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(TABLES.map(async (name) => [name, await openDb().table(name).count()] as const)),
  );

/** As the background does when the vault opens for the first time in a browser's life. */
async function beginAnew(): Promise<void> {
  playLocks();
  await fakeBrowser.storage.session.remove('swept');
  await sweep(await findFirst());
}

describe.each(FAULTS)('a step that %s', { timeout: 600_000 }, (fault) => {
  it('leaves the vault as it was, or all of the backup in it', async () => {
    await makeVault();
    const before = await countAll();
    await readIn(backup);
    const after = await countAll();
    expect(after).toMatchObject({ jobs: 2, keys: 2, staged: 0 });
    const seen = { before: 0, after: 0 };
    for (let kill = 0; kill <= KILLS; kill += 1) {
      await makeVault();
      const strike = strikeAt(1 + Math.floor((kill * steps) / KILLS), fault);
      const reading = readIn(backup).then(
        () => 'done',
        () => 'failed',
      );
      // What dies at the database is thrown back, and clears up behind itself; what dies elsewhere never ends.
      const ended = await Promise.race([reading, strike.died]);
      strike.end();
      await beginAnew();
      const now = await countAll();
      const isWhole = now.jobs === after.jobs;
      expect([kill, ended, now]).toEqual([kill, ended, isWhole ? after : before]);
      expect(isWhole).toBe(ended === 'done');
      seen[isWhole ? 'after' : 'before'] += 1;
    }
    expect(seen.before).toBeGreaterThan(KILLS * 0.9);
    expect(seen.after).toBeGreaterThan(0);
  });
});
