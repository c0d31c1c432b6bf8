/** `npm run torture`: the long one. `FIREKEEP_SEED` repeats a run, `FIREKEEP_ROUNDS` makes it shorter or longer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { type Server, startServer } from '../harness/server';
import { Chance, chosenSeed } from './chance';
import { Life } from './life';

const ROUNDS = Number(process.env.FIREKEEP_ROUNDS ?? 300);

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe.each(bothBrowsers)('%s', (name) => {
  it(`survives ${ROUNDS} deaths and loses nothing that it acknowledged`, async () => {
    const chance = new Chance(chosenSeed(Math.floor(Math.random() * 2 ** 31)));
    console.log(`FIREKEEP_SEED=${chance.seed}`);
    const profile = mkdtempSync(join(tmpdir(), 'firekeep-torture-'));
    const life = await Life.begin(name, server, chance, profile);
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const told = await life.round();
        if (process.env.FIREKEEP_TELL) console.log(round, told);
      }
      server.assertClean();
      console.log(name, JSON.stringify(life.counts, null, 1));
      expect(life.now === undefined || life.now.activity.length > 0).toBe(true);
    } finally {
      await life.browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    }
  });
});
