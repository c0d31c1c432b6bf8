import { useCallback, useEffect, useState } from 'react';
import { findOpen, onOpenChanged } from '../../lib/session/open';
import type { Usage } from '../../lib/usage/reads';
import { type Live, useLive } from '../hooks/useLive';
import type { Span } from './period';

const TABLES = ['ledger'] as const;

let reads: Promise<typeof import('../../lib/usage/reads')> | undefined;

/** Loaded after the first paint, as all that leads to the database. */
function loadUsageReads() {
  reads ??= import('../../lib/usage/reads').then((loaded) => {
    onOpenChanged(async () => {
      if (!(await findOpen())) loaded.forgetUsage();
    });
    return loaded;
  });
  return reads;
}

/** One read is first and opens what the others then find added up: all of them say how far it is. */
const hearers = new Set<(opened: number) => void>();
const tell = (opened: number) => {
  for (const hear of hearers) hear(opened);
};

/** With the days it is of: another span is shown before its sums are there. */
export interface SpanUsage extends Usage {
  readonly span: Span;
}

/** What a span of days came to, now and after every entry. `opened`: how many were read so far, the first time. */
export function useUsage({ from, to }: Span): { readonly live: Live<SpanUsage>; readonly opened: number } {
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    hearers.add(setOpened);
    return () => void hearers.delete(setOpened);
  }, []);
  const read = useCallback(async () => {
    const span = { from, to };
    return { ...(await (await loadUsageReads()).readUsage(span, tell)), span };
  }, [from, to]);
  return { live: useLive(read, TABLES), opened };
}
