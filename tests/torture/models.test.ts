/**
 * `npm run torture`: a thousand models with a background that dies again and again, a hundred with browsers that are
 * killed. `FIREKEEP_SEED` repeats a run, `FIREKEEP_MODELS` makes it shorter.
 */
import { expect, it } from 'vitest';
import { type BrowserName, bothBrowsers } from '../harness/browser';
import { Chance, chosenSeed } from './chance';
import { type End, Herd } from './models';

const MODELS = Number(process.env.FIREKEEP_MODELS ?? 1_000);
const BATCH = 20;

const LONG: readonly (readonly [BrowserName, End, number, number])[] = bothBrowsers.flatMap((name) => [
  [name, 'worker', MODELS, 10] as const,
  [name, 'browser', MODELS / 10, 3] as const,
]);

it.each(LONG)(
  '%s, %s: of %d models none is lost and none is paid for twice',
  async (name, end, models, deaths) => {
    const chance = new Chance(chosenSeed(Math.floor(Math.random() * 2 ** 31)));
    console.log(`FIREKEEP_SEED=${chance.seed}`);
    const herd = await Herd.begin(name, chance);
    for (let left = models; left > 0; left -= BATCH) {
      await herd.batch(Math.min(BATCH, left), deaths, end);
      if (process.env.FIREKEEP_TELL) console.log(name, end, left, JSON.stringify(herd.counts));
    }
    await herd.end();
    console.log(name, end, JSON.stringify(herd.counts));
    expect(herd.counts.done ?? 0).toBeGreaterThan(models / 2);
  },
);
