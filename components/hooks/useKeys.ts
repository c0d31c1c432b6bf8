import { findOpen, onOpenChanged } from '../../lib/session/open';
import { useLive } from './useLive';

const TABLES = ['keys', 'settings'] as const;

let reads: Promise<typeof import('../../lib/keys/reads')> | undefined;

/** Loaded after the first paint, as all that leads to the database. */
function loadReads() {
  reads ??= import('../../lib/keys/reads').then((loaded) => {
    // A lock takes back what this page has opened, not only what it shows.
    onOpenChanged(async () => {
      if (!(await findOpen())) loaded.forgetKeys();
    });
    return loaded;
  });
  return reads;
}

const readKeys = async () => (await loadReads()).readKeys();

/** All keys of the open vault, now and after every change. */
export const useKeys = () => useLive(readKeys, TABLES);
