/** Words as people type them, and the slips they make. */
import { mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { describe, expect, it } from 'vitest';
import { entropyOf } from '../../lib/unlockers/slip';
import { findEntropy, makeWords, readWords, WORDS } from '../../lib/unlockers/words';
import { codeOf } from '../vault/stage';

/** Of the standard's own examples. */
const EXAMPLE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' ');

describe('twelve words', () => {
  it('are random, of the list, and stand for 128 bits', async () => {
    const { words, entropy } = await makeWords();
    expect(words).toHaveLength(WORDS);
    expect(entropy).toHaveLength(16);
    expect(await findEntropy(words)).toEqual(entropy);
    expect((await makeWords()).words).not.toEqual(words);
  });

  it('are those of the standard', async () => {
    expect(await findEntropy(EXAMPLE)).toEqual(new Uint8Array(16).fill(0x7f));
  });
});

describe('typed words are read', () => {
  it.each([
    ['in any case', 'LEGAL Winner tHANK year wave sausage worth useful legal winner thank YELLOW'],
    [
      'with blanks and lines',
      '  legal\twinner  thank\nyear wave sausage\n\nworth useful legal winner thank yellow ',
    ],
    ['by their first four letters', 'lega winn than year wave saus wort usef lega winn than yell'],
    ['by a bit more than four', 'legal winne thank year wave sausa worth usefu legal winn thank yello'],
    [
      'with their numbers',
      '1. legal 2. winner 3) thank 4 year 5: wave, sausage, worth, useful; legal winner thank yellow',
    ],
    ['in wide letters', 'ｌｅｇａｌ winner thank year wave sausage worth useful legal winner thank yellow'],
    ['with no-break blanks', EXAMPLE.join('\u00a0')],
  ])('%s', async (_how, typed) => expect(await readWords(typed)).toEqual(EXAMPLE));

  it.each([
    ['nothing', '', 'words-empty', undefined],
    ['blanks', ' \n ', 'words-empty', undefined],
    ['eleven', EXAMPLE.slice(1).join(' '), 'words-count', { count: 11 }],
    ['thirteen', `${EXAMPLE.join(' ')} zoo`, 'words-count', { count: 13 }],
    [
      'one that is not on the list',
      EXAMPLE.join(' ').replace('sausage', 'sausages'),
      'words-unknown',
      { place: 6 },
    ],
    ['three letters', EXAMPLE.join(' ').replace('year', 'yea'), 'words-unknown', { place: 4 }],
    [
      'a beginning that goes astray',
      EXAMPLE.join(' ').replace('useful', 'usefxx'),
      'words-unknown',
      { place: 8 },
    ],
  ])('and not %s', async (_what, typed, code, values) => {
    const error = await readWords(typed).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: { code, ...(values && { values }) } });
  });

  it('a whole word is itself, though another begins with it', async () => {
    const typed = `act ${'zoo '.repeat(11)}`;
    expect((await readWords(typed))[0]).toBe('act');
    expect(await codeOf(readWords(typed.replace('act', 'acti')))).toBe('done');
  });

  it('each word of the list is told by its first four letters', () => {
    expect(new Set(wordlist.map((word) => word.slice(0, 4))).size).toBe(wordlist.length);
  });
});

describe('the checksum', () => {
  it('is read quickly as the library reads it', async () => {
    const { words } = await makeWords();
    const places = words.map((word) => wordlist.indexOf(word));
    let fitting = 0;
    for (let last = 0; last < wordlist.length; last += 7) {
      const changed = places.with(11, last);
      const theirs = (() => {
        try {
          return new Uint8Array(mnemonicToEntropy(changed.map((at) => wordlist[at]).join(' '), wordlist));
        } catch {
          return undefined;
        }
      })();
      expect(entropyOf(changed)).toEqual(theirs);
      if (theirs) fitting += 1;
    }
    expect(fitting).toBeGreaterThan(3);
  });

  it('finds most single slips, and says nothing else', async () => {
    const { words } = await makeWords();
    const outcomes = await Promise.all(
      wordlist.slice(0, 200).map((word) => findEntropy(words.with(3, word))),
    );
    expect(outcomes.filter((entropy) => entropy === undefined).length).toBeGreaterThan(150);
  });
});
