import { useEffect, useRef, useState } from 'react';
import { type Problem, problem } from '../../lib/core/problem';
import { toStorageProblem } from '../../lib/db/problems';
import { ask } from '../../lib/messages/client';
import { vaultTouch } from '../../lib/messages/vault';

interface Work {
  readonly isBusy: boolean;
  /** Between 0 and 1; undefined while nobody knows. */
  readonly done: number | undefined;
  /** Numbered, so that the same reason twice is read out twice. */
  readonly failure: { readonly problem: Problem; readonly count: number } | undefined;
  readonly start: <T>(
    work: (signal: AbortSignal, tell: (done: number) => void) => Promise<T>,
  ) => Promise<T | undefined>;
  readonly stop: () => void;
}

/** Somebody waits for it: that is use, and the vault does not lock in the middle of it. */
const TOUCH_EVERY_MS = 60_000;
/** A bar that moves more often than this is only work. */
const STEPS = 100;

/** One long piece of work with its bar, its end, and a way to stop it. It stops when the page goes. */
export function useWork(): Work {
  const [isBusy, setIsBusy] = useState(false);
  const [done, setDone] = useState<number>();
  const [failure, setFailure] = useState<Work['failure']>();
  const aborter = useRef<AbortController>(undefined);
  useEffect(() => () => aborter.current?.abort(), []);

  const start: Work['start'] = async (work) => {
    const mine = new AbortController();
    aborter.current = mine;
    setIsBusy(true);
    setDone(undefined);
    setFailure(undefined);
    const touching = setInterval(() => void ask(vaultTouch, {}).catch(() => undefined), TOUCH_EVERY_MS);
    try {
      return await work(mine.signal, (part) => setDone(Math.floor(part * STEPS) / STEPS));
    } catch (error) {
      const told = mine.signal.aborted ? problem('backup-cancelled') : toStorageProblem(error);
      setFailure((last) => ({ problem: told, count: (last?.count ?? 0) + 1 }));
      return undefined;
    } finally {
      clearInterval(touching);
      setIsBusy(false);
    }
  };
  return { isBusy, done, failure, start, stop: () => aborter.current?.abort() };
}
