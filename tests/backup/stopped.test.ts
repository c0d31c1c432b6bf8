/** Somebody presses Stop: at any place of an import nothing of it is left, and an export writes no further. */
import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { exportBackup, prepareBackup } from '../../lib/backup/export';
import { sealAll } from '../../lib/backup/sealed';
import { openDb } from '../../lib/db/open';
import { codeOf } from '../keys/bench';
import { cheaply } from '../vault/stage';
import { EVERYTHING, fill, makeBackup, makeVault, PASSPHRASE, readIn } from './stage';

const PICTURE_BYTES = 400_000;

const rows = async () =>
  Object.fromEntries(
    await Promise.all(openDb().tables.map(async (table) => [table.name, await table.count()] as const)),
  );

beforeEach(async () => {
  await makeVault();
  await fill(PICTURE_BYTES);
});

/** Pressed before it is asked about for the nth time. */
function stopAt(nth: number) {
  let asked = 0;
  const { signal } = new AbortController();
  Object.defineProperty(signal, 'aborted', {
    get: () => {
      asked += 1;
      return asked >= nth;
    },
  });
  return { signal, count: () => asked };
}

it('an import that is stopped leaves the vault as it was, wherever it is', async () => {
  const backup = await makeBackup();
  const never = stopAt(Number.POSITIVE_INFINITY);
  await makeVault();
  await readIn(backup, { signal: never.signal });
  expect(never.count()).toBeGreaterThan(12);
  await makeVault();
  const before = await rows();
  for (let nth = 1; nth <= never.count(); nth += 1) {
    const { signal } = stopAt(nth);
    expect(await codeOf(readIn(backup, { signal }))).toBe('backup-cancelled');
    expect([nth, await rows()]).toEqual([nth, before]);
  }
  await readIn(backup, { signal: stopAt(never.count() + 1).signal });
  expect(await rows()).toMatchObject({ keys: 2, jobs: 2, staged: 0 });
});

it('an export that is stopped hands out not one piece more', async () => {
  const ready = await prepareBackup(PASSPHRASE, sealAll, cheaply);
  const aborter = new AbortController();
  let taken = 0;
  const take = async () => {
    taken += 1;
    if (taken === 3) aborter.abort();
  };
  const work = exportBackup({ ready, choice: EVERYTHING, take, signal: aborter.signal });
  expect(await codeOf(work)).toBe('backup-cancelled');
  expect(taken).toBe(3);
});
