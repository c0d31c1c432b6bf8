/** Tomorrow's build on yesterday's profile, and a build that is loaded again while a page is open. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type BrowserName, bothBrowsers, launch } from '../harness/browser';
import { lock, unlock } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { pictureFailures } from '../harness/pictures';
import { plantKey, plantVault } from '../harness/planted';
import { readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { buildOf } from '../harness/workspace';

const NAME = 'Heirloom';

/** The same program, but for its version and for how much work a new passphrase is worth to it. */
function makeTomorrow(name: BrowserName): string {
  const copy = mkdtempSync(join(tmpdir(), 'firekeep-tomorrow-'));
  cpSync(buildOf(name), copy, { recursive: true });
  const changed = readdirSync(copy, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .filter((path) => raise(join(copy, path)));
  // The pages and the background each know what today is worth.
  expect(changed).toHaveLength(2);
  const manifest = join(copy, 'manifest.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version":"[^"]+"/, '"version":"999.0.0"'));
  return copy;
}

const COST = 'memoryKiB:65536,passes:3,lanes:1';
const PASSES = 4;

/** Today's cost comes first in the program, and the floor, which is the same today, after it. */
function raise(path: string): boolean {
  const program = readFileSync(path, 'utf8');
  const costs = program.split(COST).length - 1;
  // Whoever derives nothing knows the floor alone.
  if (costs < 2) return false;
  expect(costs).toBe(2);
  writeFileSync(path, program.replace(COST, COST.replace('passes:3', `passes:${PASSES}`)));
  return true;
}

describe.each(bothBrowsers)('%s', (name) => {
  let profile: string;
  let browser: Browser;
  let screen: Screen;

  beforeAll(async () => {
    profile = mkdtempSync(join(tmpdir(), 'firekeep-update-'));
    browser = await launch(name, { profile });
    screen = await browser.open('options.html#/keys');
    await plantVault(screen);
    await plantKey(screen, 'openrouter', { apiKey: `sk-or-v1-${'0a1b'.repeat(16)}` }, NAME);
    await screen.text(NAME).waitVisible();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  });
  pictureFailures(() => browser);

  const reloadExtension = async () => {
    await screen
      .evaluate(() => {
        (globalThis as unknown as { chrome: { runtime: { reload(): void } } }).chrome.runtime.reload();
      })
      .catch(() => undefined);
    const isGone = () =>
      screen
        .evaluate(() => 1)
        .then(
          () => false,
          () => true,
        );
    await until(isGone, { what: 'the browser to close its pages' });
    screen = await until(() => browser.open('options.html#/keys'), { what: 'the extension to be back' });
  };
  const start = async (extension?: string) => {
    await browser.close({ keepsProfile: true });
    browser = await launch(name, { profile, extension });
    screen = await browser.open('options.html#/keys');
    // Chromium keeps the worker of a folder that changed while it was not looking.
    if (name === 'chromium') await reloadExtension();
  };

  // Both browsers close our pages then, and empty session memory.
  it('loaded again while a page is open, it is locked and has lost nothing', async () => {
    await reloadExtension();
    await unlock(screen);
    await screen.text(NAME).waitVisible();
  });

  it('asks for more work at the next unlock, of the same passphrase, when tomorrow wants more', async () => {
    const before = await readRows(screen);
    expect(before?.unlockers[0]?.passes).toBeLessThan(PASSES);
    const extension = makeTomorrow(name);
    await start(extension);
    rmSync(extension, { recursive: true });
    await unlock(screen);
    await screen.text(NAME).waitVisible();
    const after = await until(
      async () => {
        const rows = await readRows(screen);
        return rows?.unlockers[0]?.passes === PASSES && rows;
      },
      { what: 'the passphrase to be worth more work' },
    );
    expect(after.unlockers).toHaveLength(1);
    expect(after.unlockers[0]?.id).toBe(before?.unlockers[0]?.id);
    expect(after.keys).toEqual(before?.keys);
    await lock(screen);
    await unlock(screen);
    await mustAsk(screen, 'vault/lock');
    // Yesterday's program may come back: it still believes a row that cost more than its own.
    await start();
    await unlock(screen);
    await screen.text(NAME).waitVisible();
  });
});
