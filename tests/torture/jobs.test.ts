/** `npm run torture`: workers that die in the middle of an answer, again and again. */
import { describe, expect, it } from 'vitest';
import { setStage } from '../e2e/jobs-stage';
import { bothBrowsers } from '../harness/browser';
import { Chance, chosenSeed } from './chance';
import { type After, interrupt } from './interrupted';

const ROUNDS = Number(process.env.FIREKEEP_ROUNDS ?? 50);
const AFTER: readonly (readonly [After, number])[] = [
  ['anew', 5],
  ['acts', 4],
  ['waits', 1],
];

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it(`asks for nothing twice and loses nothing in ${ROUNDS} deaths`, async () => {
    const chance = new Chance(chosenSeed(Math.floor(Math.random() * 2 ** 31)));
    console.log(`FIREKEEP_SEED=${chance.seed}`);
    const counts: Record<string, number> = {};
    for (let round = 1; round <= ROUNDS; round += 1) {
      const after = chance.weigh(AFTER);
      const found = await interrupt(stage, chance, after).catch((cause: unknown) => {
        throw new Error(`round ${round}, ${after}: ${cause}`, { cause });
      });
      counts[found] = (counts[found] ?? 0) + 1;
    }
    console.log(name, JSON.stringify(counts));
    // A run in which nobody died in the middle would prove nothing.
    expect(counts.interrupted ?? 0).toBeGreaterThan(0);
  });
});
