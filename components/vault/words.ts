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
    elsewhere: 'This takes a minute, and a page of its own.',
    open: 'Create your vault',
  },

  lookAgain: 'Look again',

  lost: {
    title: 'The browser lost this vault',
    happened:
      'There was a vault here, but the browser no longer has its database. It may have cleared site data, or its profile was damaged.',
    inOptions: 'You can start again in the options page.',
    open: 'Open the options page',
  },

  damaged: {
    title: 'This vault is damaged',
    happened:
      'What the browser stored is not what Firekeep wrote, so the vault cannot be opened. This is not about your passphrase.',
  },
} as const;
