import { newId } from '../core/ids';
import { openDb } from '../db/open';
import type { NumberedRow } from '../db/tables';
import { type SealKey, sealJson } from '../seal/envelope';
import { ACTIVITY, type Activity } from './record';

/** Sealed before the transaction that adds it: no crypto may run inside one. */
export async function sealActivity(
  open: { readonly vaultId: string; readonly content: SealKey },
  activity: Activity,
): Promise<NumberedRow> {
  const id = newId();
  const place = { vaultId: open.vaultId, kind: ACTIVITY, rowId: id };
  return { id, rev: 1, sealed: await sealJson(open.content, place, activity) };
}

/** For what stands alone; an event of a key is added in the transaction that changes the key. */
export async function record(
  open: { readonly vaultId: string; readonly content: SealKey },
  activity: Activity,
): Promise<void> {
  await openDb().activity.add(await sealActivity(open, activity));
}
