/** What is said where a passphrase is chosen. Apart, because an existing vault's pages never say it. */
export const newWords = {
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
} as const;
