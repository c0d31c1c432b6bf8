import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../lib/core/bytes';
import { CHUNK_BYTES, openChunks, openFile, sealFile } from '../../lib/seal/file';
import { type FileRecord, fileRecordSchema } from '../../lib/seal/file-record';
import { openFile as openAsStranger } from './stranger';

interface Whole {
  readonly bytes: Bytes;
  readonly record: FileRecord;
  readonly chunks: readonly Bytes[];
}

async function make(byteCount: number, seed = 1): Promise<Whole> {
  const bytes = Uint8Array.from({ length: byteCount }, (_, at) => (at * seed) % 253);
  const { record, chunks } = await sealFile(bytes);
  return { bytes, record, chunks: await collect(chunks) };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

const sizes = fc.oneof(
  fc.constantFrom(0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES),
  fc.nat(4 * CHUNK_BYTES),
);
const RUNS = { numRuns: 25 };
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error) => error.problem?.code ?? String(error),
  );

describe('a sealed file', () => {
  it('gives back every byte, to us and to a stranger', () =>
    fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const { bytes, record, chunks } = await make(size);
        expect(fileRecordSchema.parse(record)).toEqual(record);
        expect(Buffer.from(await openFile(record, chunks)).equals(bytes)).toBe(true);
        expect(Buffer.from(await openAsStranger(record, chunks)).equals(bytes)).toBe(true);
      }),
      RUNS,
    ));

  it('shows its size only in steps of 64 KiB', async () => {
    const { chunks } = await make(CHUNK_BYTES + 5);
    expect(chunks.map((chunk) => chunk.length)).toEqual([CHUNK_BYTES + 16, CHUNK_BYTES + 16]);
  });

  it('has another key each time', async () => {
    expect((await make(5)).record.key).not.toBe((await make(5)).record.key);
  });

  it('is refused when chunks are cut off, doubled, moved, changed or added', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: CHUNK_BYTES + 1, max: 4 * CHUNK_BYTES }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('cut', 'cut-first', 'doubled', 'swapped', 'flipped', 'shortened', 'appended'),
        async (size, a, b, how) => {
          const { record, chunks } = await make(size);
          expect(await codeOf(openFile(record, spoil(chunks, how, a, b)))).toBe('damaged');
        },
      ),
      RUNS,
    ));

  it('is refused when its record tells less, or more, than there is', async () => {
    const { record, chunks } = await make(2 * CHUNK_BYTES + 9);
    const lies: FileRecord[] = [
      { ...record, byteCount: record.byteCount - 1 },
      { ...record, byteCount: record.byteCount + 1 },
      { ...record, chunkCount: 2 },
      { ...record, chunkCount: 2, byteCount: 2 * CHUNK_BYTES },
      { ...record, sha256: '0'.repeat(64) },
    ];
    for (const lie of lies) expect(await codeOf(openFile(lie, chunks))).toBe('damaged');
    const fewer = { ...record, chunkCount: 2, byteCount: 2 * CHUNK_BYTES };
    expect(await codeOf(openFile(fewer, chunks.slice(0, 2)))).toBe('damaged');
  });

  it('that is read as a stream says at its end that chunks are missing', async () => {
    const { record, chunks } = await make(2 * CHUNK_BYTES);
    expect(await codeOf(collect(openChunks(record, chunks.slice(0, 1))))).toBe('damaged');
  });

  it('is refused when its last chunk is not filled up with zeros', async () => {
    const { record } = await make(5);
    const cipher = createCipheriv(
      'aes-256-gcm',
      Buffer.from(record.key, 'base64'),
      Buffer.alloc(12).fill(1, 11),
    );
    const sealed = [cipher.update(Buffer.alloc(CHUNK_BYTES, 7)), cipher.final(), cipher.getAuthTag()];
    expect(await codeOf(collect(openChunks(record, [new Uint8Array(Buffer.concat(sealed))])))).toBe(
      'damaged',
    );
  });

  it('takes no chunk of another file', async () => {
    const one = await make(2 * CHUNK_BYTES);
    const other = await make(2 * CHUNK_BYTES);
    const mixed = [...one.chunks.slice(0, 1), ...other.chunks.slice(1)];
    expect(await codeOf(openFile(one.record, mixed))).toBe('damaged');
  });
});

function spoil(chunks: readonly Bytes[], how: string, a: number, b: number): Bytes[] {
  const at = a % chunks.length;
  const to = (at + 1 + (b % (chunks.length - 1))) % chunks.length;
  const chunk = new Uint8Array(chunks[at] ?? []);
  const moved = new Uint8Array(chunks[to] ?? []);
  if (how === 'cut') return chunks.slice(0, -1);
  if (how === 'cut-first') return chunks.slice(1);
  if (how === 'doubled') return chunks.toSpliced(at, 0, chunk);
  if (how === 'swapped') return chunks.toSpliced(at, 1, moved).toSpliced(to, 1, chunk);
  if (how === 'appended') return [...chunks, moved];
  if (how === 'shortened') return chunks.toSpliced(at, 1, chunk.slice(0, b % chunk.length));
  chunk.set([(chunk[b % chunk.length] ?? 0) ^ (1 + (a % 255))], b % chunk.length);
  return chunks.toSpliced(at, 1, chunk);
}
