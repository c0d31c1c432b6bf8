/** What a person is told whose words do not open the vault: each slip by its name and place. */

import { wordlist } from '@scure/bip39/wordlists/english.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { newSalt } from '../../lib/seal/kdf';
import { kekOf, type RandomWay } from '../../lib/seal/prove';
import { findEntropy, makeWords } from '../../lib/unlockers/words';
import { createWith, newBrowser, proofFor, startWorker } from '../vault/stage';

let words: readonly string[];
let way: RandomWay & { readonly id: string };

let worker: Awaited<ReturnType<typeof startWorker>>;

beforeAll(async () => {
  await newBrowser();
  worker = await startWorker();
  await createWith(worker, 'mine');
  const made = await makeWords();
  words = made.words;
  const salt = newSalt();
  const kek = await kekOf(made.entropy, { kind: 'words', salt });
  await worker.addWay(await proofFor(worker, 'mine'), { kind: 'words', salt, kek });
  const kept = (await worker.readState()).unlockers.find(({ kind }) => kind === 'words');
  if (kept?.kind !== 'words') throw new Error('no words');
  way = kept;
});

const slipOf = async (typed: readonly string[]) => {
  const { failOnSlip } = await import('../../lib/unlockers/slip');
  const error: unknown = await failOnSlip(typed, way).catch((thrown: unknown) => thrown);
  return error instanceof Error && 'problem' in error ? error.problem : error;
};

/** Which of all other words makes the checksum wrong, so that nothing is tried by chance. */
async function anUnfit(place: number): Promise<string[]> {
  for (const word of wordlist) {
    const changed = words.with(place, word);
    if (!(await findEntropy(changed))) return changed;
  }
  throw new Error('every word fits');
}

const swap = (typed: readonly string[], first: number, second: number): string[] =>
  typed.with(first, typed[second] ?? '').with(second, typed[first] ?? '');

describe('words that do not belong together', () => {
  it('because two changed places', async () => {
    // Two that are alike would be no change.
    const second = words.findIndex((word, at) => at > 2 && word !== words[2]);
    expect(await slipOf(swap(words, 2, second))).toEqual({
      code: 'words-swapped',
      values: { first: 3, second: second + 1 },
    });
  });

  it.each([0, 6, 11])('because one is wrong (%s)', async (place) => {
    expect(await slipOf(await anUnfit(place))).toEqual({
      code: 'words-one-wrong',
      values: { place: place + 1 },
    });
  });

  it('because two are wrong', async () => {
    const typed = await anUnfit(4);
    const other = typed.with(9, typed[9] === 'zoo' ? 'zone' : 'zoo');
    expect(await slipOf(other)).toEqual({ code: 'words-unfit' });
  });

  it('because all are in another order', async () => {
    expect(await slipOf([...words].reverse())).toEqual({ code: 'words-unfit' });
  });
});

it('of a paper that another page made worthless meanwhile: that is said, and no slip', async () => {
  await worker.removeWay(await proofFor(worker, 'mine'), way.id);
  expect(await slipOf(await anUnfit(4))).toEqual({ code: 'unlocker-changed' });
});
