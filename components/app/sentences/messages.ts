/** Between the pages and the background. */
import { A_MISTAKE, type Problems, RELOAD, TRY_AGAIN } from './shape';

export const messages: Problems = {
  'no-answer': {
    what: 'Firekeep’s background did not answer',
    means: 'The browser may have stopped it in the middle. What was saved is safe.',
    next: TRY_AGAIN,
  },
  'extension-updated': {
    what: 'Firekeep was updated while this page was open',
    means: 'This page is still the old version and cannot go on. What was saved is safe.',
    next: 'Reload this page.',
  },
  'answer-malformed': { what: 'An answer made no sense', means: A_MISTAKE, next: RELOAD },
  'message-unknown': { what: 'A question was not understood', means: A_MISTAKE, next: RELOAD },
  'message-malformed': { what: 'A question was not understood', means: A_MISTAKE, next: RELOAD },
  'sender-refused': { what: 'This page may not ask that', means: A_MISTAKE, next: RELOAD },
  unexpected: {
    what: 'Something went wrong',
    means: 'Firekeep met something that it does not know. What was saved before is safe.',
    next: RELOAD,
  },
};
