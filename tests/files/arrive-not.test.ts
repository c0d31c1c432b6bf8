/** What arrives in the place of a file, too much of it, and a disk or a person that has enough of it. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError, problem } from '../../lib/core/problem';
import { openDb } from '../../lib/db/open';
import { arrive } from '../../lib/files/arrive';
import { readFile } from '../../lib/files/store';
import { CHUNK_BYTES } from '../../lib/seal/file';
import { codeOf, FileHost, glbOf, Memory } from './host';

beforeEach(async () => {
  await openDb().files.clear();
  vi.stubGlobal('navigator', {});
});

describe('what is not the file', () => {
  const html = Buffer.from(`<!DOCTYPE html><title>Sorry</title>${' '.repeat(9_000)}`);
  const glb = glbOf(200_000);
  const longer = new Uint8Array(Buffer.concat([glb, Buffer.alloc(4)]));
  const other = (at: number, value: number) => {
    const bytes = glb.slice();
    new DataView(bytes.buffer).setUint32(at, value, true);
    return bytes;
  };
  it.each([
    ['a page', html, 'file-wrong'],
    [
      'an XML error',
      Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
      'file-wrong',
    ],
    ['a JSON error', Buffer.from('{"error":{"message":"gone"}}'), 'file-wrong'],
    ['nothing', Buffer.alloc(0), 'file-wrong'],
    ['garbage', Buffer.alloc(100_000, 0xa5), 'file-wrong'],
    ['another version of GLB', other(4, 1), 'file-wrong'],
    ['one that says it is longer', other(8, 200_004), 'file-cut'],
    ['one that says it is shorter', other(8, 199_996), 'file-wrong'],
    ['one with more behind its end', longer, 'file-wrong'],
    ['one whose first chunk runs beyond its end', other(12, 300_000), 'file-wrong'],
    ['one whose second chunk ends too early', other(84, 100), 'file-wrong'],
    ['one that begins with something else than JSON', other(16, 0x004e4942), 'file-wrong'],
    ['one whose JSON is none', other(20, 0), 'file-wrong'],
  ])('%s is told, and nothing of it stays', async (_what, bytes, code) => {
    const host = new FileHost(new Uint8Array(bytes));
    host.etag = undefined;
    expect(await codeOf(arrive(new Memory().coming(host)))).toBe(code);
    expect(await openDb().files.count()).toBe(0);
  });

  it('is not even fetched to its end', async () => {
    const host = new FileHost(new Uint8Array(Buffer.alloc(5_000_000, '<html>')));
    expect(await codeOf(arrive(new Memory().coming(host)))).toBe('file-wrong');
    expect(host.sent).toBeLessThan(40_000);
  });

  it('is too large when it says so, or when it does not end', async () => {
    const host = new FileHost(glbOf(1_000));
    host.extra = { 'content-length': `${600 * 1024 * 1024}` };
    expect(await codeOf(arrive(new Memory().coming(host)))).toBe('file-too-large');
    expect(host.sent).toBeLessThanOrEqual(host.pieceBytes);
  });
});

describe('a disk', () => {
  const withRoom = (quota: number, usage: number) =>
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage }) } });

  it('without room for it is told before anything is stored', async () => {
    withRoom(100_000_000, 90_000_000);
    const host = new FileHost(glbOf(1_000_000));
    const error: unknown = await arrive(new Memory().coming(host)).catch((thrown) => thrown);
    expect(error).toEqual(new ProblemError(problem('no-room', { needed: 17, free: 10 })));
    expect(await openDb().files.count()).toBe(0);
    withRoom(200_000_000, 90_000_000);
    expect((await arrive(new Memory().coming(host))).file.sealed.byteCount).toBe(host.bytes.length);
  });

  it('that is full in the middle keeps no half of it', async () => {
    const host = new FileHost(glbOf(60 * CHUNK_BYTES));
    const { add } = IDBObjectStore.prototype;
    let left = 20;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, row, key) {
      left -= 1;
      if (left < 0) throw new DOMException('full', 'QuotaExceededError');
      return key === undefined ? add.call(this, row) : add.call(this, row, key);
    });
    expect(await codeOf(arrive(new Memory().coming(host)))).toBe('storage-full');
    expect(await openDb().files.count()).toBe(0);
  });
});

describe('somebody who stops it', () => {
  it('is heard at once, and what is here can be gone on with', async () => {
    const stopping = new AbortController();
    const host = new FileHost(glbOf(300_000));
    host.cuts = [250_000];
    const memory = new Memory();
    const coming = memory.coming(host, 'glb', stopping.signal);
    const ask: typeof coming.ask = async (...asked) => {
      const response = await coming.ask(...asked);
      stopping.abort(new ProblemError(problem('stopped')));
      return response;
    };
    expect(await codeOf(arrive({ ...coming, ask }))).toBe('stopped');
    const { file } = await arrive(memory.coming(host));
    expect(Buffer.from(await readFile(file)).equals(host.bytes)).toBe(true);
    expect(host.asked.at(-1)?.fromByte).toBe(3 * CHUNK_BYTES);
  });
});

describe('a line on which nothing comes any more', () => {
  it('is given up after a while, and what came before stays', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const host = new FileHost(glbOf(300_000));
    host.holdAt = 250_000;
    const memory = new Memory();
    const outcome = codeOf(arrive(memory.coming(host)));
    await vi.waitUntil(() => host.isHolding, { interval: 1 });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(await openDb().files.count()).toBe(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await outcome).toBe('file-cut');
    vi.useRealTimers();
    const { file } = await arrive(memory.coming(host));
    expect(Buffer.from(await readFile(file)).equals(host.bytes)).toBe(true);
    expect(host.asked.at(-1)?.fromByte).toBe(3 * CHUNK_BYTES);
  });
});
