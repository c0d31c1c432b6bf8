import { useEffect, useState } from 'react';
import type { Found } from '../../lib/activity/reads';
import { type Problem, ProblemError } from '../../lib/core/problem';
import { toStorageProblem } from '../../lib/db/problems';
import { findOpen, onOpenChanged } from '../../lib/session/open';
import { useLive } from '../hooks/useLive';
import { type Filter, fromMsOf, toMatch } from './filter';

const TABLES = ['activity'] as const;

let reads: Promise<typeof import('../../lib/activity/reads')> | undefined;

/** Loaded after the first paint, as all that leads to the database. */
export function loadReads() {
  reads ??= import('../../lib/activity/reads').then((loaded) => {
    onOpenChanged(async () => {
      if (!(await findOpen())) loaded.forgetActivity();
    });
    return loaded;
  });
  return reads;
}

/** An object each time, so that two changes that leave the same count are two. */
const readEnd = async () => ({ total: await (await loadReads()).countLines() });

export interface Looking {
  readonly found: Found | undefined;
  readonly isLooking: boolean;
  readonly total: number;
  readonly problem: Problem | undefined;
}

/** The first so many lines that fit, now and after every change; what was found so far while it looks. */
export function useRecord(filter: Filter, wanted: number): Looking {
  const end = useLive(readEnd, TABLES);
  const now = end.state === 'ready' ? end.value : undefined;
  const [found, setFound] = useState<Found>();
  const [isLooking, setIsLooking] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (!now) return;
    const aborter = new AbortController();
    const { signal } = aborter;
    setIsLooking(true);
    look(filter, wanted, signal, setFound).then(
      (all) => {
        if (signal.aborted) return;
        setFound(all);
        setProblem(undefined);
        setIsLooking(false);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        setProblem(toStorageProblem(error));
        setIsLooking(false);
      },
    );
    return () => aborter.abort();
  }, [filter, wanted, now]);
  const failed = end.state === 'failed' ? end.problem : problem;
  return { found, isLooking: isLooking && failed === undefined, total: now?.total ?? 0, problem: failed };
}

const TELL_EVERY_MS = 100;

async function look(filter: Filter, wanted: number, signal: AbortSignal, tell: (soFar: Found) => void) {
  const { findLines } = await loadReads();
  let toldMs = performance.now();
  return findLines({
    isMatch: toMatch(filter),
    fromMs: fromMsOf(filter.period),
    wanted,
    signal,
    tell: (soFar) => {
      if (signal.aborted || performance.now() - toldMs < TELL_EVERY_MS) return;
      toldMs = performance.now();
      tell(soFar);
    },
  });
}

/** All that fits, for a file. */
export async function readAll(filter: Filter): Promise<Found['lines']> {
  const { findLines } = await loadReads();
  const { signal } = new AbortController();
  const isMatch = toMatch(filter);
  const found = await findLines({
    isMatch,
    fromMs: fromMsOf(filter.period),
    wanted: Number.POSITIVE_INFINITY,
    signal,
  });
  if (!(await findOpen())) throw new ProblemError({ code: 'locked' });
  return found.lines;
}
