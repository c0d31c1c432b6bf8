/**
 * SQLite's files, read without the library: a row that spans pages is put together again, from the database and
 * from its write-ahead log alike, whether it was checkpointed, overwritten or not. https://sqlite.org/fileformat.html
 */

const NAME = Buffer.from('SQLite format 3\0');
const LEAF_TABLE = 13;
const LEAF_INDEX = 10;
const INTERIOR_INDEX = 2;
const FRAME_HEAD_BYTES = 24;
const LOG_HEAD_BYTES = 32;

export const isSqlite = (bytes: Buffer): boolean => bytes.subarray(0, NAME.length).equals(NAME);

interface Page {
  readonly number: number;
  readonly bytes: Buffer;
}

/** All columns of all rows that hold text or bytes. */
export function* columnsOf(database: Buffer, log: Buffer | undefined): Generator<Buffer> {
  const size = database.readUInt16BE(16) === 1 ? 65_536 : database.readUInt16BE(16);
  const usable = size - (database[20] ?? 0);
  const pages = [...pagesOf(database, size), ...(log ? framesOf(log, size) : [])];
  const newest = new Map(pages.map(({ number, bytes }) => [number, bytes]));
  for (const page of pages) for (const payload of payloadsOf(page, usable, newest)) yield* partsOf(payload);
}

function* pagesOf(database: Buffer, size: number): Generator<Page> {
  for (let at = 0; at + size <= database.length; at += size)
    yield { number: at / size + 1, bytes: database.subarray(at, at + size) };
}

function* framesOf(log: Buffer, size: number): Generator<Page> {
  for (let at = LOG_HEAD_BYTES; at + FRAME_HEAD_BYTES + size <= log.length; at += FRAME_HEAD_BYTES + size) {
    const from = at + FRAME_HEAD_BYTES;
    yield { number: log.readUInt32BE(at), bytes: log.subarray(from, from + size) };
  }
}

function* payloadsOf({ number, bytes }: Page, usable: number, newest: ReadonlyMap<number, Buffer>) {
  const head = number === 1 ? 100 : 0;
  const kind = bytes[head];
  if (kind !== LEAF_TABLE && kind !== LEAF_INDEX && kind !== INTERIOR_INDEX) return;
  const cells = bytes.readUInt16BE(head + 3);
  const pointers = head + (kind === INTERIOR_INDEX ? 12 : 8);
  for (let index = 0; index < cells && pointers + 2 * index + 2 <= bytes.length; index += 1) {
    let at = bytes.readUInt16BE(pointers + 2 * index);
    if (kind === INTERIOR_INDEX) at += 4;
    const length = readNumber(bytes, at);
    const start = kind === LEAF_TABLE ? readNumber(bytes, length.next).next : length.next;
    const here = localBytes(length.value, usable, kind === LEAF_TABLE);
    if (start + here > bytes.length) continue;
    const local = bytes.subarray(start, start + here);
    yield length.value > here && start + here + 4 <= bytes.length
      ? Buffer.concat([local, ...chainFrom(bytes.readUInt32BE(start + here), usable, newest)]).subarray(
          0,
          length.value,
        )
      : local;
  }
}

/** How much of a payload stands in its cell; the rest is on pages of its own. */
function localBytes(payload: number, usable: number, isTable: boolean): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (payload <= most) return payload;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fit = least + ((payload - least) % (usable - 4));
  return fit <= most ? fit : least;
}

function chainFrom(first: number, usable: number, newest: ReadonlyMap<number, Buffer>): Buffer[] {
  const parts: Buffer[] = [];
  const seen = new Set<number>();
  for (let next = first; next !== 0 && !seen.has(next); ) {
    seen.add(next);
    const page = newest.get(next);
    if (!page) break;
    parts.push(page.subarray(4, usable));
    next = page.readUInt32BE(0);
  }
  return parts;
}

/** A record says the kinds of its columns first, then the columns. */
function* partsOf(payload: Buffer): Generator<Buffer> {
  if (payload.length === 0) return;
  const head = readNumber(payload, 0);
  let at = head.next;
  let from = head.value;
  while (at < head.value && at < payload.length) {
    const kind = readNumber(payload, at);
    at = kind.next;
    const length =
      kind.value >= 12 ? (kind.value - (kind.value % 2 === 0 ? 12 : 13)) / 2 : (NUMBERS[kind.value] ?? 0);
    if (kind.value >= 12 && from < payload.length) yield payload.subarray(from, from + length);
    from += length;
  }
}

/** The bytes of the kinds that are numbers. */
const NUMBERS = [0, 1, 2, 3, 4, 6, 8, 8];

/** A number in groups of seven bits, the highest first; a ninth byte counts whole. */
function readNumber(bytes: Buffer, from: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[from + index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: from + index + 1 };
  }
  return { value: value * 256 + (bytes[from + 8] ?? 0), next: from + 9 };
}
