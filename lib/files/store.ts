/** Large bytes in and out of the database, in sealed chunks. Pages and the background use it alike. */
import type { Bytes } from '../core/bytes';
import { newId } from '../core/ids';
import { openDb } from '../db/open';
import { openFile, sealFile } from '../seal/file';
import type { KeptFile } from './record';

/** So many chunks in one transaction: a large picture must not wait in memory twice. */
const BATCH = 32;

/** A file whose record is never kept is rubbish that `sweep` finds: the record is written last. */
export async function keepFile(bytes: Bytes, about: Omit<KeptFile, 'id' | 'sealed'>): Promise<KeptFile> {
  const id = newId();
  const { record, chunks } = await sealFile(bytes);
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
  return { ...about, id, sealed: record };
}

export async function readFile({ id, sealed }: KeptFile): Promise<Bytes> {
  const rows = await openDb()
    .files.where('[file+at]')
    .between([id, 0], [id, Number.MAX_SAFE_INTEGER])
    .toArray();
  return openFile(
    sealed,
    rows.map(({ bytes }) => bytes),
  );
}

export async function dropFiles(ids: readonly string[]): Promise<void> {
  const { files } = openDb();
  for (const id of ids)
    await files.where('[file+at]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]).delete();
}
