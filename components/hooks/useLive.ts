import { useEffect, useState } from 'react';
import type { Problem } from '../../lib/core/problem';
import { toStorageProblem } from '../../lib/db/problems';
import { type TableName, watchTables } from './watch';

export type Live<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: Problem };

/**
 * What `read` finds, now and after every change of the named tables. Both must keep their identity (made
 * outside the component): a new one reads anew.
 */
export function useLive<T>(read: () => Promise<T>, tables: readonly TableName[]): Live<T> {
  const [live, setLive] = useState<Live<T>>({ state: 'loading' });
  useEffect(() => follow(read, tables, setLive), [read, tables]);
  return live;
}

/** Reads again as often as something changed, one read at a time. Returns what ends it. */
function follow<T>(
  read: () => Promise<T>,
  tables: readonly TableName[],
  tell: (live: Live<T>) => void,
): () => void {
  let isOver = false;
  let isReading = false;
  let isStale = false;
  let stop: (() => void) | undefined;

  const readOnce = async () => {
    try {
      const value = await read();
      if (!isOver) tell({ state: 'ready', value });
    } catch (error) {
      if (!isOver) tell({ state: 'failed', problem: toStorageProblem(error) });
    }
  };
  const readUntilFresh = async () => {
    isStale = true;
    if (isReading) return;
    isReading = true;
    while (isStale && !isOver) {
      isStale = false;
      await readOnce();
    }
    isReading = false;
  };

  watchTables(tables, readUntilFresh).then(
    (stopWatching) => {
      if (isOver) return stopWatching();
      stop = stopWatching;
      return readUntilFresh();
    },
    (error: unknown) => tell({ state: 'failed', problem: toStorageProblem(error) }),
  );
  return () => {
    isOver = true;
    stop?.();
  };
}
