/** `npm run torture`: an import that is cut short, by a power cut or its background's death, is refused or complete. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserName } from '../harness/browser';
import { wholeOf, writeBackupFile } from '../harness/planted-backup';
import { type Server, startServer } from '../harness/server';
import { Chance, chosenSeed } from './chance';
import { Importing } from './importing';

/** Relaunching Firefox takes longest. */
const ROUNDS: readonly [BrowserName, number][] = [
  ['chromium', 6],
  ['firefox', 3],
];

let server: Server;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'firekeep-importing-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

describe.each(ROUNDS)('%s', (name, rounds) => {
  it(`reads all of a backup in or nothing, whatever ends it (${rounds} times)`, async () => {
    const chance = new Chance(chosenSeed(20_261_122));
    const planned = { results: 40, chunksEach: 32, fields: server.credential('openrouter') };
    const file = join(folder, `${name}.firekeep`);
    await writeBackupFile(file, planned);
    const importing = await Importing.begin(name, server, join(folder, name), file, wholeOf(planned));
    const found: string[] = [];
    try {
      const typicalMs = await importing.untroubled();
      for (let round = 0; round < rounds; round += 1) {
        // A moment in each part of it, from its first to a little after its last.
        const afterMs = ((round + chance.share()) / rounds) * typicalMs * 1.1;
        const what = round % 3 === 1 ? 'worker' : 'browser';
        found.push(`${what} ${await importing.endAfter(afterMs, what)}`);
      }
    } finally {
      await importing.browser.close();
    }
    if (process.env.FIREKEEP_TELL) console.log(name, chance.seed, found.join(', '));
    expect(found).toHaveLength(rounds);
    expect(found).toContain('browser nothing');
  }, 1_800_000);
});
