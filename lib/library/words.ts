/** How text is cut into words, the same when it is kept and when it is looked for. */

const WORD = /[\p{L}\p{N}\p{M}_]+/gu;

export const wordsIn = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(WORD) ?? [];

/** Each word once, on a line of its own: nothing that is looked for runs over the end of one. */
export function foldWords(texts: readonly string[]): string {
  const words = new Set<string>();
  for (const text of texts) for (const word of wordsIn(text)) words.add(word);
  return [...words].join('\n');
}

/** Every word that was typed is in a word of it. */
export const hasWords = (folded: string, typed: readonly string[]): boolean =>
  typed.every((word) => folded.includes(word));
