import { useCallback, useEffect, useState } from 'react';
import { fail, type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { type Proof, vaultState } from '../../lib/messages/vault';
import type { Kdf } from '../../lib/seal/kdf';
import { nextPaint } from './nextPaint';
import { lookAgain } from './store';

/** What was typed, and how its proof was derived. */
export interface Typed {
  readonly passphrase: string;
  readonly kdf: Kdf;
}

/** What a right passphrase is for. */
export type UseProof = (proof: Proof, typed: Typed) => Promise<unknown>;

export interface Attempt {
  readonly isBusy: boolean;
  /** Why the last try failed, numbered so that the same reason twice is read out twice. */
  readonly failure: { readonly problem: Problem; readonly count: number } | undefined;
  /** Until then no try is heard, because of wrong ones before. */
  readonly waitUntilMs: number;
  readonly attempt: (passphrase: string) => Promise<boolean>;
}

/** Proves a typed passphrase and hands the proof on. The waits after wrong tries survive a reload. */
export function useAttempt(use: UseProof): Attempt {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Attempt['failure']>();
  const [waitUntilMs, setWaitUntilMs] = useState(0);

  const learnWait = useCallback(async () => {
    const { state, waitMs } = await ask(vaultState, {});
    setWaitUntilMs(waitMs > 0 ? Date.now() + waitMs : 0);
    return state;
  }, []);
  useEffect(() => {
    // Not knowing how long to wait stops nobody: the background knows.
    learnWait().catch(() => undefined);
  }, [learnWait]);

  const attempt = async (passphrase: string) => {
    setIsBusy(true);
    try {
      await proveAndUse(passphrase, use);
      setFailure(undefined);
      return true;
    } catch (error) {
      const failed = toProblem(error);
      setFailure((last) => ({ problem: failed, count: (last?.count ?? 0) + 1 }));
      await learnWait().catch(() => undefined);
      if (failed.code.startsWith('vault-')) void lookAgain();
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, failure, waitUntilMs, attempt };
}

async function proveAndUse(passphrase: string, use: UseProof): Promise<void> {
  if (passphrase === '') fail('passphrase-empty');
  await nextPaint();
  const { unlockers } = await ask(vaultState, {});
  const unlocker = unlockers[0] ?? fail('vault-absent');
  const { prove } = await import('../../lib/seal/prove');
  await use(await prove(passphrase, unlocker), { passphrase, kdf: unlocker.kdf });
}
