/** What a person knows a way in by. Sealed: to open the vault nobody needs it. */
import type { Bytes } from '../core/bytes';
import { z } from '../core/zod';
import { openJson, type SealKey, sealJson } from '../seal/envelope';

/** A kind in the seal's AAD. */
const UNLOCKER_NOTE = 'unlocker-note';

const noteSchema = z.object({
  madeAtMs: z.number(),
  /** What a passkey was called. */
  name: z.optional(z.string()),
});
export type Note = z.infer<typeof noteSchema>;

interface Content {
  readonly vaultId: string;
  readonly content: SealKey;
}

const placeOf = (vaultId: string, rowId: string) => ({ vaultId, kind: UNLOCKER_NOTE, rowId });

export const sealNote = ({ vaultId, content }: Content, rowId: string, note: Note): Promise<Bytes> =>
  sealJson(content, placeOf(vaultId, rowId), note);

/** Throws when it is damaged, as every sealed row does. */
export const openNote = ({ vaultId, content }: Content, rowId: string, note: Bytes): Promise<Note | null> =>
  openJson(content, placeOf(vaultId, rowId), note, noteSchema);
