/**
 * `npm run torture`: a thousand models with a background that dies again and again, a hundred with browsers that are
 * killed. `FIREKEEP_SEED` repeats a run, `FIREKEEP_MODELS` makes it shorter, `FIREKEEP_BATCH` begins again at the batch that
 * a run had come to: each is drawn from the seed and its own number.
 */
import { expect, it } from 'vitest';
import { type BrowserName, bothBrowsers } from '../harness/browser';
import { Chance, chosenSeed } from './chance';
import { type End, Herd } from './models';

const MODELS = Number(process.env.FIREKEEP_MODELS ?? 1_000);
const FIRST = Number(process.env.FIREKEEP_BATCH ?? 1);
const BATCH = 20;

const LONG: readonly (readonly [BrowserName, End, number, number])[] = bothBrowsers.flatMap((name) => [
  [name, 'worker', MODELS, 10] as const,
  [name, 'browser', MODELS / 10, 3] as const,
]);

it.each(LONG)(
  '%s, %s: of %d models none is lost and none is paid for twice',
  async (name, end, models, deaths) => {
    const seed = chosenSeed(Math.floor(Math.random() * 2 ** 31));
    console.log(`FIREKEEP_SEED=${seed}`);
    const herd = await Herd.begin(name);
    for (let batch = FIRST; (batch - 1) * BATCH < models; batch += 1) {
      const wishes = Math.min(BATCH, models - (batch - 1) * BATCH);
      await herd.batch(new Chance(seed + batch), wishes, deaths, end).catch((cause: unknown) => {
        throw new Error(`FIREKEEP_BATCH=${batch}: ${cause}`, { cause });
      });
      if (process.env.FIREKEEP_TELL) console.log(name, end, batch, JSON.stringify(herd.counts));
    }
    await herd.end();
    console.log(name, end, JSON.stringify(herd.counts));
    expect(herd.counts.done ?? 0).toBeGreaterThan((models - (FIRST - 1) * BATCH) / 2);
  },
);
