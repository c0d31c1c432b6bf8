import { useCallback, useEffect, useState } from 'react';
import { fail, type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { type Proof, type ProvableWay, vaultState } from '../../lib/messages/vault';
import type { Kdf } from '../../lib/seal/kdf';
import { nextPaint } from './nextPaint';
import { lookAgain } from './store';

/** What was typed, and how its proof was derived. */
export interface Typed {
  readonly passphrase: string;
  readonly kdf: Kdf;
}

/** What a right passphrase is for. Nothing was typed where another way in proved it. */
export type UseProof = (proof: Proof, typed?: Typed) => Promise<unknown>;

export interface Attempt {
  readonly isBusy: boolean;
  /** Why the last try failed, numbered so that the same reason twice is read out twice. */
  readonly failure: { readonly problem: Problem; readonly count: number } | undefined;
  /** Until then no try is heard, because of wrong ones before. */
  readonly waitUntilMs: number;
  /** The ways in that there are, as soon as the background told. */
  readonly ways: readonly ProvableWay[];
  readonly attempt: (passphrase: string) => Promise<boolean>;
  /** With another way in. One that comes to nothing without a word (a prompt that was closed) is no failure. */
  readonly attemptBy: (findProof: () => Promise<Proof | undefined>) => Promise<boolean>;
}

/** Proves a typed passphrase and hands the proof on. The waits after wrong tries survive a reload. */
export function useAttempt(use: UseProof): Attempt {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Attempt['failure']>();
  const [waitUntilMs, setWaitUntilMs] = useState(0);
  const [ways, setWays] = useState<readonly ProvableWay[]>([]);

  const learnWait = useCallback(async () => {
    const { unlockers, waitMs } = await ask(vaultState, {});
    setWaitUntilMs(waitMs > 0 ? Date.now() + waitMs : 0);
    setWays(unlockers);
  }, []);
  useEffect(() => {
    // Not knowing how long to wait stops nobody: the background knows.
    learnWait().catch(() => undefined);
  }, [learnWait]);

  const run = async (work: () => Promise<boolean>) => {
    setIsBusy(true);
    try {
      const isDone = await work();
      setFailure(undefined);
      return isDone;
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
  const attempt = (passphrase: string) => run(() => proveAndUse(passphrase, use));
  const attemptBy = (findProof: () => Promise<Proof | undefined>) =>
    run(async () => {
      const proof = await findProof();
      if (proof) await use(proof);
      return proof !== undefined;
    });
  return { isBusy, failure, waitUntilMs, ways, attempt, attemptBy };
}

async function proveAndUse(passphrase: string, use: UseProof): Promise<true> {
  if (passphrase === '') fail('passphrase-empty');
  await nextPaint();
  const { unlockers } = await ask(vaultState, {});
  const unlocker = unlockers.find((way) => way.kind === 'passphrase');
  if (!unlocker) return fail(unlockers.length > 0 ? 'passphrase-damaged' : 'vault-absent');
  const { prove } = await import('../../lib/seal/prove');
  await use(await prove(passphrase, unlocker), { passphrase, kdf: unlocker.kdf });
  return true;
}
