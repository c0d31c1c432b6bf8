/** A job that a backup caught in the middle: it comes in as over, and nothing is ever sent for it. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../lib/backup/show';
import type { Lot } from '../../lib/backup/staged';
import { openDb } from '../../lib/db/open';
import { readFile } from '../../lib/files/store';
import { mayBeCollected } from '../../lib/jobs/afterwards';
import { isOver, PLACES, type State } from '../../lib/jobs/record';
import { openJob } from '../../lib/jobs/rows';
import { pump } from '../../lib/jobs/runner';
import { readUsage, totalOf } from '../../lib/usage/reads';
import { sealEntry } from '../../lib/usage/write';
import { requireOpen } from '../../lib/vault/session';
import { until } from '../harness/until';
import { network } from '../keys/bench';
import { addKey, entryOf, makeBackup, makeVault, picture, putJob, readIn, requestOf, stateOf } from './stage';

beforeEach(async () => {
  await makeVault();
});

async function only() {
  const { vaultId, content: key } = await requireOpen();
  const rows = await openDb().jobs.toArray();
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (!row) throw new Error('no job');
  return { row, ...(await openJob({ vaultId, key }, row)) };
}

const running = { operation: { id: 'op-1' }, pollAtMs: 0, boot: 'a'.repeat(32) };
const going: readonly [State['place'], Partial<State>][] = [
  ['draft', { sentAtMs: undefined as never }],
  ['sending', { boot: 'a'.repeat(32) }],
  ['running', running],
  ['downloading', running],
];

describe.each(going)('%s', (place, over) => {
  it('comes in as over; the runner sends nothing for it, and enters its bill', async () => {
    const keyId = await addKey('1');
    const { sentAtMs: _, endedAtMs: __, isBooked: ___, cost: ____, text: _____, ...rest } = stateOf(over);
    const state = { ...rest, place, text: '', ...(place === 'draft' ? {} : { sentAtMs: 1 }), seq: 4 };
    await putJob(requestOf({ keyId }), state);
    const backup = await makeBackup();
    await makeVault();
    await readIn(backup);
    const { row, state: now } = await only();
    expect(isOver(now.place)).toBe(true);
    expect(now.place).toBe(place === 'draft' ? 'cancelled' : 'uncertain');
    expect(now.charge).toBe(place === 'draft' ? 'none' : 'unknown');
    expect(mayBeCollected(now)).toBe(now.operation !== undefined);
    expect(row.open).toBe(1);
    network.mockClear();
    vi.stubGlobal('navigator', { onLine: true, locks: navigator.locks });
    await pump();
    await until(async () => (await only()).row.open === undefined, { what: 'its bill to be entered' });
    expect(network).not.toHaveBeenCalled();
    expect(await openDb().ledger.count()).toBe(place === 'draft' ? 0 : 1);
  });
});

describe('what ended while the backup was being written', () => {
  it('is booked once, and its bill is entered where it comes in', async () => {
    const keyId = await addKey('1');
    const { sentAtMs: _, endedAtMs: __, isBooked: ___, cost: ____, ...rest } = stateOf(running);
    const request = requestOf({ keyId });
    await putJob(request, { ...rest, place: 'running', text: '', sentAtMs: 1, seq: 4 });
    // Its row was read before, and the ledger behind it.
    const entry = await sealEntry(await requireOpen(), entryOf(request.id, keyId));
    await openDb().ledger.add(entry);
    const again = { ...entryOf(request.id, keyId, '0.05'), corrects: true, replaces: entry.id };
    await openDb().ledger.add(await sealEntry(await requireOpen(), again));
    const backup = await makeBackup();
    await makeVault();
    await readIn(backup);
    vi.stubGlobal('navigator', { onLine: true, locks: navigator.locks });
    await pump();
    await until(async () => (await only()).row.open === undefined, { what: 'its bill to be entered' });
    const { cells } = await readUsage();
    expect(totalOf(cells)).toMatchObject({ jobs: 1, unknown: 1, usdE8: 0 });
  });
});

describe('an import of which the last answer is lost', () => {
  const lost = (does: (lot: Lot) => Promise<void>) => async (lot: Lot) => {
    await does(lot);
    throw new Error('the worker is gone');
  };

  it('is done when all of it is there, with its files', async () => {
    await putJob(requestOf(), stateOf({ images: [await picture(100_000)] }));
    const backup = await makeBackup();
    await makeVault();
    expect(await readIn(backup, { show: lost(show) })).toMatchObject({ jobs: 1, files: 1 });
    const [image] = (await only()).state.images;
    expect(image && (await readFile(image)).length).toBe(100_000);
  });

  it('is not when nothing of it is, and leaves nothing', async () => {
    await putJob(requestOf(), stateOf({ images: [await picture(100_000)] }));
    const backup = await makeBackup();
    await makeVault();
    await expect(readIn(backup, { show: lost(async () => {}) })).rejects.toThrow('the worker is gone');
    expect([await openDb().staged.count(), await openDb().files.count()]).toEqual([0, 0]);
  });
});

describe('what is over', () => {
  it.each(PLACES.filter(isOver))('%s stays what it is', async (place) => {
    await putJob(requestOf(), stateOf({ place }));
    const backup = await makeBackup();
    await makeVault();
    await readIn(backup);
    const { row, state } = await only();
    expect(state).toEqual(stateOf({ place }));
    expect(row.open).toBeUndefined();
  });

  it('is not looked for at its provider by itself', async () => {
    await putJob(requestOf(), stateOf({ place: 'uncertain', findUntilMs: Date.now() + 1e9 }));
    const backup = await makeBackup();
    await makeVault();
    await readIn(backup);
    expect((await only()).state.findUntilMs).toBeUndefined();
  });
});
