import { fail } from '../core/problem';

const LOCK = 'firekeep/backup';

/** One import at a time, over all our pages. It ends with its page, also with one that dies. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) =>
    lock ? work() : fail('backup-busy'),
  );
}
