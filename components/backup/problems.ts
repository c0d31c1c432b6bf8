/** Words for problems of backups, which only their page carries; everything else is said as everywhere. */
import type { Problem } from '../../lib/core/problem';
import { wordsFor } from '../app/problems';
import { NOTHING_LOST, type Problems, TRY_AGAIN, type Words } from '../app/sentences/shape';

const backup: Problems = {
  'backup-not': {
    what: 'This is no Firekeep backup',
    means: 'The file does not begin as a backup does.',
    next: 'Choose the file that “Export backup” made.',
  },
  'backup-newer': {
    what: 'This backup was made by a newer Firekeep',
    means:
      'It holds something that this version does not know. Nothing of it was taken, so that nothing is left out.',
    next: 'Update Firekeep in your browser, then import it again.',
  },
  'backup-damaged': {
    what: 'This backup is damaged',
    means: 'It is not whole, or not what was written. Nothing of it was taken.',
    next: 'Copy the file once more from where you keep it, or use another backup.',
  },
  'backup-wrong-passphrase': {
    what: 'Wrong passphrase',
    means: 'The file is fine, but this does not open it. A backup has a passphrase of its own.',
    next: 'Type the one that you chose when it was made.',
  },
  'backup-moved': {
    what: 'Something in the vault was changed meanwhile',
    means: 'Another page or a running job wrote in the middle. Nothing was half-done.',
    next: TRY_AGAIN,
  },
  'backup-busy': {
    what: 'Another page is importing',
    means: NOTHING_LOST,
    next: 'Wait until it is done, then try again.',
  },
  'backup-cancelled': {
    what: 'You stopped this',
    means: NOTHING_LOST,
    next: 'Begin again whenever you like.',
  },
};

export const backupCodes: readonly string[] = Object.keys(backup);

export const backupWordsFor = (problem: Problem): Words => backup[problem.code] ?? wordsFor(problem);
