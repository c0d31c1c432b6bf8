/** Large bytes in and out of the database, in sealed chunks. Pages and the background use it alike. */
import type { Bytes } from '../core/bytes';
import { newId } from '../core/ids';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { toStorageProblem } from '../db/problems';
import { CHUNK_BYTES, openChunks, openFile, sealFile } from '../seal/file';
import type { KeptFile } from './record';

/** So many chunks in one transaction: a large picture must not wait in memory twice. */
const BATCH = 32;

/** A file whose record is never kept is rubbish that a sweep finds: the record is written last. */
export async function keepFile(bytes: Bytes, about: Omit<KeptFile, 'id' | 'sealed'>): Promise<KeptFile> {
  const id = newId();
  const { record, chunks } = await sealFile(bytes);
  try {
    await addChunks(id, chunks);
  } catch (error) {
    // A disk that is full must not stay so for what nobody has a name for.
    await dropFiles([id]).catch(() => undefined);
    throw error;
  }
  return { ...about, id, sealed: record };
}

async function addChunks(id: string, chunks: AsyncIterable<Bytes>): Promise<void> {
  let batch: { file: string; at: number; bytes: Bytes }[] = [];
  let at = 0;
  for await (const chunk of chunks) {
    batch.push({ file: id, at, bytes: chunk });
    at += 1;
    if (batch.length < BATCH) continue;
    await openDb().files.bulkAdd(batch);
    batch = [];
  }
  if (batch.length > 0) await openDb().files.bulkAdd(batch);
}

export async function readFile({ id, sealed }: KeptFile): Promise<Bytes> {
  return openFile(sealed, readRows(id));
}

/** The file as it stood, piece by piece: it is never whole in the memory of a program. Each piece is checked. */
export const readPieces = ({ id, sealed }: KeptFile): AsyncGenerator<Bytes, void> =>
  openChunks(sealed, readRows(id));

/** So much is put together before the browser takes it out of our hands. */
const PART_BYTES = 4 * 1024 * 1024;

/** For an address or a download. The browser keeps it where it likes, on its disk when it is large. */
export async function readBlob(file: KeptFile, signal?: AbortSignal): Promise<Blob> {
  const parts: Blob[] = [];
  let pieces: Bytes[] = [];
  for await (const piece of readPieces(file)) {
    signal?.throwIfAborted();
    pieces.push(piece);
    if (pieces.length * CHUNK_BYTES < PART_BYTES) continue;
    parts.push(new Blob(pieces));
    pieces = [];
  }
  return new Blob([...parts, ...pieces], { type: file.media });
}

/** A few at a time. A gap is damage; what is missing at the end is seen by who knows how many there are. */
export async function* readRows(id: string): AsyncGenerator<Bytes, void> {
  for (let next = 0; ; ) {
    const rows = await openDb()
      .files.where('[file+at]')
      .between([id, next], [id, next + BATCH])
      .toArray();
    for (const { at, bytes } of rows) {
      if (at !== next) fail('damaged');
      next += 1;
      yield bytes;
    }
    if (rows.length < BATCH) break;
  }
}

/**
 * Throws on what says nothing about the file: storage that does not answer. A browser that keeps large values in files
 * of their own calls one that was cut short an unknown error, or has no word for it; their names it still tells.
 */
export async function assertDamaged(id: string, error: unknown): Promise<void> {
  const { code } = toStorageProblem(error);
  if (code === 'storage-broken') await rowsOf(id).primaryKeys();
  else if (code !== 'damaged' && code !== 'unexpected') throw error;
}

const rowsOf = (id: string) =>
  openDb().files.where('[file+at]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]);

export async function dropFiles(ids: readonly string[]): Promise<void> {
  for (const id of ids) await rowsOf(id).delete();
}

/** The ids of all of which anything lies here. */
export async function listFiles(): Promise<string[]> {
  const ids: string[] = [];
  for (let last = ''; ; ) {
    const [next] = await openDb()
      .files.where('[file+at]')
      .above([last, Number.MAX_SAFE_INTEGER])
      .limit(1)
      .primaryKeys();
    if (!next) return ids;
    [last] = next;
    ids.push(last);
  }
}
