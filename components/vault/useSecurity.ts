import { useEffect, useState } from 'react';
import type { Problem } from '../../lib/core/problem';
import type { Measured } from '../../lib/db/measure';
import { toStorageProblem } from '../../lib/db/problems';
import { useLast } from '../backup/useLast';
import { useFaces } from '../hooks/useFaces';
import { useKeys } from '../hooks/useKeys';
import { useMinutes } from './useMinutes';
import { useWays } from './useWays';

/**
 * All that the Security page shows, or undefined until all of it is known: a section that came later would move what
 * is under somebody's pointer. It goes on being brought up to date.
 */
export function useSecurity() {
  const [ways, keys, minutes, last] = [useWays(), useKeys(), useMinutes(), useLast()];
  const faces = useFaces();
  const stored = useStored();
  const said = useBrowserSays();
  const isKnown = [ways, keys, minutes, last].every(({ state }) => state !== 'loading');
  return isKnown && faces && stored && said ? { ways, keys, minutes, last, faces, stored, said } : undefined;
}

export type Security = NonNullable<ReturnType<typeof useSecurity>>;

export type Stored =
  | { readonly tables: readonly Measured[]; readonly problem?: undefined }
  | { readonly problem: Problem };

function useStored(): Stored | undefined {
  const [stored, setStored] = useState<Stored>();
  useEffect(() => {
    const aborter = new AbortController();
    import('../../lib/db/measure')
      .then(({ measure }) => measure(aborter.signal, (tables) => setStored({ tables })))
      .catch((error: unknown) => setStored({ problem: toStorageProblem(error) }));
    return () => aborter.abort();
  }, []);
  return stored;
}

export interface Said {
  readonly usage?: number | undefined;
  readonly isPersisted?: boolean;
}

/** A browser that does not tell: then nothing is said about it. */
async function askBrowser(): Promise<Said> {
  try {
    const { usage } = await navigator.storage.estimate();
    return { usage, isPersisted: await navigator.storage.persisted() };
  } catch {
    return {};
  }
}

function useBrowserSays(): Said | undefined {
  const [said, setSaid] = useState<Said>();
  useEffect(() => {
    let isOver = false;
    void askBrowser().then((answer) => !isOver && setSaid(answer));
    return () => {
      isOver = true;
    };
  }, []);
  return said;
}
