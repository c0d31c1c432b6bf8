/** A hundred megabytes go into one archive, and memory holds a small part of them at a time. */
import 'fake-indexeddb/auto';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { keepFile } from '../../lib/files/store';
import { packJobs } from '../../lib/library/zip';
import { touch } from '../../lib/vault/session';
import { Meter, settled } from '../harness/buffers';
import { type BlobDisk, openBlobDisk } from '../harness/disk-blob';
import { newVault } from '../keys/bench';
import { plant } from './stage';

const MEGABYTE = 1024 * 1024;
const SIZES = [60, 30, 5, 5].map((size) => size * MEGABYTE);
const ALL = SIZES.reduce((sum, size) => sum + size, 0);
/** What is put together before a blob is made of it, and the piece that was one too many. */
const PART = 4.1 * MEGABYTE;
/** With what the engine has not thrown away yet. */
const ROOM = 50 * MEGABYTE;

let disk: BlobDisk;
beforeEach(async () => {
  await newVault();
  await touch(null);
  disk = openBlobDisk();
  vi.stubGlobal('Blob', disk.DiskBlob);
});
afterEach(() => disk.drop());

it('is packed piece by piece', { timeout: 300_000 }, async () => {
  for (const [nth, size] of SIZES.entries()) {
    const file = await keepFile(new Uint8Array(size).fill(nth + 1), { media: 'image/png', name: '' });
    await plant([{ request: { make: 'image' }, state: { images: [file] } }]);
  }
  const hits = (await openDb().jobs.toArray()).map(({ n = 0, id }) => ({ n, id }));
  const base = await settled();
  const meter = new Meter();
  const { blob, files, missing } = await packJobs(hits, new AbortController().signal, () => undefined);
  const most = meter.end() - base;
  expect([files, missing]).toEqual([SIZES.length, 0]);
  expect(blob.size).toBeGreaterThan(ALL);
  expect(disk.mostAtOnce()).toBeLessThan(PART);
  expect(most).toBeLessThan(ROOM);

  const entries = Object.values(unzipSync(disk.read(blob)));
  expect(entries.map(({ length }) => length)).toEqual(SIZES);
  expect(entries.map((bytes, nth) => bytes.every((byte) => byte === nth + 1))).toEqual(SIZES.map(() => true));
});
