/** Files that were paid for: whatever breaks on their way, they come whole, once, and nothing is paid for again. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { listFiles, readFile } from '../../lib/files/store';
import { stop } from '../../lib/jobs/orders';
import { collect } from '../../lib/jobs/orders-3d';
import type { Job, Made } from '../../lib/jobs/record';
import { findRunning, pump } from '../../lib/jobs/runner';
import { CHUNK_BYTES } from '../../lib/seal/file';
import { lock, unlock } from '../../lib/vault/vault';
import { glbOf } from '../files/host';
import { readLedger } from './stage';
import { type FilesStage, setFilesStage } from './stage-files';

let stage: FilesStage;

beforeEach(async () => {
  stage = await setFilesStage();
});

const madeOf = ({ state }: Job, role: Made['role'] = 'model'): Made => {
  const made = state.made?.find((one) => one.role === role);
  if (!made) throw new Error(`no ${role}`);
  return made;
};

async function expectWhole(job: Job): Promise<void> {
  expect(job.state).toMatchObject({ place: 'done', credits: 20, cost: { usd: '0.2', how: 'told' } });
  expect(job.state.arrivals).toBeUndefined();
  const { file, figures } = madeOf(job);
  expect(Buffer.from(await readFile(file)).equals(stage.model.bytes)).toBe(true);
  expect(figures).toMatchObject({ meshes: 0 });
  expect((await listFiles()).sort()).toEqual((job.state.made ?? []).map((one) => one.file.id).sort());
  expect(stage.others).toEqual([]);
  expect(stage.fetched.some(({ headers }) => headers.has('authorization'))).toBe(false);
}

const ranges = () =>
  stage.fetched.filter(({ path }) => path.endsWith('.glb')).map(({ headers }) => headers.get('range'));

describe('a model that was made', () => {
  it('is fetched once, with its picture, and neither again when it is asked after once more', async () => {
    const job = await stage.until(({ state }) => state.isBooked === true);
    await expectWhole(job);
    expect(madeOf(job, 'poster').file.media).toBe('image/png');
    expect(stage.fetched).toHaveLength(2);
    expect(await readLedger()).toEqual([expect.objectContaining({ usd: '0.2', credits: 20 })]);
    await expect(collect(stage.id)).rejects.toThrow('job-out-of-turn');
    await stage.until('done');
    expect(stage.fetched).toHaveLength(2);
  });

  it('that is cut again and again is gone on with each time, at an address that was signed anew', async () => {
    stage.model.cuts = [100_000, 70_000, 70_000, 70_000, 66_000];
    const job = await stage.until('done');
    await expectWhole(job);
    expect(ranges()).toEqual([null, ...[1, 2, 3, 4, 5].map((at) => `bytes=${at * CHUNK_BYTES}-`)]);
    const signatures = stage.fetched.map(({ signature }) => signature);
    expect(signatures.slice(0, 6)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('comes however often the line breaks, as long as it comes further', async () => {
    stage.model.bytes = glbOf(30 * CHUNK_BYTES);
    stage.model.cuts = Array.from({ length: 28 }, () => CHUNK_BYTES + 1_000);
    await expectWhole(await stage.until('done'));
    expect(ranges()).toHaveLength(29);
  });

  it('whose address expired is fetched at a new one', async () => {
    stage.model.status = 403;
    await stage.until(({ state }) => state.fetches === 2);
    expect(await listFiles()).toEqual([]);
    stage.model.status = undefined;
    await expectWhole(await stage.until('done'));
  });

  it('that never comes is told in the end, is not called free, and can be fetched later', async () => {
    Object.assign(stage.model, { hasRange: false, cuts: Array.from({ length: 50 }, () => 90_000) });
    const job = await stage.until('failed');
    expect(job.state).toMatchObject({ problem: { code: 'file-cut' }, charge: 'charged' });
    expect(ranges()).toHaveLength(9);
    stage.model.cuts = [];
    await collect(stage.id);
    await expectWhole(await stage.until('done'));
    expect(stage.others).toEqual([]);
  });

  it('is not given up for a network that was away before it came', async () => {
    stage.isAway = true;
    await stage.until(({ state }) => state.stumbles === 12);
    stage.isAway = false;
    stage.model.cuts = [10_000];
    await expectWhole(await stage.until('done'));
  });

  it('in whose place a page stands is asked for again, and nothing of the page is kept', async () => {
    const { bytes } = stage.model;
    stage.model.bytes = new Uint8Array(Buffer.from(`<html>${' '.repeat(5_000)}</html>`));
    await stage.until(({ state }) => state.fetches === 1);
    expect(await listFiles()).toEqual([]);
    stage.model.bytes = bytes;
    await expectWhole(await stage.until('done'));
  });

  it('tells how much of it is here, at most once a second', async () => {
    stage.model.bytes = glbOf(60 * CHUNK_BYTES);
    stage.model.cuts = [40 * CHUNK_BYTES];
    const writes = vi.spyOn(openDb().jobs, 'put');
    const startedMs = performance.now();
    const { state } = await stage.until((job) => job.state.fetches === 1);
    const seconds = (performance.now() - startedMs) / 1000;
    expect(state).toMatchObject({ place: 'running', totalBytes: 60 * CHUNK_BYTES });
    expect(state.receivedBytes).toBe(40 * CHUNK_BYTES);
    expect(Object.values(state.arrivals ?? {})).toMatchObject([{ chunkCount: 39 }]);
    // Woken, begun, named, told at its end, at rest.
    expect(writes.mock.calls.length).toBeLessThanOrEqual(6 + seconds);
  });
});

describe('its picture', () => {
  it.each([
    ['is gone', { status: 404 }],
    ['is none', { bytes: new Uint8Array(Buffer.from('<html></html>')) }],
    ['is cut each time', { cuts: [5, 5, 5] }],
  ])('that %s holds nothing up: it is tried once more, and then it is done without', async (_what, how) => {
    Object.assign(stage.poster, how);
    const job = await stage.until('done');
    await expectWhole(job);
    expect(job.state.made).toHaveLength(1);
    expect(stage.polls()).toBe(1);
    expect(stage.fetched.filter(({ path }) => path.endsWith('.webp'))).toHaveLength(2);
  });

  it('that came at the second try is kept', async () => {
    stage.poster.cuts = [5];
    expect((await stage.until('done')).state.made).toHaveLength(2);
  });
});

describe('a disk that has no room', () => {
  const room = (freeBytes: number) =>
    vi.stubGlobal('navigator', {
      onLine: true,
      storage: { estimate: async () => ({ quota: 1e9, usage: 1e9 - freeBytes }) },
    });

  it('is told while the job waits, however long, and is looked at again by itself', async () => {
    room(5_000_000);
    let job = await stage.until(({ state }) => state.problem !== undefined);
    for (let minutes = 0; minutes < 20; minutes += 1) {
      stage.skip(60_000);
      job = await stage.until(({ state }) => (state.pollAtMs ?? 0) > Date.now());
    }
    expect(job.state).toMatchObject({
      place: 'running',
      problem: { code: 'no-room', values: { needed: 16, free: 5 } },
    });
    expect(await listFiles()).toEqual([]);
    expect(stage.model.sent).toBeLessThan(20 * 30_000);
    room(50_000_000);
    job = await stage.until('done');
    expect(job.state.problem).toBeUndefined();
    await expectWhole(job);
  });
});

const untilHolding = () => vi.waitUntil(() => stage.model.isHolding, { timeout: 25_000, interval: 20 });

describe('in the middle of it', () => {
  beforeEach(async () => {
    stage.model.bytes = glbOf(40 * CHUNK_BYTES);
    stage.model.holdAt = 25 * CHUNK_BYTES;
    await pump();
    await untilHolding();
  });

  it('the background may die: the next one goes on from what lies there', async () => {
    const there = await openDb().files.count();
    expect(there).toBeGreaterThan(8);
    vi.resetModules();
    await expectWhole(await stage.until('done', await import('../../lib/jobs/runner')));
    expect(ranges()).toEqual([null, `bytes=${there * CHUNK_BYTES}-`]);
    expect(stage.polls()).toBe(2);
  });

  it('the vault may lock: what is on its way ends, sealed with its own key, and is there after unlocking', async () => {
    const work = findRunning(stage.id);
    await lock();
    stage.model.letGo();
    await work?.ended;
    await unlock(stage.proof);
    await expectWhole(await stage.until('done'));
    expect(stage.polls()).toBe(1);
    expect(ranges()).toEqual([null]);
  });

  it('somebody may stop it: it was paid for all the same, and can be fetched to its end', async () => {
    const work = findRunning(stage.id);
    await stop(stage.id);
    stage.model.letGo();
    await work?.ended;
    const { state } = await stage.until('cancelled');
    expect(state).toMatchObject({ problem: { code: 'stopped' }, charge: 'unknown' });
    await collect(stage.id);
    await expectWhole(await stage.until('done'));
    expect(ranges()[1]).toMatch(/^bytes=[1-9]/);
  });
});
