/** Twelve words of the BIP-39 English list: 128 random bits, and four by which a slip shows. For pages. */
import type { Bytes } from '../core/bytes';
import { randomBytes } from '../core/ids';
import { fail } from '../core/problem';

export const WORDS = 12;
const ENTROPY_BYTES = 16;
/** No two words of the list begin with the same four letters. */
const TELLING_LETTERS = 4;

const loadList = async () => (await import('@scure/bip39/wordlists/english.js')).wordlist;

export interface NewWords {
  readonly words: readonly string[];
  readonly entropy: Bytes;
}

export async function makeWords(): Promise<NewWords> {
  const { entropyToMnemonic } = await import('@scure/bip39');
  const entropy = randomBytes(ENTROPY_BYTES);
  return { words: entropyToMnemonic(entropy, await loadList()).split(' '), entropy };
}

/** Words as somebody typed or pasted them: any case, any blanks, numbered or not, four letters are enough. */
export async function readWords(typed: string): Promise<readonly string[]> {
  const list = await loadList();
  const parts = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s\d.,;:()]+/)
    .filter((part) => part !== '');
  if (parts.length === 0) fail('words-empty');
  if (parts.length !== WORDS) fail('words-count', { count: parts.length });
  return parts.map((part, at) => findWord(list, part) ?? fail('words-unknown', { place: at + 1 }));
}

/** A whole word of the list, or enough of its beginning. */
function findWord(list: readonly string[], part: string): string | undefined {
  if (list.includes(part)) return part;
  return part.length >= TELLING_LETTERS ? list.find((word) => word.startsWith(part)) : undefined;
}

/** Undefined when they do not belong together: one is wrong, or some changed places. */
export async function findEntropy(words: readonly string[]): Promise<Bytes | undefined> {
  const { mnemonicToEntropy } = await import('@scure/bip39');
  const list = await loadList();
  try {
    return new Uint8Array(mnemonicToEntropy(words.join(' '), list));
  } catch {
    // Twelve words of the list: nothing else can be wrong with them than their checksum.
    return undefined;
  }
}
