export const words = {
  button: (name: string) => `Connect ${name}`,
  waiting: (name: string) => `Go on in the window of ${name}. Close it to stop.`,
  keeping: 'Fetching and checking the new key…',
} as const;
