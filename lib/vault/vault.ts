/** A vault's life: created once, opened, locked. Each step is one short transaction. */
import { firstTraces, type Traces, traced } from '../activity/write';
import type { Bytes } from '../core/bytes';
import { newId, randomBytes } from '../core/ids';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { UnlockerRow, VaultRow } from '../db/tables';
import type { NewUnlocker, Proof } from '../messages/vault';
import { importSealKey } from '../seal/envelope';
import { deriveSubkeys } from '../seal/subkeys';
import { readAutoLock } from './auto-lock';
import { inLife } from './life';
import { assertStrong, putPassphrase, toPassphraseRow } from './passphrase';
import { openWithProof } from './proof';
import { findMarker, findVaultId, toVaultRow, writeMarker } from './rows';
import { closeSession, currentEpoch, type OpenVault, openSession, unlessLocked } from './session';

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
    const sealing = await toSealing(vaultId, vaultKey);
    await addVault(
      await toVaultRow(vaultId),
      await toPassphraseRow(sealing, vaultKey, next),
      await firstTraces(sealing, [{ atMs: Date.now(), what: 'vault-created' }]),
    );
    await writeMarker(vaultId);
    return openWith(vaultId, vaultKey, since);
  });

/** `add` refuses a second vault. What lies in the other tables belongs to none that could be opened. */
async function addVault(vault: VaultRow, unlocker: UnlockerRow, traces: Traces): Promise<void> {
  const db = openDb();
  try {
    await db.transaction('rw', db.tables, async () => {
      await db.vault.add(vault);
      for (const table of db.tables) if (table.name !== db.vault.name) await table.clear();
      await db.unlockers.add(unlocker);
      await traces.add();
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

/** Somebody forgot the passphrase: another way in sets a new one. The vault opens, unless a lock came in between. */
export async function recover(proof: Proof, next: NewUnlocker): Promise<OpenVault | undefined> {
  const since = currentEpoch();
  assertStrong(next.kdf);
  const { vaultId, vaultKey, unlocker } = await openWithProof(proof, 'unlock');
  const sealing = await toSealing(vaultId, vaultKey);
  const fresh = await toPassphraseRow(sealing, vaultKey, next);
  await traced(sealing, [{ atMs: Date.now(), what: 'passphrase-recovered' }], (traces) => {
    if (currentEpoch() !== since) fail('locked');
    return putPassphrase(unlocker, fresh, traces);
  });
  return openWith(vaultId, vaultKey, since).catch(unlessLocked);
}

const toSealing = async (vaultId: string, vaultKey: Bytes) => ({
  vaultId,
  content: await importSealKey((await deriveSubkeys(vaultKey, vaultId)).content),
});

export const lock = (): Promise<void> => closeSession();

async function openWith(vaultId: string, vaultKey: Bytes, since: number): Promise<OpenVault> {
  const subkeys = await deriveSubkeys(vaultKey, vaultId);
  const minutes = await readAutoLock({ vaultId, content: await importSealKey(subkeys.content) });
  return openSession(vaultId, subkeys, minutes, since);
}
