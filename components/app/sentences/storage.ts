/** Storage that failed. */
import type { Problems } from './shape';

export const storage: Problems = {
  'database-newer': {
    what: 'Your vault belongs to a newer Firekeep',
    means: 'A newer version has written it. This older one leaves it alone, so nothing is lost.',
    next: 'Update Firekeep in your browser, then reload this page.',
  },
  'storage-full': {
    what: 'The disk is full',
    means: 'The browser had no room to save this. What was saved before is untouched.',
    next: 'Free some disk space, then try again.',
  },
  'database-blocked': {
    what: 'Another Firekeep page is in the way',
    means: 'It still holds the vault open as an older version left it. Nothing is lost.',
    next: 'Close the other Firekeep tabs, then try again.',
  },
  'storage-off': {
    what: 'The browser does not let Firekeep store anything',
    means: 'Storage is switched off, or this browser forgets everything as it closes.',
    next: 'Allow site data in the browser’s privacy settings, then reload this page.',
  },
  'storage-broken': {
    what: 'The browser could not open its storage',
    means: 'Its database on this disk did not answer. Often a restart of the browser mends it.',
    next: 'Restart the browser. If it stays so, check the disk, and do not erase anything before.',
  },
  damaged: {
    what: 'Something in the vault is damaged',
    means: 'What is stored is not what Firekeep wrote. Everything else in the vault still works.',
    next: 'Look for what is listed as damaged, and add it anew.',
  },
  'format-newer': {
    what: 'This was saved by a newer Firekeep',
    means: 'This older version cannot read it. It is left as it is.',
    next: 'Update Firekeep in your browser, then reload this page.',
  },
  'not-for-this-key': {
    what: 'This belongs to another vault',
    means: 'It was sealed with a key that this vault does not have.',
    next: 'Remove it here, and add it anew.',
  },
};
