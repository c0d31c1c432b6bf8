/** What becomes of a job that a backup caught in the middle: it is over where it comes in, and nothing is ever sent. */
import { problem } from '../core/problem';
import { lose, stop } from '../jobs/endings';
import { isOver, type Job, type State } from '../jobs/record';

/** A note of a job whose files were left out. */
const LEFT_OUT = 'files-left-out';

type Halves = Pick<Job, 'request' | 'state'>;

/** What was never sent is taken back; what may have been is not known. Its handle stays, so that it can be asked after. */
export function asOver(state: State, atMs: number): State {
  const { findUntilMs: _, candidates: __, arrivals: ___, receivedBytes: ____, ...others } = state;
  // What its requests were, what they count for and what somebody let through is said of the vault that sent them.
  const { compareUntilMs: _____, sent: ______, counts: _______, isLetThrough: ________, ...asked } = others;
  const { costUntilMs: _________, ...rest } = asked;
  if (isOver(state.place)) return rest;
  if (state.place === 'draft') return stop(rest, false, atMs);
  return lose(rest, { problem: problem('from-backup') }, atMs);
}

/** Without what would lead nowhere. `seq` 0: any other telling of the same job is newer. */
export function withoutFiles({ request, state }: Halves): Halves {
  const { made, arrivals: _, ...rest } = state;
  const had = request.files.length + state.images.length + (made?.length ?? 0);
  if (had === 0) return { request, state };
  const { views: __, ...asked } = request;
  return {
    request: { ...asked, files: [] },
    state: { ...rest, seq: 0, images: [], notes: [...state.notes, { code: LEFT_OUT }] },
  };
}
