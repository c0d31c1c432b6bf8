/** What a person said about something that was made: it comes along as it is. */
import { z } from '../core/zod';
import { openDb } from '../db/open';
import type { SealedRow } from '../db/tables';
import type { Reader } from '../jobs/rows';
import { openJson, sealJson } from '../seal/envelope';
import type { Row } from './record';

/** A kind in the seal's AAD. */
const MARK = 'mark';
const markSchema = z.looseObject({});

export async function* readMarks(
  { vaultId, key }: Reader,
  onDamaged: () => void,
): AsyncGenerator<Row<'marks'>, void> {
  for (const row of await openDb().marks.toArray()) {
    if (row.gone) continue;
    const place = { vaultId, kind: MARK, rowId: row.id };
    const mark = await openJson(key, place, row.sealed, markSchema).catch(() => null);
    if (mark) yield { id: row.id, mark };
    else onDamaged();
  }
}

/** Without what would hide it: what is deleted is in no backup of ours. */
export async function sealMark({ vaultId, key }: Reader, id: string, mark: object): Promise<SealedRow> {
  const place = { vaultId, kind: MARK, rowId: id };
  return { id, rev: 1, sealed: await sealJson(key, place, { ...mark, deletedAtMs: undefined }) };
}
