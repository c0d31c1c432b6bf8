import { useEffect, useState } from 'react';
import type { Found, ImportedLine, Line, Search } from '../../lib/activity/reads';
import { type Problem, ProblemError } from '../../lib/core/problem';
import { toStorageProblem } from '../../lib/db/problems';
import { findOpen, onOpenChanged } from '../../lib/session/open';
import { useLive } from '../hooks/useLive';
import type { TableName } from '../hooks/watch';
import { type Filter, fromMsOf, toMatch } from './filter';

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

type Reads = Awaited<ReturnType<typeof loadReads>>;

/** One of the two lists. Made outside of components, as `useLive` asks. */
interface Source<One extends Line> {
  readonly tables: readonly TableName[];
  /** An object each time, so that two changes that leave the same count are two. */
  readonly readEnd: () => Promise<{ readonly total: number }>;
  readonly find: (reads: Reads, search: Search<One>) => Promise<Found<One>>;
}

export const OWN: Source<Line> = {
  tables: ['activity'],
  readEnd: async () => ({ total: await (await loadReads()).countLines() }),
  find: (reads, search) => reads.findLines(search),
};

export const IMPORTED: Source<ImportedLine> = {
  tables: ['logs'],
  readEnd: async () => ({ total: await (await loadReads()).countImported() }),
  find: (reads, search) => reads.findImported(search),
};

export interface Looking<One extends Line = Line> {
  readonly found: Found<One> | undefined;
  readonly isLooking: boolean;
  readonly total: number;
  readonly problem: Problem | undefined;
}

/** The first so many lines that fit, now and after every change; what was found so far while it looks. */
export function useRecord<One extends Line>(
  source: Source<One>,
  filter: Filter,
  wanted: number,
): Looking<One> {
  const end = useLive(source.readEnd, source.tables);
  const now = end.state === 'ready' ? end.value : undefined;
  const [found, setFound] = useState<Found<One>>();
  const [isLooking, setIsLooking] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (!now) return;
    const aborter = new AbortController();
    const { signal } = aborter;
    setIsLooking(true);
    look({ source, filter, wanted, signal, tell: setFound }).then(
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
  }, [source, filter, wanted, now]);
  const failed = end.state === 'failed' ? end.problem : problem;
  return { found, isLooking: isLooking && failed === undefined, total: now?.total ?? 0, problem: failed };
}

const TELL_EVERY_MS = 100;

interface Look<One extends Line> {
  readonly source: Source<One>;
  readonly filter: Filter;
  readonly wanted: number;
  readonly signal: AbortSignal;
  readonly tell?: (soFar: Found<One>) => void;
}

async function look<One extends Line>({ source, filter, wanted, signal, tell }: Look<One>) {
  let toldMs = performance.now();
  return source.find(await loadReads(), {
    isMatch: toMatch(filter),
    fromMs: fromMsOf(filter.period),
    wanted,
    signal,
    tell: (soFar) => {
      if (!tell || signal.aborted || performance.now() - toldMs < TELL_EVERY_MS) return;
      toldMs = performance.now();
      tell(soFar);
    },
  });
}

/** All that fits, for a file. */
export async function readAll<One extends Line>(source: Source<One>, filter: Filter) {
  const { signal } = new AbortController();
  const found = await look({ source, filter, wanted: Number.POSITIVE_INFINITY, signal });
  if (!(await findOpen())) throw new ProblemError({ code: 'locked' });
  return found.lines;
}
