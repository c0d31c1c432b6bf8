/** What a thief finds on the disk: nothing that was typed, saved, revealed, copied or only begun. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Altered, alterBuild } from '../harness/altered';
import { type Browser, bothBrowsers, launch } from '../harness/browser';
import { keepBooks } from '../harness/disk/books';
import { addCanaryPage, openCanary, plantCanaries, untilSessionIsSaved } from '../harness/disk/canaries';
import { begin, knock, leaveUnsaved, work } from '../harness/disk/lives';
import { type Finding, searchProfile, tellFinding } from '../harness/disk/search';
import { Words } from '../harness/disk/words';
import { lock, unlock } from '../harness/journey';
import { type Server, startServer } from '../harness/server';
import { readSession } from '../harness/session';
import { until } from '../harness/until';

/** Within this time both browsers wrote down what stood in a field that did not forbid it. */
const SAVED_AFTER_MS = 40_000;
/** The three lives of a browser are lived at the same time, since each of them mostly waits. */
const WHOLE_MS = 240_000;

describe.each(bothBrowsers)('the disk of %s', (name) => {
  let server: Server;
  let build: Altered;
  beforeAll(async () => {
    server = await startServer();
    build = addCanaryPage(alterBuild(name));
  });
  afterAll(async () => {
    await server?.close();
    build?.clear();
  });

  /** Lives in a browser, has it killed when its session was saved, and hands over the profile. */
  async function inProfile(test: (browser: Browser, words: Words, profile: string) => Promise<void>) {
    const profile = mkdtempSync(join(tmpdir(), `firekeep-disk-${name}-`));
    const browser = await launch(name, { server, profile, extension: build.folder });
    try {
      await test(browser, new Words(), profile);
    } finally {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    }
  }

  async function waitAndKill(browser: Browser, words: Words): Promise<void> {
    const typedMs = Date.now();
    const canary = await openCanary(browser);
    // Twice: whatever stood on any page when the first was written is written with the second.
    await untilSessionIsSaved(browser, canary, words);
    await untilSessionIsSaved(browser, canary, words);
    await until(async () => Date.now() - typedMs >= SAVED_AFTER_MS, {
      what: 'the time within which browsers save their sessions',
      withinMs: SAVED_AFTER_MS,
    });
    await browser.kill();
  }

  function expectOnlyCanaries(profile: string, words: Words): void {
    const found = searchProfile(profile, words.all, build.folder);
    const isCanary = ({ label }: Finding) => label.startsWith('canary');
    expect(found.filter((finding) => !isCanary(finding)).map(tellFinding)).toEqual([]);
    expect(found.filter(isCanary)).not.toEqual([]);
  }

  const life = (what: string, test: () => Promise<void>) => it.concurrent(what, test, WHOLE_MS);

  life('shows what is put there in the open, and no passphrase that was begun', () =>
    inProfile(async (browser, words, profile) => {
      const canary = await openCanary(browser);
      const planted = await plantCanaries(canary, words);
      await begin(browser, words);
      await waitAndKill(browser, words);
      const found = new Set(searchProfile(profile, words.all, build.folder).map(({ label }) => label));
      expect(planted.filter(({ label }) => !found.has(label))).toEqual([]);
      expectOnlyCanaries(profile, words);
    }),
  );

  life('shows nothing that was typed in front of the locked vault', () =>
    inProfile(async (browser, words, profile) => {
      await knock(browser, words);
      await waitAndKill(browser, words);
      expectOnlyCanaries(profile, words);
    }),
  );

  life('shows nothing of a day of work, killed while unlocked, or locked and closed', () =>
    inProfile(async (browser, words, profile) => {
      const { passphrase } = await work(browser, server, words);
      await keepBooks({ browser, server, words, passphrase });
      await leaveUnsaved(browser, words);
      await waitAndKill(browser, words);
      expectOnlyCanaries(profile, words);

      const again = await browser.relaunch();
      try {
        const screen = await again.open('options.html#/keys');
        await unlock(screen, passphrase);
        await lock(screen);
        expect(await readSession(screen)).toEqual({});
      } finally {
        await again.close();
      }
      expectOnlyCanaries(profile, words);
    }),
  );
});
