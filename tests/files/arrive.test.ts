/** A file that breaks off anywhere, is gone on with or begun anew, and is byte for byte right or not there at all. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../lib/core/problem';
import { openDb } from '../../lib/db/open';
import { type Arrived, arrive } from '../../lib/files/arrive';
import { listFiles, readBlob, readFile } from '../../lib/files/store';
import { CHUNK_BYTES } from '../../lib/seal/file';
import { codeOf, cutShort, FileHost, glbOf, Memory } from './host';

/** Again and again, as a job does it, each time by another background that knows only what was saved. */
async function untilHere(host: FileHost, memory: Memory): Promise<Arrived> {
  for (let left = 60; left > 0; left -= 1) {
    try {
      return await arrive(memory.coming(host));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'file-cut') throw error;
    }
  }
  throw new Error('it never came');
}

async function expectWhole({ file }: Arrived, host: FileHost): Promise<void> {
  expect(Buffer.from(await readFile(file)).equals(host.bytes)).toBe(true);
  expect(file.sealed.byteCount).toBe(host.bytes.length);
  expect(await listFiles()).toEqual([file.id]);
}

beforeEach(async () => {
  await openDb().files.clear();
  vi.stubGlobal('navigator', {});
});

describe('a file that comes in one go', () => {
  it.each([1_000, CHUNK_BYTES - 4, CHUNK_BYTES, CHUNK_BYTES + 4, 3 * CHUNK_BYTES, 40 * CHUNK_BYTES + 8])(
    'of %i bytes is what it was',
    async (byteCount) => {
      const host = new FileHost(glbOf(byteCount));
      expect(host.bytes.length).toBe(byteCount);
      const memory = new Memory();
      const arrived = await arrive(memory.coming(host));
      await expectWhole(arrived, host);
      expect(arrived.file.media).toBe('model/gltf-binary');
      expect(host.asked).toEqual([{ fromByte: 0, etag: undefined }]);
      const blob = await readBlob(arrived.file);
      expect(blob.type).toBe('model/gltf-binary');
      expect(Buffer.from(await blob.arrayBuffer()).equals(host.bytes)).toBe(true);
    },
  );

  it('is named before its first chunk is stored, so that none is ever nobody’s', async () => {
    const host = new FileHost(glbOf(100_000));
    const memory = new Memory();
    const coming = memory.coming(host);
    const there: number[] = [];
    await arrive({
      ...coming,
      save: async (...saved) => {
        there.push(await openDb().files.count());
        await coming.save(...saved);
      },
    });
    expect(there[0]).toBe(0);
    expect(memory.saved[0]?.arrival).toMatchObject({ chunkCount: 0, etag: '"one"', totalBytes: 100_000 });
    expect(await listFiles()).toEqual([memory.arrival?.id]);
  });
});

describe('a file that is cut', () => {
  it('is gone on with where it broke off, and nothing of it is fetched twice but a chunk', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 * CHUNK_BYTES }),
        fc.array(fc.nat(4 * CHUNK_BYTES), { maxLength: 5 }),
        fc.constantFrom(997, 16_384, CHUNK_BYTES, 200_000),
        fc.boolean(),
        async (byteCount, cuts, pieceBytes, isCutSilent) => {
          await openDb().files.clear();
          const host = new FileHost(glbOf(byteCount));
          const times = cuts.length;
          Object.assign(host, { cuts: [...cuts], pieceBytes, isCutSilent });
          await expectWhole(await untilHere(host, new Memory()), host);
          expect(host.sent).toBeLessThanOrEqual(host.bytes.length + times * (CHUNK_BYTES + pieceBytes));
        },
      ),
      { numRuns: 40 },
    ));

  it.each([0, 1, 11, 12, 20, 100, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 199_999])(
    'after %i bytes is right in the end',
    async (cut) => {
      const host = new FileHost(glbOf(200_000));
      host.cuts = [cut];
      const memory = new Memory();
      expect(await codeOf(arrive(memory.coming(host)))).toBe('file-cut');
      const whole = Math.max(0, Math.ceil(cut / CHUNK_BYTES) - 1);
      expect(await openDb().files.count()).toBe(whole);
      await expectWhole(await arrive(memory.coming(host)), host);
      expect(host.asked[1]).toEqual(
        whole === 0 ? { fromByte: 0, etag: undefined } : { fromByte: whole * CHUNK_BYTES, etag: '"one"' },
      );
    },
  );

  it.each([
    ['has no ranges', { hasRange: false }],
    ['names no version of it', { etag: undefined }],
    ['names its versions weakly', { etag: 'W/"one"' }],
    ['packs it', { extra: { 'content-encoding': 'gzip' } }],
    ['does not tell how long it is', { tellsLength: false }],
  ])('is begun anew at a host that %s', async (_what, about) => {
    const host = Object.assign(new FileHost(glbOf(300_000)), about, { cuts: [200_000] });
    const memory = new Memory();
    expect(await codeOf(arrive(memory.coming(host)))).toBe('file-cut');
    const first = memory.arrival;
    const arrived = await arrive(memory.coming(host));
    await expectWhole(arrived, host);
    expect(arrived.file.id).not.toBe(first?.id);
    expect(arrived.file.sealed.key).not.toBe(first?.key);
  });

  it('and then was changed there is the new one whole, under another key, with nothing of the old', async () => {
    const host = new FileHost(glbOf(300_000, 1));
    host.cuts = [200_000];
    const memory = new Memory();
    expect(await codeOf(arrive(memory.coming(host)))).toBe('file-cut');
    const first = memory.arrival;
    host.bytes = glbOf(290_000, 2);
    host.etag = '"two"';
    const arrived = await arrive(memory.coming(host));
    await expectWhole(arrived, host);
    expect(arrived.file.sealed.key).not.toBe(first?.key);
  });

  it.each([
    ['of another part', { 'content-range': 'bytes 7-299999/300000' }],
    ['of another length', { 'content-range': 'bytes 131072-299999/300004' }],
    ['of another version', { etag: '"two"' }],
  ])('and is answered with a part %s is begun anew', async (_what, extra) => {
    const host = new FileHost(glbOf(300_000));
    host.cuts = [200_000];
    const memory = new Memory();
    expect(await codeOf(arrive(memory.coming(host)))).toBe('file-cut');
    const coming = memory.coming(host);
    const lying = (response: Response) =>
      new Response(response.body, {
        status: response.status,
        headers: { ...Object.fromEntries(response.headers), ...(response.status === 206 ? extra : {}) },
      });
    await expectWhole(
      await arrive({ ...coming, ask: async (at, etag) => lying(await coming.ask(at, etag)) }),
      host,
    );
    expect(host.asked.map(({ fromByte }) => fromByte)).toEqual([0, 2 * CHUNK_BYTES + CHUNK_BYTES, 0]);
  });

  it('keeps what is here when its address expired, and goes on at the new one', async () => {
    const host = new FileHost(glbOf(300_000));
    host.cuts = [200_000];
    const memory = new Memory();
    expect(await codeOf(arrive(memory.coming(host)))).toBe('file-cut');
    host.status = 403;
    expect(await codeOf(arrive(memory.coming(host)))).toBe('file-gone');
    host.status = 503;
    expect(await codeOf(arrive(memory.coming(host)))).toBe('file-cut');
    host.status = undefined;
    await expectWhole(await arrive(memory.coming(host)), host);
    expect(host.asked.at(-1)?.fromByte).toBe(3 * CHUNK_BYTES);
  });
});

