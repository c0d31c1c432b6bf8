import { useEffect, useMemo, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import type { Make } from '../../lib/jobs/record';
import { ask } from '../../lib/messages/client';
import { modelsRefresh } from '../../lib/messages/jobs';
import type { ModelList } from '../../lib/models/record';
import type { Payer } from './usable';

export interface Refreshing {
  /** Providers whose list is being read. */
  readonly busy: ReadonlySet<string>;
  /** Why a list could not be read, by provider. */
  readonly problems: ReadonlyMap<string, Problem>;
  refresh(providers: readonly string[]): void;
}

const OLD_MS = 24 * 3_600_000;
/** So many lists are asked for at once. */
const AT_ONCE = 3;

/** Brings missing and old lists up to date by itself, once for each time the page is opened. */
export function useRefresh(
  make: Make,
  payers: readonly Payer[],
  lists: readonly ModelList[] | undefined,
): Refreshing {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [problems, setProblems] = useState<ReadonlyMap<string, Problem>>(new Map());
  const [asked] = useState(() => new Set<string>());

  const refresh = useMemo(() => {
    const one = async (provider: string, isForced: boolean) => {
      setBusy((all) => new Set([...all, provider]));
      try {
        await ask(modelsRefresh, { provider, make, isForced });
        setProblems((all) => without(all, provider));
      } catch (error) {
        setProblems((all) => new Map([...all, [provider, toProblem(error)]]));
      } finally {
        setBusy((all) => new Set([...all].filter((id) => id !== provider)));
      }
    };
    return async (providers: readonly string[], isForced: boolean) => {
      const waiting = [...providers];
      const work = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          await one(next, isForced);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    };
  }, [make]);

  useEffect(() => {
    if (!lists) return;
    const due = payers
      .map(({ face }) => face.id)
      .filter(
        (id) => !asked.has(id) && isOld(lists.find((list) => list.provider === id && list.make === make)),
      );
    for (const id of due) asked.add(id);
    if (due.length > 0) void refresh(due, false);
  }, [asked, lists, make, payers, refresh]);

  return useMemo(
    () => ({ busy, problems, refresh: (providers) => void refresh(providers, true) }),
    [busy, problems, refresh],
  );
}

const isOld = (list: ModelList | undefined): boolean => !list || Date.now() - list.readAtMs > OLD_MS;

const without = (all: ReadonlyMap<string, Problem>, provider: string): ReadonlyMap<string, Problem> => {
  if (!all.has(provider)) return all;
  return new Map([...all].filter(([id]) => id !== provider));
};
