import { createContext, useContext, useMemo } from 'react';
import { type Limit, withFollowers } from '../../lib/budgets/follow';
import type { KeyRecord } from '../../lib/keys/record';
import { useLive } from '../hooks/useLive';

type OfKeys = ReadonlyMap<string, readonly Limit[]>;

const NONE: readonly Limit[] = [];
const Context = createContext<OfKeys>(new Map());
export const KeyBudgetsProvider = Context.Provider;

const TABLES = ['settings'] as const;
const readBudgeting = async () => (await import('../../lib/budgets/reads')).readBudgeting();

/** The budgets that each key has for itself, or has from the one that it followed. */
export function useKeyBudgets(keys: readonly KeyRecord[]): OfKeys {
  const live = useLive(readBudgeting, TABLES);
  const budgets = live.state === 'ready' ? live.value.budgets : undefined;
  return useMemo(() => {
    const ofKeys = new Map<string, Limit[]>();
    for (const limit of withFollowers(budgets ?? NONE, keys))
      for (const id of limit.keyIds ?? []) ofKeys.set(id, [...(ofKeys.get(id) ?? []), limit]);
    return ofKeys;
  }, [budgets, keys]);
}

export const useBudgetsOf = (keyId: string): readonly Limit[] => useContext(Context).get(keyId) ?? NONE;
