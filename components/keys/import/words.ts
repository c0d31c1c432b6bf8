/** The sentences of the dialog that takes keys out of a file. */
const list = new Intl.ListFormat('en');
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const words = {
  title: 'Import keys',
  lead: 'Paste or drop what holds your keys: an .env file, JSON, a table (CSV), or one key on each line. It is read here, in this page, and forgotten at once. Nothing is saved before you say so.',
  text: 'Keys',
  file: 'Choose a file',
  drop: 'You can also drop a file here.',
  read: 'Read',
  reading: 'Reading…',
  nothing: 'No keys were found in it. Each line may hold a name and a key, or a key alone.',
  cancel: 'Cancel',
  close: 'Done',
  again: 'Read something else',

  found: (fresh: number, asked: number, known: number, incomplete: number) =>
    `${plural(fresh + asked + known + incomplete, 'key', 'keys')} found${
      known + asked + incomplete === 0
        ? ''
        : `: ${list.format([
            ...(fresh > 0 ? [`${fresh} new`] : []),
            ...(asked > 0 ? [`${asked} to be told apart`] : []),
            ...(known > 0 ? [`${known} already here`] : []),
            ...(incomplete > 0 ? [`${incomplete} not complete`] : []),
          ])}`
    }.`,
  twice: (count: number) =>
    `${plural(count, 'key', 'keys')} stood in it more than once and ${count === 1 ? 'is' : 'are'} taken once.`,
  more: (most: number) => `It holds more than ${most} keys. Only the first ${most} are shown.`,

  fresh: 'New',
  asked: 'Whose key is it?',
  askedLead:
    'These look like keys of more than one service. A key is sent only to the service that you choose.',
  known: 'Already here',
  incomplete: 'Not complete',
  service: 'Service',
  choose: 'Leave out',
  knownAs: (name: string) => `Saved as “${name}”`,
  missing: (labels: readonly string[]) => `Without ${list.format(labels)} it cannot be used.`,
  odd: (service: string) => `Not the look of today’s ${service} keys.`,
  saved: 'Saved',

  checkAll: 'Check all',
  stop: 'Stop',
  checking: 'Checking keys',
  progress: (done: number, total: number) => `${done} of ${total} checked`,
  save: (count: number) => `Save ${plural(count, 'key', 'keys')}`,
  left: (count: number) =>
    `${plural(count, 'key was', 'keys were')} not checked, because the browser does not let Firekeep reach ${count === 1 ? 'its service' : 'their services'}.`,
  allSaved: (count: number) => `${plural(count, 'key was', 'keys were')} saved.`,
  someFailed: (count: number) =>
    `${plural(count, 'key was', 'keys were')} not saved: see why beside ${count === 1 ? 'it' : 'them'}.`,
} as const;
