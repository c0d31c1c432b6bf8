/** Which of a provider's records is the creation whose answer never came, wherever they were found. */
import type { Lost3d } from '../providers/makes-3d';
import type { Happening } from './happening';

interface Known {
  /** By another job, or an earlier try of this one. */
  readonly isTaken: (operation: unknown) => boolean;
  /** Another job that asked the very same is as unknown as this one: one creation cannot be both. */
  readonly hasRival: boolean;
  /** Nobody looks any more by itself afterwards. */
  readonly isOver: boolean;
}

/** Only exactly one that echoes all that we asked is ours by itself; anything less is shown to the person. */
export function judgeLost(
  lost: readonly Lost3d[],
  { isTaken, hasRival, isOver }: Known,
): Extract<Happening, { is: 'found' | 'looked' }> {
  const free = lost.filter(({ operation }) => !isTaken(operation));
  const [only, ...others] = free.filter(({ isSame }) => isSame);
  if (only && others.length === 0 && !hasRival) return { is: 'found', operation: only.operation };
  return { is: 'looked', candidates: free.map(toCandidate), isOver };
}

const toCandidate = ({ operation, atMs, about }: Lost3d) => ({ operation, atMs, about });
