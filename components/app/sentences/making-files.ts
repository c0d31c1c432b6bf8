/** Files of what was made: paid for, and still on their way. */
import type { Problems } from './shape';

export const makingFiles: Problems = {
  'file-cut': {
    what: 'The file did not arrive whole',
    means:
      'The connection to the service’s files broke again and again. What was made is paid for and waits there.',
    next: 'Fetch it once more: that costs nothing.',
  },
  'file-wrong': {
    what: 'What arrived is not the file',
    means: 'The service sent something else in its place, or a file that is broken in itself.',
    next: 'Fetch it once more: that costs nothing.',
  },
  'no-room': {
    what: 'There is no room for {needed} MB on this disk: {free} MB are left',
    means: 'What was made is paid for and waits at the service.',
    next: 'Free some disk space: it is fetched by itself then.',
  },
  'never-answered': {
    what: 'The service does not say what became of it',
    means: 'It was asked for a week and never answered. It may be finished there, and billed.',
    next: 'Fetch it later: that costs nothing.',
  },
  'no-room-yet': {
    what: 'There is no room for {needed} MB on this disk: {free} MB are left',
    means: 'Nothing was sent: this service keeps nothing, so what it makes would be lost.',
    next: 'Free some disk space, then try again.',
  },
  'archive-full': {
    what: 'That is more than fits into one zip',
    means: 'A zip of the kind that every system opens holds 4 GB. Nothing was saved.',
    next: 'Select fewer, and download the rest afterwards.',
  },
  'search-broken': {
    what: 'The search did not start',
    means: 'The browser ended it. What was made is still there, and can be looked through page by page.',
    next: 'Reload this page to search again.',
  },
};
