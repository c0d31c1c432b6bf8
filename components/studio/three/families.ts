/** Results of one conversation stand together: what was made, and under each what was made from it. */
import type { Job } from '../../../lib/jobs/record';

export interface Placed {
  readonly job: Job;
  /** How many steps it is away from what stands first. */
  readonly depth: number;
}

/** The newest family first. In it, each stands right under what it was made from, the newest first. */
export function inFamilies(jobs: readonly Job[]): readonly Placed[] {
  const families = new Map<string, Job[]>();
  // They come newest first: so a family stands where its newest member does.
  for (const job of jobs) {
    const { conversation } = job.request;
    families.set(conversation, [...(families.get(conversation) ?? []), job]);
  }
  return [...families.values()].flatMap(asTree);
}

function asTree(family: readonly Job[]): readonly Placed[] {
  const ids = new Set(family.map(({ request }) => request.id));
  const under = (parent: string | null, depth: number): readonly Placed[] =>
    family
      // Whose parent is too old to be listed, stands for itself.
      .filter(({ request }) => (ids.has(request.parent ?? '') ? request.parent : null) === parent)
      .flatMap((job) => [{ job, depth }, ...under(job.request.id, depth + 1)]);
  const tree = under(null, 0);
  const placed = new Set(tree.map(({ job }) => job));
  // Whoever would stand under itself stands alone: nothing that was paid for is hidden.
  return [...tree, ...family.filter((job) => !placed.has(job)).map((job) => ({ job, depth: 0 }))];
}
