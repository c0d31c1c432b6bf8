/** Every proof takes this one way: in turn, slowed after wrong ones, by unwrapping the vault key once more. */
import { type Bytes, fromBase64, toBase64 } from '../core/bytes';
import { fail, ProblemError } from '../core/problem';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import type { Unlocker } from '../db/tables';
import type { Proof } from '../messages/vault';
import { openUnlocker, parseUnlocker } from '../seal/unlocker';
import { requireVaultId } from './rows';
import { assertMayTry, countWrong, forgetWrong } from './tries';

export interface Proven {
  readonly vaultId: string;
  readonly vaultKey: Bytes;
  readonly unlocker: Unlocker;
}

const inTurn = newTurn();

/** Throws unless the proof opens the vault, here and now. No flag says that somebody proved it before. */
export async function verifyProof(proof: Proof): Promise<void> {
  await openWithProof(proof, 'again');
}

export const openWithProof = (proof: Proof, what: 'unlock' | 'again'): Promise<Proven> =>
  inTurn(async () => {
    await assertMayTry();
    const vaultId = await requireVaultId();
    const unlocker = await requireUnlocker(proof);
    try {
      const vaultKey = await openUnlocker(unlocker, vaultId, fromBase64(proof.kek));
      await forgetWrong();
      return { vaultId, vaultKey, unlocker };
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code.startsWith('wrong-'))
        await countWrong(what === 'unlock');
      throw error;
    }
  });

/** A proof made for a row that another page replaced meanwhile is stale, not wrong. */
async function requireUnlocker(proof: Proof): Promise<Unlocker> {
  const stored: unknown = await openDb().unlockers.get(proof.unlockerId);
  if (stored === undefined) return fail('unlocker-changed');
  const row = await parseUnlocker(stored);
  return toBase64(row.salt) === proof.salt ? row : fail('unlocker-changed');
}
