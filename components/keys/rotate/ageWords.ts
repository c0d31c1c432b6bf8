/** What is said of a secret's age beside its key, before anybody rotates it. */
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const ageWords = {
  due: (days: number) => `This secret is ${plural(days, 'day', 'days')} old. It is time to rotate it.`,
  unfinished: 'Another key took its place. It is not revoked at its service yet.',
  isOld: (days: number) => `its secret is ${plural(days, 'day', 'days')} old`,
  notRevoked: 'replaced, and not revoked yet',
  goOn: 'Go on',
  after: 'Remind me to rotate a key',
  never: 'Never',
  days: (days: number) => `After ${days} days`,
  remind: 'Remind me when its secret gets old',
} as const;
