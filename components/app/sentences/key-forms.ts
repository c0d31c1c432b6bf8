/** What is typed, pasted and decided about keys on their own page, which learns this (`learnProblems`). */
import { A_MISTAKE, type Problems, RELOAD } from './shape';

export const keyForms: Problems = {
  'key-exists': {
    what: 'This key is saved already',
    means: 'You have it under {provider} as “{name}”.',
    next: 'Use that one, or add a different key.',
  },
  'key-not-damaged': {
    what: 'This key is not damaged',
    means: 'It can be read, so it was left as it is.',
    next: 'Use Remove in its row if you do not need it any more.',
  },
  'secret-misplaced': {
    what: 'The secret stands in the wrong field',
    means: 'It was refused before it could be saved where it does not belong.',
    next: 'Put each part into its own field.',
  },
  'default-needed': {
    what: 'Which key comes next?',
    means: 'This one is the default, and others could take its place.',
    next: 'Choose the next default, or none.',
  },
  'default-unusable': {
    what: 'This key cannot be the default',
    means: 'It is disabled, removed or rejected.',
    next: 'Choose another one, or check this one again first.',
  },
  'field-missing': {
    what: 'A field is empty',
    means: 'The key needs all of its parts.',
    next: 'Fill in every field that is not optional.',
  },
  'field-too-long': {
    what: 'What was pasted is far too long',
    means: 'No key is that long. Perhaps a whole file was pasted.',
    next: 'Paste the key alone.',
  },
  'field-unreadable': {
    what: 'What was pasted has characters that no key has',
    means: 'Line breaks, blanks or invisible characters are left inside it.',
    next: 'Copy the key once more and paste it alone.',
  },
  'import-too-long': {
    what: 'This is far too long to be a list of keys',
    means: 'Firekeep reads up to two million characters. Nothing of it was kept.',
    next: 'Cut out the part with the keys, and paste or drop that.',
  },
  'follower-unusable': {
    what: 'This key cannot take over',
    means: 'No check has found it genuine, or it is disabled, removed or of another service.',
    next: 'Check it once more, or take another key.',
  },
  'make-refused': {
    what: 'The service did not make a key',
    means: 'It refused: the key may lack the right, or no further key is allowed. Nothing was changed.',
    next: 'Make the key on its own page and paste it here.',
  },
  'make-uncertain': {
    what: 'The new key did not arrive',
    means:
      'The service may have made one that nobody has. Firekeep does not ask again by itself. The old key is as it was.',
    next: 'Look at the service’s key page: delete a new key named “Firekeep” if there is one, then try again.',
  },
  'end-refused': {
    what: 'The service did not revoke the key',
    means: 'It refused, so the key still works. It may lack the right to do so.',
    next: 'Revoke it on the service’s own page.',
  },
  'end-uncertain': {
    what: 'No answer came about the key',
    means: 'It may be revoked, or not. Firekeep does not ask again by itself.',
    next: 'Check the old key: if it is rejected, it is revoked. Otherwise try again or use the service’s own page.',
  },
  'name-differs': {
    what: 'That is not the name of this key',
    means: 'The service was not asked, and nothing was changed.',
    next: 'Type the name exactly as it stands in the list.',
  },
  'kind-unknown': { what: 'This kind of key is not known', means: A_MISTAKE, next: RELOAD },
};
