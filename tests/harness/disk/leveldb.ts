/**
 * LevelDB's files, read without the library: it opens no database with Chromium's own order of keys, and what was
 * overwritten or deleted is of interest too. https://github.com/google/leveldb/blob/main/doc/table_format.md
 */
import { readLength, unsnap } from './snappy';

const BLOCK_BYTES = 32 * 1024;
const FOOTER_BYTES = 48;
const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex');

/** Keys and values of a table, whatever became of them since. */
export function* entriesOfTable(file: Buffer): Generator<Buffer> {
  const footer = file.subarray(-FOOTER_BYTES);
  if (footer.length < FOOTER_BYTES || !footer.subarray(-8).equals(TABLE_MAGIC)) return;
  const meta = readHandle(footer, 0);
  const index = readHandle(footer, meta.next);
  for (const handle of [meta, index]) yield* partsOf(readBlock(file, handle));
  for (const [, value] of pairsOf(readBlock(file, index)))
    yield* partsOf(readBlock(file, readHandle(value, 0)));
}

function* partsOf(block: Buffer): Generator<Buffer> {
  for (const [key, value] of pairsOf(block)) {
    yield key;
    yield value;
  }
}

interface Handle {
  readonly offset: number;
  readonly size: number;
  readonly next: number;
}

function readHandle(bytes: Buffer, at: number): Handle {
  const offset = mustRead(bytes, at);
  const size = mustRead(bytes, offset.next);
  return { offset: offset.value, size: size.value, next: size.next };
}

function readBlock(file: Buffer, { offset, size }: Handle): Buffer {
  const body = file.subarray(offset, offset + size);
  const kind = file[offset + size];
  if (kind === 0) return body;
  const plain = kind === 1 ? unsnap(body) : undefined;
  if (!plain) throw new Error(`a LevelDB block of kind ${kind} that cannot be read`);
  return plain;
}

/** Each key shares its beginning with the one before. */
function* pairsOf(block: Buffer): Generator<readonly [Buffer, Buffer]> {
  const restarts = block.readUInt32LE(block.length - 4);
  const end = block.length - 4 * (restarts + 1);
  let key = Buffer.alloc(0);
  let at = 0;
  while (at < end) {
    const shared = mustRead(block, at);
    const own = mustRead(block, shared.next);
    const length = mustRead(block, own.next);
    const value = length.next + own.value;
    key = Buffer.concat([key.subarray(0, shared.value), block.subarray(length.next, value)]);
    at = value + length.value;
    yield [key, block.subarray(value, at)];
  }
}

/** Whole records of a log: what a write handed over, put together again from its blocks. */
export function* recordsOfLog(file: Buffer): Generator<Buffer> {
  let parts: Buffer[] = [];
  for (let start = 0; start < file.length; start += BLOCK_BYTES) {
    const block = file.subarray(start, start + BLOCK_BYTES);
    let at = 0;
    while (at + 7 <= block.length) {
      const length = block.readUInt16LE(at + 4);
      const kind = block[at + 6];
      if (kind === undefined || kind < 1 || kind > 4) break;
      const part = block.subarray(at + 7, at + 7 + length);
      at += 7 + length;
      parts = kind === 1 || kind === 2 ? [part] : [...parts, part];
      if (kind === 1 || kind === 4) yield Buffer.concat(parts);
    }
  }
  // The browser may have been killed in the middle of one.
  if (parts.length > 0) yield Buffer.concat(parts);
}

/** The keys and values that a record of a log puts or deletes. */
export function* entriesOfBatch(record: Buffer): Generator<Buffer> {
  let at = 12;
  while (at < record.length) {
    const isPut = record[at] === 1;
    at += 1;
    for (let part = 0; part < (isPut ? 2 : 1); part += 1) {
      const length = readLength(record, at);
      if (!length || length.next + length.value > record.length) return;
      yield record.subarray(length.next, length.next + length.value);
      at = length.next + length.value;
    }
  }
}

function mustRead(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  const read = readLength(bytes, at);
  if (!read) throw new Error('a LevelDB number that cannot be read');
  return read;
}
