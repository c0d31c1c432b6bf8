/** Several results as one archive, whatever their rows say about themselves. */
import 'fake-indexeddb/auto';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../lib/core/bytes';
import { openDb } from '../../lib/db/open';
import { keepFile } from '../../lib/files/store';
import { packJobs } from '../../lib/library/zip';
import { touch } from '../../lib/vault/session';
import { newVault } from '../keys/bench';
import { type Plan, plant } from './stage';

beforeEach(async () => {
  await newVault();
  await touch(null);
});

const keep = (media: string, byte: number) =>
  keepFile(new Uint8Array(70_000).fill(byte), { media, name: '' });

async function pack(plans: readonly Plan[]) {
  const ids = new Set(await plant(plans));
  const rows = (await openDb().jobs.toArray()).filter(({ id }) => ids.has(id));
  const hits = rows.map(({ n = 0, id }) => ({ n, id }));
  const packed = await packJobs(hits, new AbortController().signal, () => undefined);
  return { ...packed, entries: unzipSync(new Uint8Array(await packed.blob.arrayBuffer())) };
}

const NAME = /^firekeep-\d{8}-\d{6}-\d+\.[a-z0-9]{1,4}$/;

describe('a zip', () => {
  it('holds the very bytes, under names that say a day and nothing else', async () => {
    const [png, glb] = [await keep('image/png', 1), await keep('model/gltf-binary', 2)];
    const made = [{ at: 0, role: 'model' as const, file: glb }];
    const { entries, files, missing } = await pack([
      { request: { make: 'image', prompt: 'a fox' }, state: { images: [png] } },
      { request: { make: 'model3d' }, state: { made } },
      { request: { prompt: 'Why?' }, state: { text: 'Because.' } },
    ]);
    const names = Object.keys(entries);
    expect([files, missing]).toEqual([3, 0]);
    for (const name of names) expect(name).toMatch(NAME);
    expect(entries[names.find((name) => name.endsWith('png')) ?? '']).toEqual(new Uint8Array(70_000).fill(1));
    expect(entries[names.find((name) => name.endsWith('glb')) ?? '']).toEqual(new Uint8Array(70_000).fill(2));
    expect(fromUtf8(entries[names.find((name) => name.endsWith('md')) ?? ''] ?? new Uint8Array())).toContain(
      'Because.',
    );
  });

  it.each(['constructor', '__proto__', 'image/../../etc/passwd', 'a\u0000b'])(
    'names a file by nothing that its row calls it: %j',
    async (media) => {
      const file = { ...(await keep('image/png', 3)), name: '../../../evil.sh' };
      const { entries } = await pack([
        { request: { make: 'image' }, state: { images: [{ ...file, media }] } },
      ]);
      const [name = ''] = Object.keys(entries);
      expect(name).toMatch(/^firekeep-\d{8}-\d{6}-1\.bin$/);
    },
  );

  it.each([0, 1e14, -1e12])('is made also of what a wrong clock dated: %d', async (atMs) => {
    const { entries } = await pack([
      { request: { prompt: 'Why?', atMs }, state: { text: 'Because.', endedAtMs: atMs } },
    ]);
    expect(Object.keys(entries)).toHaveLength(1);
  });

  it('says what could not be read', async () => {
    const gone = await keep('image/png', 4);
    await openDb().files.clear();
    const { files, missing } = await pack([
      { request: { make: 'image' }, state: { images: [gone] } },
      { state: { text: 'here' } },
    ]);
    expect([files, missing]).toEqual([1, 1]);
  });
});