describe('a background that dies', () => {
  /** Its transactions that were under way are whole or not there; the next one knows only what was saved. */
  const dying = (memory: Memory, host: FileHost, afterChunks: number) =>
    new Promise<void>((resolve) => {
      const bulkAdd = openDb().files.bulkAdd.bind(openDb().files);
      let left = afterChunks;
      const { files } = openDb();
      vi.spyOn(files, 'bulkAdd').mockImplementation(((rows: readonly unknown[]) => {
        const some = rows.slice(0, left);
        left -= some.length;
        if (left > 0) return bulkAdd(rows as never);
        return bulkAdd(some as never).then(() => {
          resolve();
          return new Promise(() => undefined);
        });
      }) as never);
      void arrive(memory.coming(host));
    });

  it('at any chunk leaves what the next one goes on with', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 39 }), async (afterChunks) => {
        await openDb().files.clear();
        const host = new FileHost(glbOf(40 * CHUNK_BYTES));
        const memory = new Memory();
        await dying(memory, host, afterChunks);
        vi.restoreAllMocks();
        expect(memory.arrival?.chunkCount).toBe(0);
        await expectWhole(await arrive(memory.coming(host)), host);
        expect(host.asked.at(-1)).toEqual({ fromByte: afterChunks * CHUNK_BYTES, etag: '"one"' });
      }),
      { numRuns: 12 },
    ));

  it('between the last chunk and its name asks nobody for it again', async () => {
    const host = new FileHost(glbOf(3 * CHUNK_BYTES));
    const memory = new Memory();
    await arrive(memory.coming(host));
    const again = await arrive(memory.coming(host));
    await expectWhole(again, host);
    expect(host.asked).toHaveLength(1);
  });

  it.each(['changed', 'missing', 'unreadable'])('and of whose chunks one is %s begins anew', async (how) => {
    const host = new FileHost(glbOf(300_000));
    host.cuts = [290_000];
    const memory = new Memory();
    expect(await codeOf(arrive(memory.coming(host)))).toBe('file-cut');
    const { files } = openDb();
    const [first] = await files.toArray();
    if (!first) throw new Error('no chunk');
    if (how === 'missing') await files.delete([first.file, 1]);
    else if (how === 'unreadable') await cutShort();
    else await files.put({ ...first, bytes: first.bytes.with(9, (first.bytes[9] ?? 0) ^ 1) });
    await expectWhole(await arrive(memory.coming(host)), host);
    expect(host.asked.at(-1)?.fromByte).toBe(0);
  });

  it('is not begun anew because the disk does not answer', async () => {
    const host = new FileHost(glbOf(300_000));
    host.cuts = [290_000];
    const memory = new Memory();
    expect(await codeOf(arrive(memory.coming(host)))).toBe('file-cut');
    const away = vi.spyOn(openDb().files, 'where').mockImplementation(() => {
      throw new DOMException('away', 'UnknownError');
    });
    await expect(arrive(memory.coming(host))).rejects.toThrow('away');
    away.mockRestore();
    await expectWhole(await arrive(memory.coming(host)), host);
    expect(host.asked.at(-1)?.fromByte).toBe(4 * CHUNK_BYTES);
  });
});
