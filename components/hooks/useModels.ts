import type { ModelList } from '../../lib/models/record';
import { findOpen, onOpenChanged } from '../../lib/session/open';
import { useLive } from './useLive';

const LISTS = ['lists'] as const;
const SETTINGS = ['settings'] as const;
const BOTH = ['lists', 'settings'] as const;

let reads: Promise<typeof import('../../lib/models/reads')> | undefined;

function loadReads() {
  reads ??= import('../../lib/models/reads').then((loaded) => {
    onOpenChanged(async () => {
      if (!(await findOpen())) loaded.forgetModels();
    });
    return loaded;
  });
  return reads;
}

const readLists = async (): Promise<readonly ModelList[]> => (await (await loadReads()).readModels()).lists;
const readRates = async () => (await (await loadReads()).readModels()).rates;
const readChoices = async () => (await import('../studio/stored')).readChoices();

/** Every provider's list as it was last read. A half-written prompt is a setting: lists are not read for its sake. */
export const useLists = () => useLive(readLists, LISTS);

/** Favourites, defaults, what was used last. */
export const useChoices = () => useLive(readChoices, SETTINGS);

/** What a credit costs, at each service that counts in credits. */
export const useRates = () => useLive(readRates, BOTH);
