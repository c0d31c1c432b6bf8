/** The one way in that is always there: made, and made anew around the same vault key. */
import type { Event } from '../activity/record';
import { type Traces, traced } from '../activity/write';
import { type Bytes, fromBase64 } from '../core/bytes';
import { newId } from '../core/ids';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { Unlocker, UnlockerRow } from '../db/tables';
import type { NewUnlocker, Proof } from '../messages/vault';
import type { SealKey } from '../seal/envelope';
import { isWeakerThanToday, type Kdf } from '../seal/kdf';
import { makeUnlocker } from '../seal/unlocker';
import { sealNote } from '../unlockers/note';
import { openWithProof } from './proof';
import { changeWays } from './rows';
import { requireOpen } from './session';

interface Sealing {
  readonly vaultId: string;
  readonly content: SealKey;
}

export async function toPassphraseRow(
  sealing: Sealing,
  vaultKey: Bytes,
  { kdf, kek }: NewUnlocker,
  id = newId(),
): Promise<UnlockerRow> {
  const row = await makeUnlocker({
    id,
    vaultId: sealing.vaultId,
    vaultKey,
    kdf,
    kek: fromBase64(kek),
  });
  return { ...row, note: await sealNote(sealing, id, { madeAtMs: Date.now() }) };
}

/** A page is not believed when it offers less than today's cost. */
export const assertStrong = (kdf: Kdf): void => {
  if (isWeakerThanToday(kdf)) fail('kdf-refused');
};

export interface Change {
  readonly proof: Proof;
  readonly next: NewUnlocker;
  readonly why: 'changed' | 'strengthened';
}

/** One row is wrapped anew in one transaction: at every moment exactly one passphrase opens the vault. */
export async function changePassphrase({ proof, next, why }: Change): Promise<void> {
  const open = await requireOpen();
  assertStrong(next.kdf);
  const { vaultId, vaultKey, unlocker } = await openWithProof(proof, 'again');
  if (vaultId !== open.vaultId) fail('locked');
  if (why === 'strengthened' && !(unlocker.kind === 'passphrase' && isWeakerThanToday(unlocker))) return;
  const id = unlocker.kind === 'passphrase' ? unlocker.id : newId();
  const made = await toPassphraseRow(open, vaultKey, next, id);
  // The same passphrase is as old as before.
  const fresh = why === 'strengthened' ? { ...made, ...(await noteOf(id)) } : made;
  const events: Event[] = why === 'changed' ? [{ atMs: Date.now(), what: 'passphrase-changed' }] : [];
  await traced(open, events, (traces) => {
    open.assertMaySend();
    return putPassphrase(unlocker, fresh, traces);
  });
}

async function noteOf(id: string): Promise<Pick<UnlockerRow, 'note'>> {
  const note = (await openDb().unlockers.get(id))?.note;
  return note ? { note } : {};
}

/** In the place of the one before, be that damaged. `by` is what was proved. */
export const putPassphrase = (by: Unlocker, fresh: UnlockerRow, traces: Traces): PromiseLike<void> =>
  changeWays({ by, isGone: ({ kind }) => kind === 'passphrase', fresh: [fresh], traces });
