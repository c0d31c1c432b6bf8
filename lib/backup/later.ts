/** Whether a backup knows later what became of a job that is here already, and what of it stays as it is here. */
import { newId } from '../core/ids';
import type { KeptFile } from '../files/record';
import { filesOf, type Job, type State } from '../jobs/record';
import type { Names } from './rename';

type Halves = Pick<Job, 'request' | 'state'>;

/** Files of which all is here. */
export const sealedFilesOf = ({ request, state }: Halves): readonly KeptFile[] => [
  ...request.files,
  ...state.images,
  ...(state.made ?? []).map(({ file }) => file),
];

/** Under the same key of its own it is the same job, and it must not have lost any file that is here. */
export function isLater(theirs: Halves, ours: Halves): boolean {
  const named = new Set(sealedFilesOf(theirs).map(({ sealed }) => sealed.key));
  return (
    theirs.state.seq > ours.state.seq &&
    theirs.request.jobKey === ours.request.jobKey &&
    sealedFilesOf(ours).every(({ sealed }) => named.has(sealed.key))
  );
}

/** What this vault counted for it, and sent for it, is said here alone. */
export const booksOf = ({ counts, sent }: State): Partial<State> => ({
  ...(counts ? { counts } : {}),
  ...(sent ? { sent } : {}),
});

/** What its files are called here. One that is here already stays, whatever the backup has under its name. */
export function nameFiles(job: Halves, here: Halves | undefined, wanted: Map<string, string>): Names {
  const ours = new Map(here && sealedFilesOf(here).map(({ id, sealed }) => [sealed.key, id]));
  const kept = new Map(sealedFilesOf(job).map(({ id, sealed }) => [id, ours.get(sealed.key)]));
  const names = new Map<string, string>();
  for (const id of filesOf({ n: 0, rev: 0, ...job })) {
    const name = kept.get(id) ?? wanted.get(id) ?? newId();
    if (!kept.get(id)) wanted.set(id, name);
    names.set(id, name);
  }
  return names;
}
