/** A short round of what `npm run torture` does for long: models that are made while everything around them dies. */
import { afterEach, expect, it } from 'vitest';
import { Chance, chosenSeed } from '../torture/chance';
import { Herd } from '../torture/models';

let herd: Herd;
afterEach(() => herd.end());

it.each([
  ['chromium', 'worker', 2, 20, 10],
  ['chromium', 'browser', 1, 5, 3],
  ['firefox', 'worker', 1, 10, 5],
] as const)(
  '%s, %s: no model is lost and none is paid for twice',
  async (name, end, batches, wishes, deaths) => {
    const chance = new Chance(chosenSeed(57));
    herd = await Herd.begin(name);
    for (let batch = 0; batch < batches; batch += 1) await herd.batch(chance, wishes, deaths, end);
    expect(herd.counts.done ?? 0).toBeGreaterThan((batches * wishes) / 2);
  },
  900_000,
);
