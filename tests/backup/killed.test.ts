/** A death at any step of an import: everything of it is there, or nothing; never something between. */
import 'fake-indexeddb/auto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Fault, strikeAt } from '../vault/faults';

const TABLES = ['keys', 'settings', 'jobs', 'ledger', 'logs', 'marks', 'files', 'staged'] as const;
/** Together two hundred. A death takes everything with it that the program had in memory: that takes longer to play. */
const KILLS: readonly [Fault, number][] = [
  ['throws', 140],
  ['dies', 60],
];

/** All of the program, as it begins. */
async function newLife() {
  vi.resetModules();
  const [stage, db, sweeping] = await Promise.all([
    import('./stage'),
    import('../../lib/db/open'),
    import('../../lib/jobs/sweep'),
  ]);
  return { ...stage, ...db, ...sweeping };
}
type Life = Awaited<ReturnType<typeof newLife>>;

let life: Life;
let backup: Blob;
let steps = 0;
beforeAll(async () => {
  life = await newLife();
  await life.makeVault();
  await life.fill(10);
  backup = await life.makeBackup();
  await life.makeVault();
  const counting = strikeAt(Number.POSITIVE_INFINITY, 'throws');
  await life.readIn(backup);
  steps = counting.count();
  counting.end();
  expect(steps).toBeGreaterThan(60);
}, 60_000);
afterEach(() => vi.restoreAllMocks());

const countAll = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(TABLES.map(async (name) => [name, await life.openDb().table(name).count()] as const)),
  );

/** As the background does when the vault opens for the first time in a browser's life. */
async function beginAnew(isDead: boolean): Promise<void> {
  if (isDead) {
    life.openDb().close();
    life = await newLife();
  }
  life.playLocks();
  await fakeBrowser.storage.session.remove('swept');
  await life.sweep(await life.findFirst());
}

describe.each(KILLS)('a step that %s, %d times', { timeout: 600_000 }, (fault, kills) => {
  it('leaves the vault as it was, or all of the backup in it', async () => {
    await life.makeVault();
    const before = await countAll();
    await life.readIn(backup);
    const after = await countAll();
    expect(after).toMatchObject({ jobs: 2, keys: 2, staged: 0 });
    const seen = { before: 0, after: 0 };
    // The last one is behind the last step.
    for (let kill = 0; kill <= kills; kill += 1) {
      await life.makeVault();
      const strike = strikeAt(1 + Math.floor((kill * steps) / kills), fault);
      const reading = life.readIn(backup).then(
        () => 'done',
        () => 'failed',
      );
      // What dies at the database is thrown back, and clears up behind itself; what dies elsewhere never ends.
      const ended = await Promise.race([reading, strike.died]);
      strike.end();
      await beginAnew(ended === 'dead');
      const now = await countAll();
      const isWhole = now.jobs === after.jobs;
      expect([kill, ended, now]).toEqual([kill, ended, isWhole ? after : before]);
      expect(isWhole).toBe(ended === 'done');
      seen[isWhole ? 'after' : 'before'] += 1;
    }
    expect(seen.before).toBeGreaterThan(kills * 0.9);
    expect(seen.after).toBeGreaterThan(0);
  });
});
