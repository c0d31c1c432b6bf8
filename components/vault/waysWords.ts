/** What is said about the ways into the vault, beside the passphrase. Loaded where there are, or can be, others. */
export const waysWords = {
  title: 'Ways in',
  about: 'Each opens the same vault. The passphrase is always one of them.',

  unlockByPasskey: 'Unlock with a passkey',
  useAPasskey: 'Use a passkey',
  useWords: 'Use recovery words',
  passkeyUnused:
    'No passkey was used: the prompt was closed, nobody answered it, or the passkey is not on this device.',

  passphrase: 'Passphrase',
  words: 'Recovery words',
  passkey: 'Passkey',
  cost: (memoryMiB: number, passes: number, lanes: number) =>
    `Argon2id: ${memoryMiB} MiB, ${passes} passes, ${lanes} ${lanes === 1 ? 'lane' : 'lanes'} for each guess`,
  made: 'Made',
  isToday: 'as strong as Firekeep makes them today',
  isWeaker: 'less than Firekeep uses today',
  strengthen: 'Make stronger',
  strengthenTitle: 'Stretch the passphrase more?',
  strengthenAbout:
    'The same passphrase, at today’s cost for each guess. It opens the vault as before, and a little slower.',
  damaged: 'is damaged and opens nothing',
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  cancel: 'Cancel',
  next: 'Next',
  done: 'Done',

  noWords: 'None. Twelve words on paper open the vault when the passphrase is forgotten.',
  makeWords: 'Make recovery words',
  replaceWords: 'Replace',
  make: {
    title: 'Make recovery words',
    about: 'Whoever has these words opens the vault without your passphrase. Type it to go on.',
    aboutReplace:
      'The old words stop working as soon as the new ones are kept. Type your passphrase to go on.',
    show: 'Show the words',
    list: 'Recovery words',
    write:
      'Write them down on paper, with their numbers. They are shown only now, and kept nowhere in clear.',
    place: 'Keep the paper where you keep what you cannot replace, not as a photo or a file.',
    written: 'I wrote them down',
    again: 'Type three of them off your paper.',
    word: (place: number) => `Word ${place}`,
    wrong: (place: number) =>
      `This is not word ${place}. Look at your paper, or go back and look at the words.`,
    back: 'Show the words again',
    keep: 'Keep these words',
    kept: 'Recovery words kept',
    keptMeans: 'They open this vault from now on. Any older ones no longer do.',
  },
  removeWords: {
    title: 'Remove the recovery words?',
    about:
      'They stop working. If you then forget your passphrase, and have no passkey, the vault stays shut.',
  },

  passkeys: 'Passkeys',
  morePasskeys: 'One for each device, or security key.',
  noPasskeys: 'None. A passkey opens the vault by fingerprint, face, PIN or security key.',
  firefox:
    'Not available in Firefox. Here an extension can only use the passkeys of a website, and the website’s owner could then ask for the same secret that opens your vault.',
  addPasskey: 'Add a passkey',
  passkeyName: 'Name',
  passkeyHelp: 'So that you know it again: the device, or the security key. It is sealed, and stays here.',
  nameMissing: 'Give it a name first.',
  addAbout: 'Whoever can use the passkey opens the vault without your passphrase. Type it to go on.',
  goOn: 'Go on',
  twice: 'The browser asks twice: once to make the passkey, once to try it.',
  create: 'Create passkey',
  added: (name: string) => `Passkey “${name}” added`,
  addedMeans: 'It opens this vault from now on. The passphrase does as before.',
  notAdded:
    'No passkey was added: the prompt was closed, or nobody answered it. If one was made already, remove it where this device keeps its passkeys.',
  removePasskey: {
    title: (name: string) => `Remove the passkey “${name}”?`,
    about:
      'It opens this vault no longer. The passkey itself stays on its device: remove it there too. An old copy of this browser’s profile would still open with it.',
  },
  unnamed: 'Passkey',

  recover: {
    title: 'Use recovery words',
    lead: 'The twelve words from your paper open this vault and let you choose a new passphrase.',
    field: 'Recovery words',
    help: 'In their order, with blanks between. Four letters of each are enough.',
    check: 'Next',
    back: 'Back to the passphrase',
    nextTitle: 'Choose a new passphrase',
    nextLead: 'The words are right. The new passphrase takes the place of the forgotten one.',
    passphrase: 'New passphrase',
    repeat: 'Repeat new passphrase',
    set: 'Set passphrase and unlock',
  },
} as const;
