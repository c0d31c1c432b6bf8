/** A job that a backup caught in the middle: it comes in as over, and nothing is ever sent for it. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { mayBeCollected } from '../../lib/jobs/afterwards';
import { isOver, PLACES, type State } from '../../lib/jobs/record';
import { openJob } from '../../lib/jobs/rows';
import { pump } from '../../lib/jobs/runner';
import { requireOpen } from '../../lib/vault/session';
import { until } from '../harness/until';
import { network } from '../keys/bench';
import { addKey, makeBackup, makeVault, putJob, readIn, requestOf, stateOf } from './stage';

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
