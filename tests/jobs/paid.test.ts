/** What was paid for in 3D is still asked after, however late, with no room, without its key, or damaged on the disk. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { listFiles, readFile } from '../../lib/files/store';
import { advance } from '../../lib/jobs/advance';
import { stop } from '../../lib/jobs/orders';
import { collect } from '../../lib/jobs/orders-3d';
import type { Job, State } from '../../lib/jobs/record';
import { findHeld, pump } from '../../lib/jobs/runner';
import { cutShort } from '../files/host';
import { readLedger } from './stage';
import { type FilesStage, setFilesStage } from './stage-files';

const WEEK_MS = 7 * 24 * 60 * 60_000;

let stage: FilesStage;

beforeEach(async () => {
  stage = await setFilesStage();
});

const modelOf = ({ state }: Job) => {
  const made = state.made?.find(({ role }) => role === 'model');
  if (!made) throw new Error('no model');
  return made.file;
};

async function expectModel(job: Job): Promise<void> {
  expect(Buffer.from(await readFile(modelOf(job))).equals(stage.model.bytes)).toBe(true);
  expect(stage.others).toEqual([]);
}

describe('a model that waits at its provider', () => {
  it('for longer than a week is asked after, and fetched', async () => {
    stage.skip(WEEK_MS + 60_000);
    await expectModel(await stage.until('done'));
  });

  it('is given up only after a week of questions that nobody answered, and may be fetched all the same', async () => {
    stage.isAway = true;
    const asked = (times: number) => stage.until(({ state }) => state.stumbles === times);
    // Half a minute at most lies between two of them, and only that counts: nobody asked in the week between.
    const [first, , third] = [await asked(1), stage.skip(WEEK_MS), await asked(3)];
    expect(first.state.unansweredMs).toBeGreaterThan(0);
    expect(third.state.unansweredMs).toBeLessThan(90_000);
    const { operation } = third.state;
    const almost = { is: 'pending', operation, pollAtMs: 0, stumbles: 9, unansweredMs: WEEK_MS - 1 } as const;
    await findHeld(stage.id)?.happen(almost);
    // Asked once more, and the week is full: the next question is the last.
    expect((await asked(10)).state).toMatchObject({ place: 'running' });
    const lost = await stage.until('uncertain');
    expect(lost.state.unansweredMs).toBeGreaterThanOrEqual(WEEK_MS);
    expect(stage.polls()).toBe(0);
    expect(lost.state.problem?.code).toBe('never-answered');
    stage.isAway = false;
    await collect(stage.id);
    await expectModel(await stage.until('done'));
  });
});

describe('a price that was told', () => {
  it('stands in the books also when the files never come', async () => {
    Object.assign(stage.model, { hasRange: false, cuts: Array.from({ length: 50 }, () => 90_000) });
    const { state } = await stage.until((job) => job.state.place === 'failed' && job.state.isBooked === true);
    expect(state).toMatchObject({ charge: 'charged', credits: 20, cost: { usd: '0.2', how: 'told' } });
    expect(await readLedger()).toEqual([expect.objectContaining({ usd: '0.2', how: 'told', credits: 20 })]);
  });
});

describe('a model whose key is gone', () => {
  it('waits for it and says so, is told to nobody as lost, and goes on when it is back', async () => {
    const keys = await openDb().keys.toArray();
    await openDb().keys.clear();
    const { state } = await stage.until((job) => job.state.problem !== undefined);
    expect(state).toMatchObject({ place: 'running', problem: { code: 'key-gone' } });
    expect(state.pollAtMs).toBeGreaterThan(Date.now() + 30_000);
    expect(stage.polls()).toBe(0);
    await openDb().keys.bulkAdd(keys);
    const job = await stage.until('done');
    expect(job.state.problem).toBeUndefined();
    await expectModel(job);
  });

  it('can be stopped here all the same', async () => {
    await openDb().keys.clear();
    await stage.until((job) => job.state.problem !== undefined);
    await stop(stage.id);
    expect((await stage.until('cancelled')).state.charge).toBe('unknown');
  });
});

describe('a finished model that cannot be read any more', () => {
  let before: Job;
  beforeEach(async () => {
    before = await stage.until(({ state }) => state.isBooked === true);
    const row = (await openDb().files.toArray()).find(({ file }) => file === modelOf(before).id);
    if (!row) throw new Error('no chunk');
    await openDb().files.put({ ...row, bytes: row.bytes.map((byte) => byte ^ 1) });
  });

  it('is fetched again, it alone, and what was damaged is gone', async () => {
    await expect(readFile(modelOf(before))).rejects.toThrow('damaged');
    const fetched = stage.fetched.length;
    await collect(stage.id);
    const job = await stage.until(({ state }) => state.place === 'done' && state.isBooked === true);
    await expectModel(job);
    expect(stage.fetched.slice(fetched).map(({ path }) => path.slice(-4))).toEqual(['.glb']);
    expect((await listFiles()).sort()).toEqual((job.state.made ?? []).map(({ file }) => file.id).sort());
    expect(job.state.cost).toEqual(before.state.cost);
    const [, ...corrections] = await readLedger();
    expect(corrections).toEqual([expect.objectContaining({ corrects: true, usd: '0.2' })]);
  });

  it('is fetched again also when the browser itself cannot read what it kept of it', async () => {
    await cutShort();
    await expect(readFile(modelOf(before))).rejects.toThrow('large IndexedDB value');
    await collect(stage.id);
    const job = await stage.until(({ state }) => state.place === 'done' && state.isBooked === true);
    await expectModel(job);
    expect(modelOf(job).id).not.toBe(modelOf(before).id);
  });

  it('is not taken for damaged by a disk that does not answer', async () => {
    const away = vi.spyOn(openDb().files, 'where').mockImplementation(() => {
      throw new DOMException('away', 'UnknownError');
    });
    await expect(collect(stage.id)).rejects.toThrow('away');
    away.mockRestore();
    await pump();
    expect((await stage.until('done')).state.made).toHaveLength(2);
  });

  it('was never asked after where there is no handle', () => {
    const { operation: _, ...state }: State = before.state;
    const damaged = before.state.made ?? [];
    expect(() => advance(state, { is: 'collect', damaged }, 0)).toThrow('job-out-of-turn');
  });
});
