/** A passphrase nobody thought of: six words of a list of 2,048, which is 66 bits. */

const WORDS = 6;

export async function suggestPassphrase(): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js');
  return Array.from({ length: WORDS }, () => wordlist[randomBelow(wordlist.length)]).join(' ');
}

/** Every number below `end` is as likely as any other: what would favour the first ones is drawn again. */
function randomBelow(end: number): number {
  const draw = new Uint32Array(1);
  const fair = 2 ** 32 - (2 ** 32 % end);
  for (;;) {
    const [value = 0] = crypto.getRandomValues(draw);
    if (value < fair) return value % end;
  }
}
