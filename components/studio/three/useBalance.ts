import { createContext, useContext, useEffect } from 'react';
import type { Job } from '../../../lib/jobs/record';
import type { KeyRecord } from '../../../lib/keys/record';
import { ask } from '../../../lib/messages/client';
import { keysCheck } from '../../../lib/messages/keys';
import type { ModelList } from '../../../lib/models/record';
import type { Price3d } from '../../../lib/models/tariff';
import { type Balance, balanceOf, isShort, payerOf, withoutSpent } from './balance';

const OLD_MS = 10 * 60_000;
/** What would keep somebody from asking is asked after sooner. */
const OLD_SHORT_MS = 60_000;

/** Each state of things is asked after once for each time the page is opened. */
const asked = new Set<string>();

interface Asked {
  readonly jobs: readonly Job[];
  readonly lists: readonly ModelList[];
}

/** What else was asked for, and what it costs. Not handed on by items: each would be drawn anew with every change. */
const AskedContext = createContext<Asked>({ jobs: [], lists: [] });
export const AskedProvider = AskedContext.Provider;
export const useAsked = (): Asked => useContext(AskedContext);

/**
 * What the key has. It is asked anew, for nothing, when it is old, when something was paid since, and when it seems
 * too little: the answer is seen in the key's record.
 */
export function useBalance(key: KeyRecord | undefined, price: Price3d | undefined): Balance | undefined {
  const { jobs, lists } = useAsked();
  const told = key && price && balanceOf(key, price);
  const balance = key && told && withoutSpent(told, key, jobs, lists);
  const lastEndMs = Math.max(0, ...jobs.filter((job) => payerOf(job) === key?.id).map(endOf));
  const isTooLittle = balance !== undefined && price !== undefined && isShort(balance, price);
  useEffect(() => {
    if (!key || navigator.onLine === false) return;
    const checkedAtMs = key.checkedAtMs ?? 0;
    const isOld = Date.now() - checkedAtMs > (isTooLittle ? OLD_SHORT_MS : OLD_MS);
    if (!isOld && lastEndMs <= checkedAtMs) return;
    const state = `${key.id} ${checkedAtMs} ${lastEndMs}`;
    if (asked.has(state)) return;
    asked.add(state);
    // What it could not learn, the service says when it is asked to work.
    ask(keysCheck, { id: key.id }).catch(() => undefined);
  }, [key, lastEndMs, isTooLittle]);
  return balance;
}

const endOf = ({ state }: Job): number => (state.charge === 'none' ? 0 : (state.endedAtMs ?? 0));
