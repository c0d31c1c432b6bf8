/** What a page is told before anything is open. */
import { toBase64 } from '../core/bytes';
import { ProblemError } from '../core/problem';
import type { Unlocker } from '../db/tables';
import type { ProvableWay, VaultState } from '../messages/vault';
import { inLife } from './life';
import { findMarker, findVaultId, readUnlockers, writeMarker } from './rows';
import { closeSession, findOpenVault } from './session';
import { readWaitMs } from './tries';

/** In turn with creating and erasing, so that nobody is told of a vault that is half there. */
export const readState = (): Promise<VaultState> => inLife(read);

async function read(): Promise<VaultState> {
  const waitMs = await readWaitMs();
  const vaultId = await findVaultIdOrDamage();
  if (vaultId === undefined) return { state: await withoutVault(), unlockers: [], waitMs };
  const unlockers = (await readUnlockers()).map(toProvable);
  const open = await findOpenVault();
  if (open && (vaultId === DAMAGED || open.vaultId === vaultId)) return { state: 'open', unlockers, waitMs };
  if (vaultId === DAMAGED || unlockers.length === 0) return { state: 'damaged', unlockers: [], waitMs };
  await mendMarker(vaultId);
  return { state: 'locked', unlockers, waitMs };
}

const DAMAGED = Symbol('damaged');

async function findVaultIdOrDamage(): Promise<string | typeof DAMAGED | undefined> {
  try {
    return await findVaultId();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'vault-damaged') return DAMAGED;
    throw error;
  }
}

/** A marker without a vault is never a first run: the browser threw the vault away. */
async function withoutVault(): Promise<'absent' | 'lost'> {
  if (await findOpenVault()) await closeSession();
  return (await findMarker()) === undefined ? 'absent' : 'lost';
}

/** A browser killed in the middle of creating leaves a vault without its marker. */
async function mendMarker(vaultId: string): Promise<void> {
  if ((await findMarker()) !== vaultId) await writeMarker(vaultId);
}

function toProvable(row: Unlocker): ProvableWay {
  const { id } = row;
  const salt = toBase64(row.salt);
  if (row.kind === 'words') return { id, kind: row.kind, salt };
  if (row.kind === 'passkey') return { id, kind: row.kind, salt, credential: toBase64(row.credential) };
  const { kind, memoryKiB, passes, lanes } = row;
  return { id, kind, kdf: { memoryKiB, passes, lanes, salt } };
}
