/** A disk that is full or cannot be reached: said in words, and nothing is lost or half-saved. */
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type BrowserName, bothBrowsers, launch } from '../harness/browser';
import { launchChromium } from '../harness/chromium';
import { credentialOf, fillKey, unlock } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { pictureFailures } from '../harness/pictures';
import { plantKey, plantVault } from '../harness/planted';
import { readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { buildOf } from '../harness/workspace';

const PAGES = ['options.html#/keys', 'popup.html', 'sidepanel.html'];

/** A line of what was done may still find room where a key does not. */
async function withoutRecord(screen: Screen): Promise<object> {
  const { activity: _, trail: __, ...rows } = { ...(await readRows(screen)), activity: [], trail: [] };
  return rows;
}

/** Each browser is brought to the same fault by other means. */
interface Faulty {
  readonly browser: Browser;
  /** For a browser that is closed: its next start is without the fault. */
  mend(): void;
}

async function withLimit(profile: string): Promise<Faulty> {
  const limitKiB = Math.ceil(databaseBytes(profile) / 1024) + LEFT_KIB;
  const preferences = join(profile, 'prefs.js');
  const before = readFileSync(preferences);
  const line = `user_pref("dom.quotaManager.temporaryStorage.fixedLimit", ${limitKiB});\n`;
  appendFileSync(preferences, line);
  const browser = await launch('firefox', { profile });
  return { browser, mend: () => writeFileSync(preferences, before) };
}

const fullDisk: Record<BrowserName, (profile: string) => Promise<Faulty>> = {
  async chromium(profile) {
    // With `unlimitedStorage` Chromium asks the real disk alone; without it, it takes our word for its size.
    const extension = withoutUnlimitedStorage();
    const browser = await launchChromium({ profile, extension });
    rmSync(extension, { recursive: true });
    const session = await browser.context.newCDPSession(await browser.context.newPage());
    await session.send('Storage.overrideQuotaForOrigin', { origin: browser.origin, quotaSize: 1 });
    return { browser, mend: () => undefined };
  },
  firefox: withLimit,
};

/** Neither browser lets a person take storage from an extension alone: its folder is what can go wrong. */
async function withoutFolder(name: BrowserName, profile: string): Promise<Faulty> {
  const path = databaseFolder[name](profile);
  renameSync(path, `${path}.away`);
  writeFileSync(path, 'a file where the folder should be');
  const mend = () => {
    rmSync(path, { recursive: true });
    renameSync(`${path}.away`, path);
  };
  return { browser: await launch(name, { profile }), mend };
}

const databaseFolder: Record<BrowserName, (profile: string) => string> = {
  chromium: (profile) => only(join(profile, 'Default', 'IndexedDB'), /\.leveldb$/),
  firefox: (profile) => join(only(join(profile, 'storage', 'default'), /^moz-extension[^^]*$/), 'idb'),
};

function only(folder: string, pattern: RegExp): string {
  const [one, ...more] = readdirSync(folder).filter((name) => pattern.test(name));
  if (!one || more.length > 0) throw new Error(`${folder} has no single ${pattern}`);
  return join(folder, one);
}

/** Enough to open a database, too little to write to it. */
const LEFT_KIB = 8;

function databaseBytes(profile: string): number {
  const storage = join(profile, 'storage', 'default');
  return readdirSync(storage, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sqlite'))
    .reduce((sum, path) => sum + statSync(join(storage, path)).size, 0);
}

function withoutUnlimitedStorage(): string {
  const copy = mkdtempSync(join(tmpdir(), 'firekeep-build-'));
  cpSync(buildOf('chromium'), copy, { recursive: true });
  const manifest = join(copy, 'manifest.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"unlimitedStorage",', ''));
  return copy;
}

describe.each(bothBrowsers)('%s, on a disk', (name) => {
  const fields = { apiKey: `sk-or-v1-${'9f8e'.repeat(16)}` };
  let profile: string;
  let faulty: Faulty;

  const begin = async (bring: () => Promise<Faulty>) => {
    await faulty.browser.close({ keepsProfile: true });
    faulty.mend();
    faulty = await bring();
    return faulty.browser;
  };
  const healthy = async (): Promise<Faulty> => ({
    browser: await launch(name, { profile }),
    mend: () => undefined,
  });

  beforeAll(async () => {
    profile = mkdtempSync(join(tmpdir(), 'firekeep-disk-'));
    faulty = await healthy();
    const screen = await faulty.browser.open('options.html#/keys');
    await plantVault(screen);
    await plantKey(screen, 'openrouter', { apiKey: `sk-or-v1-${'0a1b'.repeat(16)}` }, 'Mine');
  });
  afterAll(async () => {
    await faulty.browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  });
  pictureFailures(() => faulty.browser);

  it('that is full opens what there is, says so of every change, and makes none by halves', async () => {
    const browser = await begin(() => fullDisk[name](profile));
    const screen = await browser.open('options.html#/keys');
    const before = await withoutRecord(screen);
    await unlock(screen);
    await screen.text('Mine').waitVisible();
    const dialog = await fillKey(screen, credentialOf('openrouter', fields), { name: 'Second' });
    const anyway = dialog.find('button', 'Save anyway');
    const full = dialog.find('alert').text('The disk is full');
    // Said the same way each time: Firefox calls every other refusal by another name. Where not even the line that it
    // was asked about has room, there is nothing to save in spite of.
    for (const _time of [1, 2, 3]) {
      await dialog.find('button', 'Check and save').click();
      await until(async () => (await anyway.isVisible()) || (await full.isVisible()), { what: 'an answer' });
      if (await anyway.isVisible()) await anyway.click();
      await full.waitVisible();
    }
    expect(await withoutRecord(screen)).toEqual(before);
    await mustAsk(screen, 'vault/lock');
    await unlock(screen);
    await screen.text('Mine').waitVisible();
  });

  it('that cannot be reached is said to be so', async () => {
    const browser = await begin(() => withoutFolder(name, profile));
    const heading = 'The browser could not open its storage';
    for (const page of PAGES) {
      const screen = await browser.open(page);
      await screen.find('heading', heading).waitVisible();
      await screen.find('button', 'Try again').click();
      await screen.find('heading', heading).waitVisible();
      await screen.close();
    }
  });

  it('that is well again has all that it had, and takes more', async () => {
    const browser = await begin(healthy);
    const screen = await browser.open('options.html#/keys');
    await unlock(screen);
    await screen.text('Mine').waitVisible();
    await plantKey(screen, 'openrouter', fields, 'Second');
    await screen.text('Second').waitVisible();
  });
});
