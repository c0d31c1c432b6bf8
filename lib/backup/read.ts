/** Out of a file into frames. Every chunk's tag, every row's form, the order, the counts and the end are looked at. */
import type { Bytes } from '../core/bytes';
import { fail, ProblemError } from '../core/problem';
import { CHUNK_BYTES, openChunks } from '../seal/file';
import { readFrames } from './frames';
import { type BackupKeys, HEADER_BYTES } from './header';
import {
  endSchema,
  type Row,
  rowSchemas,
  SECTION_FORMAT,
  SECTIONS,
  type SectionName,
  sectionSchema,
} from './record';

const SEALED_BYTES = CHUNK_BYTES + 16;
/** So many are read from the disk in one go. */
const AT_ONCE = 16;
/** Keys go to the background all at once. Nobody has so many. */
const MOST_KEYS = 10_000;

export type Item =
  | { readonly is: 'bytes'; readonly bytes: Bytes }
  | {
      [Name in SectionName]: { readonly is: Name; readonly row: Row<Name>; readonly raw: unknown };
    }[SectionName];

export const readHeader = async (file: Blob): Promise<Bytes> =>
  new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());

/** What it yields is genuine, but not yet known to be whole: that is so when it ends. */
export async function* readItems(
  file: Blob,
  keys: BackupKeys,
  tell: (readBytes: number) => void = () => undefined,
): AsyncGenerator<Item, void> {
  const chunkCount = (file.size - HEADER_BYTES) / SEALED_BYTES;
  if (!Number.isInteger(chunkCount) || chunkCount < 1) fail('backup-damaged');
  const extent = { key: keys.stream, chunkCount, byteCount: chunkCount * CHUNK_BYTES };
  try {
    yield* new Reading().items(readFrames(openChunks(extent, sealedChunks(file, tell))));
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'damaged') fail('backup-damaged');
    throw error;
  }
}

async function* sealedChunks(file: Blob, tell: (readBytes: number) => void): AsyncGenerator<Bytes, void> {
  const step = AT_ONCE * SEALED_BYTES;
  for (let at = HEADER_BYTES; at < file.size; at += step) {
    const bytes = new Uint8Array(await file.slice(at, at + step).arrayBuffer());
    for (let from = 0; from < bytes.length; from += SEALED_BYTES)
      yield bytes.subarray(from, from + SEALED_BYTES);
    tell(Math.min(file.size, at + step));
  }
}

const damaged = (): never => fail('backup-damaged');

/** Lines of the record may come twice: they are read by whoever takes them. */
function idOf(item: Item): string | undefined {
  if (item.is === 'bytes' || item.is === 'about' || item.is === 'log') return undefined;
  if (item.is === 'keys') return item.row.record.id;
  return item.is === 'jobs' ? item.row.request.id : item.row.id;
}

class Reading {
  #section: SectionName | undefined;
  readonly #rows: Partial<Record<SectionName, number>> = {};
  /** Ids of this section's rows: one that comes twice was not written by us. */
  #ids = new Set<string>();
  /** Chunks that the last row of `files` still has to come. */
  #owed = 0;

  async *items(frames: ReturnType<typeof readFrames>): AsyncGenerator<Item, void> {
    for await (const frame of frames) {
      if (frame.is === 'bytes') {
        if (this.#owed === 0) damaged();
        this.#owed -= 1;
        yield frame;
        continue;
      }
      if (this.#owed > 0) damaged();
      if (frame.is === 'section') this.#begin(frame.value);
      else if (frame.is === 'end') this.#end(frame.value);
      else yield this.#row(frame.value);
    }
  }

  /** A section that this version does not know is not skipped: what is in it would be lost without a word. */
  #begin(value: unknown): void {
    const { name, format } = sectionSchema.safeParse(value).data ?? damaged();
    const found = SECTIONS.find((section) => section === name) ?? fail('backup-newer');
    if (format > SECTION_FORMAT) fail('backup-newer');
    const before = this.#section ? SECTIONS.indexOf(this.#section) : -1;
    if (format !== SECTION_FORMAT || SECTIONS.indexOf(found) <= before) damaged();
    if (before === -1 && found !== 'about') damaged();
    this.#section = found;
    this.#rows[found] = 0;
    this.#ids = new Set();
  }

  #row(raw: unknown): Item {
    const is = this.#section;
    if (!is) return damaged();
    const parsed = rowSchemas[is].safeParse(raw);
    if (!parsed.success) return damaged();
    const count = (this.#rows[is] ?? 0) + 1;
    this.#rows[is] = count;
    const item = { is, row: parsed.data, raw } as Item;
    const id = idOf(item);
    if (id !== undefined && this.#ids.has(id)) damaged();
    if (id !== undefined) this.#ids.add(id);
    if (is === 'keys' && count > MOST_KEYS) damaged();
    if (item.is === 'files') this.#owed = item.row.chunkCount;
    return item;
  }

  #end(value: unknown): void {
    const { rows } = endSchema.safeParse(value).data ?? damaged();
    const counted: Readonly<Record<string, number>> = this.#rows;
    for (const name of new Set([...Object.keys(rows), ...Object.keys(counted)]))
      if (rows[name] !== counted[name]) damaged();
    if (counted.about !== 1) damaged();
  }
}
