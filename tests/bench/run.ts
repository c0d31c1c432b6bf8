/** `npm run bench`: builds, measures, prints a table; `-- --write` puts it into the readme. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killTree } from '../harness/processes';
import { toRows } from './aims';
import { buildAll } from './builds';
import { measure, type Rounds } from './measure';
import { seedProfiles } from './seed';
import { toTable, writeTable } from './table';

const readme = fileURLToPath(new URL('../../README.md', import.meta.url));

const ROUNDS: Rounds = { loads: 9, wakes: 15, unlocks: 5, answers: 3 };
/** To see whether it runs at all. */
const QUICK: Rounds = { loads: 1, wakes: 2, unlocks: 1, answers: 1 };

const startMs = Date.now();
const say = (line: string) => console.log(`[${Math.round((Date.now() - startMs) / 1000)} s] ${line}`);

async function run(flags: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'firekeep-bench-'));
  // Every profile and copy of a build goes there too, and nothing stays.
  process.env.TMPDIR = folder;
  const clear = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  // A browser that still runs would write its profile again.
  const end = () =>
    void killTree(folder)
      .then(clear)
      .finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  try {
    say('Building the extension, an empty React one and an empty one');
    const builds = await buildAll(folder);
    say('Filling vaults with keys');
    const profiles = await seedProfiles(builds.firekeep.folder, folder);
    const measured = await measure(builds, profiles, flags.includes('--quick') ? QUICK : ROUNDS, say);
    const table = toTable(toRows(measured), measured.browser);
    console.log(`\n${table}`);
    if (flags.includes('--write')) writeTable(readme, table);
  } finally {
    clear();
  }
}

await run(process.argv.slice(2));
