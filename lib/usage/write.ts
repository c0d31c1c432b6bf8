import { newId } from '../core/ids';
import type { NumberedRow } from '../db/tables';
import { type SealKey, sealJson } from '../seal/envelope';
import { type Entry, LEDGER_ENTRY } from './record';

/** Sealed first; it is added in the transaction that marks its job as booked, so it is there once. */
export async function sealEntry(
  open: { readonly vaultId: string; readonly content: SealKey },
  entry: Entry,
): Promise<NumberedRow> {
  const id = newId();
  const place = { vaultId: open.vaultId, kind: LEDGER_ENTRY, rowId: id };
  return { id, rev: 1, sealed: await sealJson(open.content, place, entry) };
}
