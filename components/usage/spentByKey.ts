import { createContext, useContext, useMemo } from 'react';
import { type Cell, NOTHING, type Sum, sumBy } from '../../lib/usage/cells';

type Spent = ReadonlyMap<string, Sum>;

const Context = createContext<Spent | undefined>(undefined);
export const SpentProvider = Context.Provider;

export const useSpentByKey = (month: readonly Cell[] | undefined): Spent | undefined =>
  useMemo(() => month && sumBy(month, ({ keyId }) => keyId), [month]);

/** What one key paid this month. Undefined while it is added up. */
export function useSpentOf(keyId: string): Sum | undefined {
  const spent = useContext(Context);
  return spent && (spent.get(keyId) ?? NOTHING);
}
