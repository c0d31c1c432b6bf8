/** The index on the disk: sealed parts, each of the jobs whose numbers follow each other. */
import { openDb } from '../db/open';
import type { Reader } from '../jobs/rows';
import { openJson, sealJson } from '../seal/envelope';
import { type Entry, partId, partSchema, SEARCH_PART } from './record';

export interface Part {
  /** Of its row; 0 when there is none. */
  readonly rev: number;
  readonly entries: readonly Entry[];
}

const place = (vaultId: string, part: number) => ({ vaultId, kind: SEARCH_PART, rowId: partId(part) });

/** Missing, damaged or thrown away: then it holds nothing, and is made again from the jobs. */
export async function readPart({ vaultId, key }: Reader, part: number): Promise<Part> {
  const row = await openDb().search.get(partId(part));
  if (!row) return { rev: 0, entries: [] };
  const entries = await openJson(key, place(vaultId, part), row.sealed, partSchema).catch(() => null);
  return { rev: row.rev, entries: entries ?? [] };
}

/** Only over the row that was there when its jobs were read: a destroyed one may have been taken out since. */
export async function writePart(
  { vaultId, key }: Reader,
  part: number,
  { rev, entries }: Part,
): Promise<boolean> {
  const { search } = openDb();
  const id = partId(part);
  const sealed = await sealJson(key, place(vaultId, part), entries);
  return openDb().transaction('rw', [search], async () => {
    const row = await search.get(id);
    if ((row?.rev ?? 0) !== rev) return false;
    await search.put({ id, rev: rev + 1, sealed });
    return true;
  });
}
