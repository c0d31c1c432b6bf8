/** Letting a service make a key, instead of copying one. Learnt by what begins it (`learnProblems`). */
import type { Problems } from './shape';

const LOOK_THERE = 'Delete it on the service’s key page if you find it there, then connect again.';

export const connect: Problems = {
  'connect-not-allowed': {
    what: 'The browser does not let Firekeep reach this service yet',
    means: 'Its address was not allowed, so nothing was sent and no key was made.',
    next: 'Connect again and allow it, or paste a key.',
  },
  'connect-stopped': {
    what: 'Connecting was stopped',
    means: 'The service’s window was closed before it was done. No key was made.',
    next: 'Connect again whenever you like.',
  },
  'connect-unreachable': {
    what: 'The service’s page did not load',
    means: 'The browser could not open it. No key was made.',
    next: 'Check your connection, then connect again, or paste a key.',
  },
  'connect-denied': {
    what: 'The service gave no permission',
    means: 'Somebody said no on its page, or it refused. No key was made.',
    next: 'Connect again, or paste a key.',
  },
  'connect-mixed-up': {
    what: 'The answer does not belong to this sign-in',
    means: 'It came from elsewhere or from an earlier window, so it was not used. Nothing was saved.',
    next: 'Connect again.',
  },
  'connect-expired': {
    what: 'The sign-in took too long',
    means: 'The service’s permission had expired. No key was made.',
    next: 'Connect again.',
  },
  'connect-refused': {
    what: 'The service did not make a key',
    means: 'It did not accept the permission that its own page had given.',
    next: 'Connect again, or paste a key.',
  },
  'connect-lost': {
    what: 'The new key did not arrive',
    means:
      'The service may have made one that nobody has. Such a permission works only once, so Firekeep did not ask again.',
    next: LOOK_THERE,
  },
  'connect-unsaved': {
    what: 'The new key could not be saved',
    means: 'The service made it, but the vault was locked or had no room. Nobody has it now.',
    next: LOOK_THERE,
  },
};
