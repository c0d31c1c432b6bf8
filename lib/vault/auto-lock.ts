/** When the vault locks by itself. The setting is sealed; what follows from it waits in session memory. */
import { fail, ProblemError } from '../core/problem';
import { readSetting, writeSetting } from '../db/settings';
import {
  AUTO_LOCK,
  type AutoLock,
  autoLockSettingSchema,
  DEFAULT_AUTO_LOCK,
  type Proof,
} from '../messages/vault';
import type { SealKey } from '../seal/envelope';
import { verifyProof } from './proof';
import { requireOpen, touch, unlessLocked } from './session';

/** A damaged setting must not keep anybody out: the default is used. */
export async function readAutoLock(open: { vaultId: string; content: SealKey }): Promise<AutoLock> {
  try {
    const { value } = await readSetting(open, AUTO_LOCK, autoLockSettingSchema);
    return value ? value.minutes : DEFAULT_AUTO_LOCK;
  } catch (error) {
    if (error instanceof ProblemError) return DEFAULT_AUTO_LOCK;
    throw error;
  }
}

/** "Never" leaves the vault open to whoever sits down next, so it takes the passphrase again. */
export async function setAutoLock(minutes: AutoLock, proof: Proof | undefined): Promise<void> {
  const open = await requireOpen();
  if (minutes === null) await verifyProof(proof ?? fail('proof-missing'));
  await writeSetting(open, AUTO_LOCK, { minutes });
  await touch(minutes).catch(unlessLocked);
}
