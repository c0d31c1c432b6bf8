/** How good a new passphrase is: said where one is chosen, and nowhere else. */
export const strengthWords = {
  /** From no guess to strong, as zxcvbn counts. */
  scores: ['very weak', 'very weak', 'weak', 'almost there', 'strong'],

  /** Why it is weak, by zxcvbn's own names for the reasons. */
  reasons: {
    straightRow: 'A row of neighbouring keys is one of the first things that is tried.',
    keyPattern: 'A pattern on the keyboard is quickly guessed.',
    simpleRepeat: 'One character again and again adds nearly nothing.',
    extendedRepeat: 'A repeated part adds nearly nothing.',
    sequences: 'Sequences like abc or 678 are quickly guessed.',
    recentYears: 'Recent years are quickly guessed.',
    dates: 'Dates are quickly guessed.',
    topTen: 'It is one of the ten most used passwords.',
    topHundred: 'It is one of the hundred most used passwords.',
    common: 'It is a password that many people use.',
    similarToCommon: 'It is close to a password that many people use.',
    wordByItself: 'A single word is quickly guessed.',
    namesByThemselves: 'A name by itself is quickly guessed.',
    commonNames: 'Common names are quickly guessed.',
    userInputs: 'It is too close to something known about you.',
    pwned: 'It has been in a leak.',
  } as Readonly<Record<string, string>>,
} as const;
