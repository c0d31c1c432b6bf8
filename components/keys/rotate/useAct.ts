import { useState } from 'react';
import { type Problem, toProblem } from '../../../lib/core/problem';

export interface Act {
  readonly isBusy: boolean;
  /** Numbered, so that the same reason twice is read out twice. */
  readonly failure: { readonly problem: Problem; readonly count: number } | undefined;
  run(work: () => Promise<unknown>): Promise<void>;
}

/** One thing at a time, and why it failed. */
export function useAct(): Act {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Act['failure']>();
  return {
    isBusy,
    failure,
    async run(work) {
      if (isBusy) return;
      setIsBusy(true);
      setFailure(undefined);
      try {
        await work();
      } catch (error) {
        setFailure((last) => ({ problem: toProblem(error), count: (last?.count ?? 0) + 1 }));
      } finally {
        setIsBusy(false);
      }
    },
  };
}
