/** Bytes that are kept at once: whole, or not at all. */
import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { keepFile, readFile } from '../../lib/files/store';
import { CHUNK_BYTES } from '../../lib/seal/file';

beforeEach(async () => {
  vi.restoreAllMocks();
  await openDb().files.clear();
});

it('leaves nothing on a disk that was full in the middle', async () => {
  const bytes = new Uint8Array(40 * CHUNK_BYTES);
  const { add } = IDBObjectStore.prototype;
  let left = 35;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, row, key) {
    left -= 1;
    if (left < 0) throw new DOMException('full', 'QuotaExceededError');
    return key === undefined ? add.call(this, row) : add.call(this, row, key);
  });
  const about = { media: 'model/gltf-binary', name: '' };
  await expect(keepFile(bytes, about)).rejects.toThrow();
  expect(left).toBeLessThan(0);
  expect(await openDb().files.count()).toBe(0);
  left = 100;
  expect((await readFile(await keepFile(bytes, about))).length).toBe(bytes.length);
});
