/**
 * What went wrong with words that do not open the vault: two that changed places, or a single one. Looked for in the
 * page: whoever has eleven of the words could do the same elsewhere, and nobody is told the right one.
 */
import { type Bytes, fromBase64 } from '../core/bytes';
import { fail, ProblemError } from '../core/problem';
import { openDb } from '../db/open';
import { proveBy, type RandomWay } from '../seal/prove';
import { sha256 } from '../seal/sha256';
import { openUnlocker } from '../seal/unlocker';
import { WORDS } from './words';

const WORD_BITS = 11;
const ENTROPY_BITS = 128;
const CHECKSUM_BITS = WORDS * WORD_BITS - ENTROPY_BITS;

type WordsWay = RandomWay & { readonly id: string };
type IsRight = (entropy: Bytes) => Promise<boolean>;

/** Never returns: each slip is a problem of its own. */
export async function failOnSlip(words: readonly string[], way: WordsWay): Promise<never> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js');
  const places = words.map((word) => wordlist.indexOf(word));
  const isRight = await opens(way);
  const swapped = await findSwapped(places, isRight);
  if (swapped) return fail('words-swapped', { first: swapped[0] + 1, second: swapped[1] + 1 });
  const wrong = await findWrong(places, wordlist.length, isRight);
  return wrong === undefined ? fail('words-unfit') : fail('words-one-wrong', { place: wrong + 1 });
}

async function opens(way: WordsWay): Promise<IsRight> {
  const { unlockers, vault } = openDb();
  const [stored, named] = await Promise.all([unlockers.get(way.id), vault.get('vault')]);
  // Another page removed or replaced them meanwhile: nobody is sent to look for a slip that there is not.
  if (stored === undefined) return fail('unlocker-changed');
  return async (entropy) => {
    const { kek } = await proveBy(entropy, way);
    try {
      await openUnlocker(stored, named?.vaultId ?? '', fromBase64(kek));
      return true;
    } catch (error) {
      if (error instanceof ProblemError) return false;
      throw error;
    }
  };
}

async function findSwapped(
  places: readonly number[],
  isRight: IsRight,
): Promise<readonly [number, number] | undefined> {
  for (let first = 0; first < places.length; first += 1)
    for (let second = first + 1; second < places.length; second += 1) {
      const entropy = entropyOf(withSwapped(places, first, second));
      if (entropy && (await isRight(entropy))) return [first, second];
    }
  return undefined;
}

const withSwapped = (places: readonly number[], first: number, second: number): number[] =>
  places.map((place, at) => (at === first ? places[second] : at === second ? places[first] : place) ?? place);

async function findWrong(
  places: readonly number[],
  listed: number,
  isRight: IsRight,
): Promise<number | undefined> {
  for (const at of places.keys())
    for (let other = 0; other < listed; other += 1) {
      const entropy = entropyOf(places.map((place, here) => (here === at ? other : place)));
      if (entropy && (await isRight(entropy))) return at;
    }
  return undefined;
}

/** As the library reads words, a hundred times as quick: undefined when the checksum does not fit. */
export function entropyOf(places: readonly number[]): Bytes | undefined {
  const bits = places.map((place) => place.toString(2).padStart(WORD_BITS, '0')).join('');
  const entropy = Uint8Array.from({ length: ENTROPY_BITS / 8 }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2),
  );
  const [first = 0] = sha256(entropy);
  const checksum = (first >>> (8 - CHECKSUM_BITS)).toString(2).padStart(CHECKSUM_BITS, '0');
  return bits.slice(ENTROPY_BITS) === checksum ? entropy : undefined;
}
