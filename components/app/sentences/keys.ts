/** Keys, wherever they are used. */
import { NOTHING_LOST, type Problems } from './shape';

export const keys: Problems = {
  busy: {
    what: 'This key is being changed somewhere else',
    means: NOTHING_LOST,
    next: 'Wait a moment and try again.',
  },
  'key-gone': {
    what: 'This key is no longer here',
    means: 'It was removed for good, perhaps in another page.',
    next: 'Add it anew if you still need it.',
  },
  'key-at-work': {
    what: 'This key has unfinished work',
    means: 'What is on its way was begun with this key, and no other key can collect it.',
    next: 'Wait until it is done, or stop it where you asked for it. Then try again.',
  },
  'key-removed': {
    what: 'This key was removed',
    means: 'It can come back as long as Undo is offered.',
    next: 'Press Undo beside it first.',
  },
  'secret-destroyed': {
    what: 'The secret of this key was destroyed',
    means: 'Only its history is kept. Nobody can bring the secret back.',
    next: 'Add the key anew, or make a new one at the service.',
  },
  'provider-unknown': {
    what: 'This service is not known',
    means: 'The key may have been saved by a newer Firekeep.',
    next: 'Update Firekeep, then reload this page.',
  },
};
