/** What is being done with single keys right now, beside the records: one key's news redraws one key. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';

export interface Work {
  readonly isBusy: boolean;
  /** Why the last thing failed, numbered so that the same reason twice is read out twice. */
  readonly failure?: { readonly problem: Problem; readonly count: number };
  /** Its secret is on the clipboard, as far as we know. */
  readonly isCopied?: boolean;
}

const IDLE: Work = { isBusy: false };

export interface WorkStore {
  read(id: string): Work;
  set(id: string, work: Work): void;
  subscribe(react: () => void): () => void;
  /** Marks the key busy meanwhile, and keeps what went wrong for its row. True when nothing did. */
  run(id: string, work: () => Promise<unknown>): Promise<boolean>;
}

export function createWork(): WorkStore {
  const works = new Map<string, Work>();
  const listeners = new Set<() => void>();
  let failures = 0;
  const store: WorkStore = {
    read: (id) => works.get(id) ?? IDLE,
    set(id, work) {
      works.set(id, work);
      for (const listener of listeners) listener();
    },
    subscribe(react) {
      listeners.add(react);
      return () => listeners.delete(react);
    },
    async run(id, work) {
      if (store.read(id).isBusy) return false;
      store.set(id, { isBusy: true });
      try {
        await work();
        store.set(id, IDLE);
        return true;
      } catch (error) {
        failures += 1;
        store.set(id, { isBusy: false, failure: { problem: toProblem(error), count: failures } });
        return false;
      }
    },
  };
  return store;
}

const WorkContext = createContext<WorkStore>(createWork());
export const WorkProvider = WorkContext.Provider;
export const useWorkStore = (): WorkStore => useContext(WorkContext);

export function useWork(id: string): Work {
  const store = useWorkStore();
  return useSyncExternalStore(store.subscribe, () => store.read(id));
}
