/** Marks, sealed and opened. A damaged one says nothing. */
import { openDb } from '../db/open';
import type { MarkRow } from '../db/tables';
import type { Reader } from '../jobs/rows';
import { openJson, sealJson } from '../seal/envelope';
import { MARK, type Mark, markSchema, NO_MARK } from './record';

const place = (vaultId: string, rowId: string) => ({ vaultId, kind: MARK, rowId });

export async function openMark({ vaultId, key }: Reader, row: MarkRow): Promise<Mark> {
  const mark = await openJson(key, place(vaultId, row.id), row.sealed, markSchema).catch(() => null);
  return mark ?? NO_MARK;
}

export const sealMark = async (
  { vaultId, key }: Reader,
  id: string,
  mark: Mark,
  rev: number,
): Promise<MarkRow> => ({
  id,
  rev,
  sealed: await sealJson(key, place(vaultId, id), mark),
  ...(mark.deletedAtMs === undefined ? {} : { gone: 1 as const }),
});

/** The ids of what is deleted and can still come back. */
export const readGone = (): Promise<string[]> => openDb().marks.where('gone').equals(1).primaryKeys();
