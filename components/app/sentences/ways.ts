/** Recovery words and passkeys. No page carries these by itself: what can need them learns them (`learnProblems`). */
import type { Problems } from './shape';

const NOT_TRIED = 'So nothing was tried.';

export const ways: Problems = {
  'passphrase-damaged': {
    what: 'The passphrase cannot be used',
    means: 'What the browser kept of it is damaged, so no passphrase is right. The vault itself may be fine.',
    next: 'Open the vault with your recovery words or a passkey, and set the passphrase anew.',
  },
  'passphrase-stays': {
    what: 'The passphrase stays',
    means: 'It is the one way in that no lost device takes with it.',
    next: 'Change it, if somebody may know it.',
  },
  'words-empty': { what: 'No words yet', means: 'The field is empty.', next: 'Type the twelve words.' },
  'words-count': {
    what: 'There must be twelve words',
    means: `These are {count}. ${NOT_TRIED}`,
    next: 'Look at your paper, and type all twelve.',
  },
  'words-unknown': {
    what: 'Word {place} is not on the list',
    means: `Recovery words come from one list, and this one is not on it. ${NOT_TRIED}`,
    next: 'Look at your paper: a letter may be wrong.',
  },
  'words-swapped': {
    what: 'Words {first} and {second} have changed places',
    means: 'All twelve are right, but not their order.',
    next: 'Put these two the other way round.',
  },
  'words-one-wrong': {
    what: 'Word {place} is wrong',
    means: 'The other eleven are right.',
    next: 'Look at your paper: on the list there may be a word that looks much like it.',
  },
  'words-unfit': {
    what: 'These words do not belong together',
    means: `More than one of them is wrong, or they are in another order. ${NOT_TRIED}`,
    next: 'Compare each with your paper, and its number.',
  },
  'wrong-words': {
    what: 'These words do not open this vault',
    means: 'They belong together, but not to this vault. They may have been replaced by newer ones.',
    next: 'Look for a newer paper, or use your passphrase.',
  },
  'words-gone': {
    what: 'This vault has no recovery words',
    means: 'They were removed in another page.',
    next: 'Use your passphrase.',
  },
  'wrong-passkey': {
    what: 'This passkey does not open this vault',
    means: 'It answered, but not with what was kept. It may have been made anew on its device.',
    next: 'Use your passphrase, remove the passkey on the Security page, and add it again.',
  },
  'passkey-no-prf': {
    what: 'This passkey cannot open a vault',
    means:
      'It can sign in to websites, but keeps no secret for others (the extension “PRF”). Nothing was kept.',
    next: 'Remove it where your device keeps its passkeys, and try another device or security key.',
  },
  'passkey-there': {
    what: 'There is a passkey on this device already',
    means: 'This vault knows one from the same place. A second one would add nothing.',
    next: 'Use it, or remove it first.',
  },
  'passkey-failed': {
    what: 'The browser could not use a passkey',
    means: 'It refused before anybody was asked. Nothing was changed.',
    next: 'Use your passphrase, or try again after a restart of the browser.',
  },
};
