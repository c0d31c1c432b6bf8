import type { AutoLock } from '../../lib/messages/vault';

/** What the page "Security" says. */
export const securityWords = {
  title: 'Security',

  autoLock: {
    title: 'Auto-lock',
    legend: 'Lock when Firekeep was not used for',
    after: (minutes: AutoLock) =>
      minutes === null ? 'Never until the browser closes' : `${minutes} minutes`,
    help: 'A running job does not count as use.',
    also: 'It also locks when the system locks its screen, and when the last window closes.',
    firefox:
      'It also locks when the last window closes. Firefox does not tell extensions when the system locks its screen, so that alone does not lock the vault.',
    never: {
      title: 'Never lock by itself?',
      about:
        'Whoever sits down at this computer while the browser is open can then use your keys. Type your passphrase to allow that.',
      button: 'Never lock by itself',
    },
  },

  change: {
    title: 'Change passphrase',
    about:
      'This takes back no copy that somebody already made: an old copy of this browser’s profile still opens with the old passphrase. If somebody may know it, make new keys at the providers.',
    old: 'Current passphrase',
    next: 'New passphrase',
    repeat: 'Repeat new passphrase',
    button: 'Change passphrase',
    done: 'Passphrase changed',
    doneMeans: 'From now on only the new one opens this vault.',
  },

  weak: {
    title: 'Weak spots',
    none: 'No weak spot that Firekeep knows of.',
    to: { keys: 'Open Keys', backup: 'Open Backup' },
  },

  used: {
    title: 'When each key was last used',
    caption: 'Keys, the longest unused first',
    key: 'Key',
    lastUsed: 'Last used',
    lastChecked: 'Last checked',
    neverUsed: 'never here',
    neverChecked: 'never',
    none: 'No keys yet.',
  },

  stored: {
    title: 'What is stored',
    caption: 'Rows and sizes',
    what: 'What',
    rows: 'Rows',
    size: 'Size',
    total: 'All',
    counting: 'counting',
    inAll: (size: string) => `With its own indexes and leftovers the browser counts ${size}.`,
    persisted: 'It has promised not to clear this when the disk runs short.',
    notPersisted:
      'It gave no promise of its own to keep this when the disk runs short: a backup does not depend on it.',
    /** By the names of the tables; all of them have words. */
    tables: {
      vault: 'The vault’s own row',
      unlockers: 'Ways in',
      keys: 'Keys',
      activity: 'Activity',
      settings: 'Settings and drafts',
      jobs: 'What was asked for, and answers',
      files: 'Files, in chunks',
      ledger: 'Costs',
      lists: 'Lists of models',
      trail: 'Ends of the activity chain',
      logs: 'Activity of other vaults',
      sums: 'Sums of costs',
      search: 'Search index',
      marks: 'Favourites and deletions',
      staged: 'A backup on its way in',
    } as Readonly<Record<string, string>>,
  },

  kept: {
    title: 'What is kept, and where',
    sealed:
      'Sealed in this browser’s own database, on this computer only: your keys, their names, what checks found, when each was used, what you asked for, the answers and pictures, what they cost, and your settings.',
    plain:
      'In clear: how many rows there are, how large and how old, and how often unlocking failed. The browser itself remembers which providers’ addresses you allowed.',
    memory:
      'In memory only: what opens the vault, while it is open, and words that you marked on a page to ask about, until a prompt takes them. The end of the browser removes both.',
    nowhere:
      'Nowhere else: there is no Firekeep server, no account and no statistics. Each key is sent to its own service only, and what you ask for goes to the service that makes it.',
  },

  erase: {
    title: 'Erase everything',
  },
} as const;
