import { useState } from 'react';
import { type Problem, toProblem } from '../../../lib/core/problem';

export interface Act {
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
  run(work: () => Promise<unknown>): void;
}

/** One thing at a time, and why it did not work. */
export function useAct(): Act {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (work: () => Promise<unknown>) => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, problem, run: (work) => void run(work) };
}
