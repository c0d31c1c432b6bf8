import type { NumberedRow } from '../db/tables';
import { openJson, type SealKey } from '../seal/envelope';
import { listSchema, MODEL_LIST, type ModelList } from './record';

interface Reader {
  readonly vaultId: string;
  readonly key: SealKey;
}

/** A provider's list as it lies in its row. */
export async function openList({ vaultId, key }: Reader, row: NumberedRow): Promise<ModelList | undefined> {
  const place = { vaultId, kind: MODEL_LIST, rowId: row.id };
  return (await openJson(key, place, row.sealed, listSchema)) ?? undefined;
}
