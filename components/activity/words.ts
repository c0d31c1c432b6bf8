/** What the page "Activity" says. */
import type { Break } from '../../lib/activity/reads';
import type { KeptDays } from '../../lib/activity/record';

const many = (count: number, one: string, more: string) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${more}`;
export const lines = (count: number): string => many(count, 'line', 'lines');

export const words = {
  title: 'Activity',
  about: 'What was ever done with this vault and its keys, and every request that left. Newest first.',
  running: 'Requests of a result that is still on its way are listed when it has ended.',
  leaves: 'What can leave this browser',
  loading: 'Opening the record',
  day: 'Day',
  list: 'Record',

  filter: {
    label: 'Narrow the record',
    search: 'Search the record',
    what: 'What happened',
    key: 'Key',
    anyKey: 'Any key',
    host: 'Sent to',
    anyHost: 'Any host',
    period: 'Period',
    clear: 'Clear filters',
    looking: (looked: number, total: number) =>
      `Looking through ${lines(total)}: ${looked.toLocaleString('en')} so far`,
    none: 'Nothing in the record fits',
    count: (count: number, isAll: boolean) =>
      isAll ? `${lines(count)} found` : `More than ${lines(count)} found so far`,
  },
  empty: 'Nothing is recorded yet',
  total: (count: number) => `${lines(count)} in the record`,
  newer: 'Newer',
  older: 'Older',
  page: (number: number) => `Page ${number}`,
  pages: 'Pages of the record',

  imported: {
    title: 'Records of other vaults',
    about:
      'They came here with a backup. They are no part of the record above: nothing vouches for them, and “Verify” does not look at them.',
    heading: (made: string | undefined, isOurs: boolean) =>
      `From a backup of ${isOurs ? 'this' : 'another'} vault${made === undefined ? '' : `, made on ${made}`}`,
    unknown: 'From a backup, but it cannot be read which',
    total: (count: number) => `${lines(count)} from backups`,
    pages: 'Pages of records of other vaults',
    list: 'Record of another vault',
  },

  damaged: 'A damaged line',
  damagedMeans: 'It cannot be read any more.',
  noAnswer: 'no answer',
  billed: 'may cost money',
  job: 'For result',
  times: (count: number) => `${count.toLocaleString('en')} times`,
  last: 'last',
  up: 'sent',
  down: 'received',

  export: {
    csv: 'Export CSV',
    json: 'Export JSON',
    about:
      'Exports what the filters show, records of other vaults as such. The file is not sealed: whoever has it can read it.',
    busy: 'Writing the file',
  },

  verify: {
    title: 'Is the record whole?',
    about:
      'Each line carries the hash of the one before it, and a sealed head says where the record ends. “Verify” walks all of it and finds lines that were changed, moved or taken away.',
    button: 'Verify',
    stop: 'Stop',
    progress: (done: number, total: number) => `${done.toLocaleString('en')} of ${lines(total)}`,
    whole: 'The record is whole',
    wholeMeans: (count: number) =>
      count === 1 ? 'Its one line is in its place' : `${lines(count)} follow one another without a gap`,
    since: 'since',
    pruned: (count: number) => `${lines(count)} before them were let go, as you chose.`,
    unchained: (count: number) =>
      `${lines(count)} of before are older than the chain: they can be read, and nothing vouches for them.`,
    broken: 'The record is not whole',
    at: (at: number) => `The first wrong line is number ${at.toLocaleString('en')}.`,
    limit:
      'It cannot see everything: whoever puts back the whole database of an earlier day puts back a record that is whole too.',
  },

  kept: {
    title: 'How long it is kept',
    legend: 'Keep lines',
    choice: (days: KeptDays) => (days === null ? 'For ever' : days === 365 ? 'One year' : `${days} days`),
    help: 'Older lines are deleted at once, and then after each unlock, counted from when Firekeep was last used; those that came with a backup too. They cannot be brought back.',
    sure: (label: string) => `Keep only ${label.toLowerCase()}?`,
    sureMeans: 'Lines that are older are deleted now, for good. The rest still verifies.',
    button: 'Delete older lines',
    cancel: 'Cancel',
  },
} as const;

export const breaks: Readonly<Record<Break, string>> = {
  damaged: 'It is damaged, or somebody changed it.',
  'out-of-order': 'Another line should stand in its place: lines are missing, moved or put between.',
  'begun-anew': 'The record began anew here: what was before it was damaged or missing.',
  'end-missing': 'The newest lines are missing.',
  'head-missing': 'What says where the record ends is missing.',
  'head-damaged': 'What says where the record ends is damaged.',
};
