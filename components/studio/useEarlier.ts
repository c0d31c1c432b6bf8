import { useEffect, useState } from 'react';
import { isOver, type Job } from '../../lib/jobs/record';
import { loadJobReads } from '../hooks/useJobs';
import { picturesIn, textBytesIn } from './estimate';

export interface Earlier {
  /** The turn that the next one follows: nothing follows what was never answered. */
  readonly parent: string | null;
  /** Oldest first. */
  readonly turns: readonly Job[];
  readonly characters: number;
  readonly pictures: number;
}

export const NOTHING_EARLIER: Earlier = { parent: null, turns: [], characters: 0, pictures: 0 };

/** No conversation is longer; a ring of parents would be. */
const MOST_TURNS = 500;

/** The turns before the one that is being written. `change` is another whenever one of them may have changed. */
export function useEarlier(parent: string | null, change: unknown): Earlier {
  const [earlier, setEarlier] = useState(NOTHING_EARLIER);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when a turn ended
  useEffect(() => {
    let isStale = false;
    const settle = (found: Earlier) => {
      if (!isStale) setEarlier(found);
    };
    if (parent === null) settle(NOTHING_EARLIER);
    else readEarlier(parent).then(settle, () => settle({ ...NOTHING_EARLIER, parent }));
    return () => {
      isStale = true;
    };
  }, [parent, change]);
  return earlier;
}

async function readEarlier(from: string): Promise<Earlier> {
  const { findJob } = await loadJobReads();
  const turns: Job[] = [];
  let id: string | null = from;
  while (id !== null && turns.length < MOST_TURNS) {
    const job: Job | undefined = await findJob(id);
    if (!job) break;
    if (turns.length > 0 || wasAnswered(job)) turns.unshift(job);
    id = job.request.parent;
  }
  return earlierOf(turns);
}

export const earlierOf = (turns: readonly Job[]): Earlier => ({
  parent: turns.at(-1)?.request.id ?? null,
  turns,
  characters: turns.reduce((sum, job) => sum + charactersOf(job), 0),
  pictures: turns.reduce((sum, { request }) => sum + picturesIn(request.files), 0),
});

/** One that still runs is going to be. */
const wasAnswered = ({ state }: Job): boolean =>
  !isOver(state.place) || state.text !== '' || state.rounds.length > 0;

const charactersOf = ({ request, state }: Job): number =>
  request.prompt.length +
  textBytesIn(request.files) +
  state.text.length +
  state.rounds.reduce((sum, { text, results }) => sum + text.length + sizeOf(results), 0);

const sizeOf = (results: readonly { readonly content: string }[]): number =>
  results.reduce((sum, { content }) => sum + content.length, 0);
