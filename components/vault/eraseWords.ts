/** What is said where everything can be erased. */
export const eraseWords = {
  title: 'Erase everything',
  about: 'Removes the vault, all keys, all settings and all records from this browser. It cannot be undone.',
  remains:
    'Sealed remains may stay on the disk until the browser overwrites them. Nobody can open them without your passphrase.',
  atProviders: 'Your keys stay valid at their services. Revoke them there if they should stop working.',
  confirm: 'Type “erase everything” to confirm',
  confirmation: 'erase everything',
  mismatch: 'Type exactly: erase everything',
  button: 'Erase everything',
  again: 'Erase what is left',
} as const;
