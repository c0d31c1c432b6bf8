/** The vault, its passphrase and its unlockers. */
import { A_MISTAKE, NOTHING_LOST, type Problems, RELOAD } from './shape';

export const vault: Problems = {
  locked: {
    what: 'The vault is locked',
    means: 'It locked before this was done. Nothing was half-saved.',
    next: 'Unlock it and try again.',
  },
  'wrong-passphrase': {
    what: 'Wrong passphrase',
    means: 'The vault is fine, but this does not open it.',
    next: 'Check Caps Lock and the keyboard’s language, then try again.',
  },
  'too-many-tries': {
    what: 'Too many wrong tries',
    means: 'Each wrong passphrase makes the next try wait a little longer, 30 seconds at most.',
    next: 'Wait until the button is back, then try again.',
  },
  'unlocker-changed': {
    what: 'What opens the vault was changed just now',
    means: 'Another page changed the passphrase, the words or the passkey meanwhile.',
    next: 'Try again with what is right now.',
  },
  'passphrase-empty': {
    what: 'No passphrase yet',
    means: 'The field is empty.',
    next: 'Type your passphrase.',
  },
  'vault-damaged': {
    what: 'This vault is damaged',
    means: 'Its own record on the disk is broken. That is not about your passphrase.',
    next: 'Restart the browser. If it stays so, restore the browser’s profile from a copy of yours.',
  },
  'vault-absent': {
    what: 'There is no vault here',
    means: 'It may have been erased in another page.',
    next: 'Reload this page.',
  },
  'vault-exists': {
    what: 'There is a vault already',
    means: 'It was made in another page just now. The passphrase typed there is the one that counts.',
    next: 'Unlock it.',
  },
  'vault-lost': {
    what: 'The browser lost this vault',
    means: 'There was a vault here, but its database is gone.',
    next: 'Open the options page: it says what can be done.',
  },
  'kdf-refused': {
    what: 'The passphrase was not taken',
    means: 'This page is from an older Firekeep and would protect it less than today’s does.',
    next: RELOAD,
  },
  'proof-malformed': { what: 'The passphrase could not be checked', means: A_MISTAKE, next: RELOAD },
  'proof-missing': {
    what: 'The passphrase is needed for this',
    means: NOTHING_LOST,
    next: 'Type it and try again.',
  },
};
