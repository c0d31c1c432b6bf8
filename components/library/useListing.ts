import { useCallback } from 'react';
import type { Job } from '../../lib/jobs/record';
import { isPlain } from '../../lib/library/query';
import type { Card } from '../../lib/library/reads';
import type { Hit, Query, Standing } from '../../lib/library/talk';
import { findOpen, onOpenChanged } from '../../lib/session/open';
import { type Live, useLive } from '../hooks/useLive';
import type { Search } from './search';

export const PAGE_ITEMS = 60;

export interface Listing {
  readonly query: Query;
  readonly total: number;
  readonly cards: readonly Card[];
}

const TABLES = ['jobs', 'marks'] as const;
const MARKS = ['marks'] as const;

let reads: Promise<typeof import('../../lib/library/reads')> | undefined;

function loadReads() {
  reads ??= import('../../lib/library/reads').then((loaded) => {
    onOpenChanged(async () => {
      if (!(await findOpen())) loaded.forgetCards();
    });
    return loaded;
  });
  return reads;
}

/** One page of what fits, opened. What is neither filtered nor sorted waits for no search. */
export function useListing(
  query: Query,
  page: number,
  search: Search,
  standing: Standing | undefined,
): Live<Listing> {
  const asked = isPlain(query) ? undefined : search;
  const known = asked && standing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known has grown, so there may be more to find
  const read = useCallback(async () => {
    const { readNewest, readCards } = await loadReads();
    const from = page * PAGE_ITEMS;
    const found = await (asked ? asked.find(query, from, PAGE_ITEMS) : readNewest(from, PAGE_ITEMS));
    return { query, total: found.total, cards: await readCards(found.items) };
  }, [query, page, asked, known]);
  return useLive(read, TABLES);
}

/** What was opened stays open while the list moves on, and goes when it is deleted. */
export function useOpened(card: Card | undefined): Job | undefined {
  const read = useCallback(async () => {
    const found = card && (await (await loadReads()).findCard(toHit(card)));
    return { id: card?.id, job: found?.job };
  }, [card]);
  const live = useLive(read, TABLES);
  // Until it is read once more, as it stood in the list.
  return live.state === 'ready' && live.value.id === card?.id ? live.value.job : card?.job;
}

const readDeleted = async () => (await loadReads()).readDeleted();

/** What was deleted and can still come back. */
export const useDeleted = (): readonly string[] => {
  const live = useLive(readDeleted, MARKS);
  return live.state === 'ready' ? live.value : NONE;
};

const NONE: readonly string[] = [];

export const toHit = ({ n, id }: Card): Hit => ({ n, id });
