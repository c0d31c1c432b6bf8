/** What the vault's screens say. */
export const words = {
  passphrase: 'Passphrase',
  cancel: 'Cancel',
  wait: (seconds: number) => `Try again in ${seconds} s.`,

  unlock: {
    title: 'Unlock Firekeep',
    lead: 'Your keys are sealed. Your passphrase opens them on every Firekeep page at once.',
    button: 'Unlock',
    notDone: (count: number) =>
      count === 1
        ? 'One thing you asked for is not done yet. Unlock, and it goes on.'
        : `${count} things you asked for are not done yet. Unlock, and they go on.`,
  },

  lock: 'Lock',

  create: {
    title: 'Create your vault',
    lead: 'One passphrase seals your keys in this browser. Firekeep has no server: the passphrase and the keys stay here.',
    cannotBeRecovered:
      'Nobody can recover this passphrase, not even we. Without it, or recovery words that you make on the Security page, what the vault holds is gone.',
    repeat: 'Repeat passphrase',
    help: 'Six random words are easy to type and hard to guess. Any characters count, blanks too.',
    button: 'Create vault',
    fromBackup: 'Begin from a backup',
    thenBackup: 'First this vault gets a passphrase of its own. Then you choose the backup file.',
    suggest: 'Suggest one',
    suggestAgain: 'Suggest another',
    suggestion: 'Suggested passphrase',
    writeItDown:
      'Write these six words down on paper, then type them into the field above. They are not shown again.',
    strength: 'Strength',
    differs: 'These two are not the same. Type it once more.',
    empty: 'Choose a passphrase first.',
    weak: 'This one is too easy to guess.',
    wayOut: 'Make it longer, or press “Suggest one”.',
    elsewhere: 'This takes a minute, and a page of its own.',
    open: 'Create your vault',
  },

  lookAgain: 'Look again',

  lost: {
    title: 'The browser lost this vault',
    happened:
      'There was a vault here, but the browser no longer has its database. It may have cleared site data, or its profile was damaged.',
    means: 'The keys that it held cannot be brought back from here. They still work where they were made.',
    next: 'If you have a copy of the browser’s profile, close the browser and put the copy back. Otherwise erase what is left, create a new vault and make new keys at the services.',
    inOptions: 'You can start again in the options page.',
    open: 'Open the options page',
  },

  damaged: {
    title: 'This vault is damaged',
    happened:
      'What the browser stored is not what Firekeep wrote, so the vault cannot be opened. This is not about your passphrase.',
    next: 'Restart the browser first. If it stays so, put back a copy of the browser’s profile if you have one. Otherwise erase what is left, create a new vault and make new keys at the services.',
  },
} as const;
