const counts = new Intl.NumberFormat('en');

export const words = {
  showRest: (characters: number) => `Show the other ${counts.format(characters)} characters`,
  code: 'Code',
  copy: 'Copy code',
  copied: 'Copied',
  notCopied: 'The browser did not let Firekeep copy this.',
  notLoaded: 'picture not loaded',
  more: (characters: number) => `(${counts.format(characters)} more characters, in the copy)`,
  leadsTo: (place: string) => `Leads to ${place}`,
} as const;
