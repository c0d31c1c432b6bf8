import { useCallback } from 'react';
import type { Make } from '../../lib/jobs/record';
import { findOpen, onOpenChanged } from '../../lib/session/open';
import { useLive } from './useLive';

const TABLES = ['jobs', 'marks'] as const;

let reads: Promise<typeof import('../../lib/jobs/reads')> | undefined;

/** Loaded after the first paint, as all that leads to the database. */
export function loadJobReads() {
  reads ??= import('../../lib/jobs/reads').then((loaded) => {
    onOpenChanged(async () => {
      if (!(await findOpen())) loaded.forgetJobs();
    });
    return loaded;
  });
  return reads;
}

/** The newest jobs of a kind, and one that may be older, now and after every change. */
export function useJobs(make: Make, limit: number, also?: string) {
  const read = useCallback(
    async () => (await loadJobReads()).readJobs(make, limit, also),
    [make, limit, also],
  );
  return useLive(read, TABLES);
}
