/** The sentences of a key's way to its successor. */
export const words = {
  title: (name: string) => `Rotate “${name}”`,
  lead: 'A new key takes over, then the old one is revoked at its service. Nothing is lost if you stop in between: this window goes on where you left it.',
  steps: ['Make a new key', 'Use it', 'Revoke the old one', 'Remove the old one'],
  later: 'Later',
  cancel: 'Cancel',

  make: (service: string) => `Let ${service} make it`,
  makeLead: (service: string) => `Firekeep can ask ${service} for one more key, with this one.`,
  makeSure: (service: string) =>
    `${service} makes a further key with its own rights. Its secret is sealed here before anything happens to the old one. Only you can delete it again.`,
  makeNow: 'Make the key',
  making: (service: string) => `Asking ${service} for a new key…`,
  byHand: 'Or make it yourself and paste it here:',
  lost: (service: string) => `A new key may have been made at ${service}`,
  lostText: (service: string) =>
    `It was asked for one, but its answer did not arrive here, so nobody has that key. Firekeep does not ask again by itself. Look at the key page of ${service}: if there is a new key named “Firekeep”, delete it. Then make another.`,
  submit: 'Check and use it',
  existing: 'Or use a key that is here already',
  existingNone: 'Choose a key',
  useExisting: 'Use that one',

  follows: (name: string) => `“${name}” takes over`,
  notYet:
    'It takes over as soon as a check finds it genuine. New keys sometimes take a few seconds until their service knows them.',
  checkAgain: 'Check again',
  use: 'Use it from now on',
  another: 'Take another key',
  nowUsed: (name: string) => `“${name}” is used from now on. The old key is disabled.`,

  endLead: (name: string, service: string) =>
    `“${name}” is disabled here. Whoever else has it can use it until ${service} revokes it.`,
  endByService: (service: string) => `Revoke it at ${service} now`,
  endWarning:
    'It stops working at once and everywhere, and nobody can bring it back. Make sure that no other program needs it.',
  type: (name: string) => `Type “${name}” to confirm`,
  end: 'Revoke for ever',
  ending: (service: string) => `Asking ${service} to revoke it…`,
  byPage: (service: string) => `Revoke it on the page of ${service}`,
  openPage: (service: string) => `Open the key page of ${service}`,
  done: 'I have revoked it',
  maybe: 'It may have been revoked',
  maybeText: (service: string) =>
    `${service} was asked, but its answer did not arrive. A check tells: a revoked key is rejected.`,
  checkOld: 'Check the old key',
  says: (service: string) => `${service} now says of the old key:`,

  endedByService: (service: string) => `${service} took the request to revoke it.`,
  endedByPerson: 'You said that it is revoked.',
  stillTaken: (service: string) =>
    `${service} still takes it. It may need a moment; look at its key page before you remove the key here.`,
  removeLead: 'Its history stays here without the secret: its name, its dates and what it cost.',
  keep: 'Keep it',
  remove: 'Remove',
} as const;
