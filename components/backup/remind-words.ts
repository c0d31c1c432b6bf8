/** What is said of the last backup; the Keys page says it too. */
export const words = {
  title: 'Reminder',
  label: 'Remind me when the last backup is older than',
  days: (days: number | null) => (days === null ? 'Never' : `${days} days`),
  last: 'Last backup',
  never: 'No backup yet. After the first one Firekeep reminds you of the next.',
  due: (days: number) => `The last backup is ${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'} old`,
  dueMeans: 'What came since is only in this browser.',
  make: 'Make a backup',
} as const;
