import { prune, readSureNow } from '../../../lib/activity/prune';
import { remakeBooks } from '../../../lib/jobs/recount';
import { destroyOverdue } from '../../../lib/keys/change';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import {
  vaultAddWay,
  vaultAutoLock,
  vaultChangePassphrase,
  vaultCreate,
  vaultErase,
  vaultLock,
  vaultRecover,
  vaultRemoveWay,
  vaultState,
  vaultTouch,
  vaultTry,
  vaultUnlock,
} from '../../../lib/messages/vault';
import { setAutoLock } from '../../../lib/vault/auto-lock';
import { erase } from '../../../lib/vault/erase';
import { changePassphrase } from '../../../lib/vault/passphrase';
import { openWithProof } from '../../../lib/vault/proof';
import { findOpenVault, type OpenVault, touch, unlessLocked } from '../../../lib/vault/session';
import { readState } from '../../../lib/vault/state';
import { recordOpening } from '../../../lib/vault/trail';
import { create, lock, recover, unlock } from '../../../lib/vault/vault';
import { addWay, removeWay } from '../../../lib/vault/ways';

async function afterOpening(opening: Promise<OpenVault | undefined>): Promise<Record<string, never>> {
  const open = await opening;
  if (!open) return {};
  const nowMs = await readSureNow(open);
  await recordOpening(open);
  await destroyOverdue(open);
  // Nobody waits for it: what it does not come to today goes with the next unlock.
  void prune(open, nowMs).catch(() => undefined);
  void remakeBooks(open).catch(() => undefined);
  return {};
}

export const vaultHandlers: readonly Handler[] = [
  answer(vaultState, () => readState()),
  // It is there from the first transaction on, also when a lock came before it was open.
  answer(vaultCreate, (next) => done(create(next).catch(unlessLocked))),
  answer(vaultUnlock, (proof) => afterOpening(unlock(proof))),
  answer(vaultTry, async (proof) => {
    await openWithProof(proof, (await findOpenVault()) ? 'again' : 'unlock');
    return {};
  }),
  answer(vaultRecover, ({ proof, next }) => afterOpening(recover(proof, next))),
  answer(vaultLock, () => done(lock())),
  answer(vaultTouch, () => done(touch())),
  answer(vaultChangePassphrase, (change) => done(changePassphrase(change))),
  answer(vaultAddWay, ({ proof, way }) => done(addWay(proof, way))),
  answer(vaultRemoveWay, ({ proof, id }) => done(removeWay(proof, id))),
  answer(vaultAutoLock, ({ minutes, proof }) => done(setAutoLock(minutes, proof))),
  answer(vaultErase, () => done(erase())),
];
