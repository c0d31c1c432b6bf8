/** A vault's life: created once, unlocked, given another passphrase. Each step is one short transaction. */
import { sealActivity } from '../activity/write';
import { type Bytes, fromBase64, isEqual } from '../core/bytes';
import { newId, randomBytes } from '../core/ids';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { NumberedRow, UnlockerRow, VaultRow } from '../db/tables';
import type { NewUnlocker, Proof } from '../messages/vault';
import { importSealKey } from '../seal/envelope';
import { isWeakerThanToday, type Kdf } from '../seal/kdf';
import { deriveSubkeys } from '../seal/subkeys';
import { makeUnlocker } from '../seal/unlocker';
import { readAutoLock } from './auto-lock';
import { inLife } from './life';
import { openWithProof } from './proof';
import { findMarker, findVaultId, toVaultRow, writeMarker } from './rows';
import { closeSession, currentEpoch, type OpenVault, openSession, requireOpen } from './session';

export { verifyProof } from './proof';

const VAULT_KEY_BYTES = 32;

/** Exactly one of two pages that create at once gets a vault; the other hears `vault-exists`. */
export const create = (next: NewUnlocker): Promise<OpenVault> =>
  inLife(async () => {
    const since = currentEpoch();
    assertStrong(next.kdf);
    if ((await findVaultId()) !== undefined) fail('vault-exists');
    if ((await findMarker()) !== undefined) fail('vault-lost');
    const vaultId = newId();
    const vaultKey = randomBytes(VAULT_KEY_BYTES);
    const content = await importSealKey((await deriveSubkeys(vaultKey, vaultId)).content);
    await addVault(
      await toVaultRow(vaultId),
      await makeUnlocker({ id: newId(), vaultId, vaultKey, kdf: next.kdf, kek: fromBase64(next.kek) }),
      await sealActivity({ vaultId, content }, { atMs: Date.now(), what: 'vault-created' }),
    );
    await writeMarker(vaultId);
    return openWith(vaultId, vaultKey, since);
  });

/** `add` refuses a second vault. What lies in the other tables belongs to none that could be opened. */
async function addVault(vault: VaultRow, unlocker: UnlockerRow, activity: NumberedRow): Promise<void> {
  const db = openDb();
  try {
    await db.transaction('rw', db.tables, async () => {
      await db.vault.add(vault);
      for (const table of db.tables) if (table.name !== db.vault.name) await table.clear();
      await db.unlockers.add(unlocker);
      await db.activity.add(activity);
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'ConstraintError') fail('vault-exists');
    throw error;
  }
}

/** A lock that was asked for after this began wins over it. */
export async function unlock(proof: Proof): Promise<OpenVault> {
  const since = currentEpoch();
  const { vaultId, vaultKey } = await openWithProof(proof, 'unlock');
  return openWith(vaultId, vaultKey, since);
}

export const lock = (): Promise<void> => closeSession();

async function openWith(vaultId: string, vaultKey: Bytes, since: number): Promise<OpenVault> {
  const subkeys = await deriveSubkeys(vaultKey, vaultId);
  const minutes = await readAutoLock({ vaultId, content: await importSealKey(subkeys.content) });
  return openSession(vaultId, subkeys, minutes, since);
}

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
  if (why === 'strengthened' && !isWeakerThanToday(unlocker)) return;
  const kek = fromBase64(next.kek);
  const fresh = await makeUnlocker({ id: unlocker.id, vaultId, vaultKey, kdf: next.kdf, kek });
  const activity =
    why === 'changed' ? [await sealActivity(open, { atMs: Date.now(), what: 'passphrase-changed' })] : [];
  open.assertMaySend();
  await replaceUnlocker(unlocker, fresh, activity);
}

function replaceUnlocker(read: UnlockerRow, fresh: UnlockerRow, activity: NumberedRow[]): Promise<void> {
  const db = openDb();
  return db.transaction('rw', [db.unlockers, db.activity], async () => {
    const now = await db.unlockers.get(read.id);
    if (!now || !isEqual(now.sum, read.sum)) fail('unlocker-changed');
    await db.unlockers.put(fresh);
    await db.activity.bulkAdd(activity);
  });
}

/** A page is not believed when it offers less than today's cost. */
const assertStrong = (kdf: Kdf): void => {
  if (isWeakerThanToday(kdf)) fail('kdf-refused');
};
