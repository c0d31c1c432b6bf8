/** Everything that is on the disk in a profile: every file as it is, and whatever is packed inside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { entriesOfBatch, entriesOfTable, recordsOfLog } from './leveldb';
import { unlz4 } from './lz4';
import { unsnap, unsnapStream } from './snappy';
import { columnsOf, isSqlite } from './sqlite';

export interface Content {
  /** The file, and how the bytes came out of it. */
  readonly where: string;
  readonly bytes: Buffer;
}

export function* contentsOf(profile: string): Generator<Content> {
  for (const path of filesIn(profile)) {
    const file = readFileSync(path);
    const where = relative(profile, path);
    yield { where, bytes: file };
    yield* unpacked(where, file);
    if (isSqlite(file)) yield* rows(where, columnsOf(file, readIfThere(`${path}-wal`)));
    else if (/\.(ldb|sst)$/.test(path)) yield* rows(where, entriesOfTable(file));
    else if (isLevelLog(path)) yield* logged(where, file);
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const readIfThere = (path: string) => (existsSync(path) ? readFileSync(path) : undefined);

/** Its neighbour says what the folder is. */
const isLevelLog = (path: string) =>
  /^(\d+\.log|MANIFEST-\d+)$/.test(basename(path)) && existsSync(join(dirname(path), 'CURRENT'));

function* logged(where: string, file: Buffer): Generator<Content> {
  for (const record of recordsOfLog(file)) {
    yield { where: `${where} record`, bytes: record };
    yield* rows(where, entriesOfBatch(record));
  }
}

function* rows(where: string, parts: Iterable<Buffer>): Generator<Content> {
  for (const bytes of parts) {
    yield { where: `${where} row`, bytes };
    yield* unpacked(`${where} row`, bytes);
    const block = unsnap(bytes);
    if (block) yield { where: `${where} row, snappy`, bytes: block };
  }
}

/** How Chromium marks a row of IndexedDB that it made smaller. */
const PACKED_BY_CHROMIUM = Buffer.from('ff1102', 'hex');
const GZIP = Buffer.from('1f8b08', 'hex');

function* unpacked(where: string, bytes: Buffer): Generator<Content> {
  const whole: [string, Buffer | undefined][] = [
    ['lz4', unlz4(bytes)],
    ['snappy', unsnapStream(bytes)],
    ['zlib', bytes[0] === 0x78 ? attempt(() => inflateSync(bytes)) : undefined],
  ];
  for (const at of placesOf(PACKED_BY_CHROMIUM, bytes))
    whole.push(['snappy', unsnap(bytes.subarray(at + PACKED_BY_CHROMIUM.length))]);
  for (const at of placesOf(GZIP, bytes)) whole.push(['gzip', attempt(() => gunzip(bytes.subarray(at)))]);
  for (const [name, plain] of whole) if (plain) yield { where: `${where}, ${name}`, bytes: plain };
}

function* placesOf(mark: Buffer, bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) yield at;
}

/** The library refuses what does not end where the packed part ends. */
function gunzip(bytes: Buffer): Buffer {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + bytes.readUInt16LE(at);
  for (const hasText of [flags & 8, flags & 16]) if (hasText) at = bytes.indexOf(0, at) + 1;
  if (flags & 2) at += 2;
  return inflateRawSync(bytes.subarray(at));
}

function attempt(unpack: () => Buffer): Buffer | undefined {
  try {
    return unpack();
  } catch {
    return undefined;
  }
}
