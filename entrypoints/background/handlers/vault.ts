import { destroyOverdue } from '../../../lib/keys/change';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import {
  vaultAutoLock,
  vaultChangePassphrase,
  vaultCreate,
  vaultErase,
  vaultLock,
  vaultState,
  vaultTouch,
  vaultUnlock,
} from '../../../lib/messages/vault';
import { setAutoLock } from '../../../lib/vault/auto-lock';
import { erase } from '../../../lib/vault/erase';
import { touch, unlessLocked } from '../../../lib/vault/session';
import { readState } from '../../../lib/vault/state';
import { recordOpening } from '../../../lib/vault/trail';
import { changePassphrase, create, lock, unlock } from '../../../lib/vault/vault';

export const vaultHandlers: readonly Handler[] = [
  answer(vaultState, () => readState()),
  // It is there from the first transaction on, also when a lock came before it was open.
  answer(vaultCreate, (next) => done(create(next).catch(unlessLocked))),
  answer(vaultUnlock, async (proof) => {
    const open = await unlock(proof);
    await recordOpening(open);
    await destroyOverdue(open);
    return {};
  }),
  answer(vaultLock, () => done(lock())),
  answer(vaultTouch, () => done(touch())),
  answer(vaultChangePassphrase, (change) => done(changePassphrase(change))),
  answer(vaultAutoLock, ({ minutes, proof }) => done(setAutoLock(minutes, proof))),
  answer(vaultErase, () => done(erase())),
];
