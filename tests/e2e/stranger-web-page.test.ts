/** A web page that knows our id and tries everything: it gets nothing, not even whether we are installed. */
import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Altered, alterBuild } from '../harness/altered';
import { type Browser, type BrowserName, bothBrowsers, launch } from '../harness/browser';
import { cardOf, createVault } from '../harness/journey';
import type { Screen } from '../harness/screen';
import { type Server, startServer } from '../harness/server';
import { compare, inventedOrigins, signsOf, tell } from '../harness/stranger/compare';
import { contractNames } from '../harness/stranger/contracts';
import { speakTo } from '../harness/stranger/messages';
import { STRANGER, siteOf } from '../harness/stranger/site';
import { overlap, timesOf } from '../harness/stranger/timing';
import { QUICK } from '../harness/stranger/ways';
import { buildOf } from '../harness/workspace';

/** A host that Firekeep may reach, so that a page there might hope for more. */
const PROVIDER = 'https://openrouter.ai';
const ICON = '/icon/16.png';
const PATHS = ['/options.html', '/manifest.json', '/background.js', ICON];

/** Ways that do see an extension which shows itself, in both browsers. */
const SEEING = [
  'fetch',
  'fetch no-cors',
  'fetch HEAD',
  'fetch in a worker',
  'xhr',
  'xhr, waiting',
  'img',
  'img in a set',
  'input image',
  'script',
  'module',
  'import',
  'modulepreload',
  'preload',
  'stylesheet',
  'style import',
  'worklet',
];

/** A browser on two busy cores takes its time with a script; nothing is waited for that answers sooner. */
const PATIENCE_MS = 20_000;

/**
 * Firefox refuses to start a worker from an extension that is there in another way than from one that is not,
 * and no extension can change that. But its host there is drawn anew in each Firefox: somebody who does not
 * know it has nothing to ask for.
 */
const KNOWN_SIGNS: Record<BrowserName, readonly string[]> = {
  chromium: [],
  firefox: ['worker', 'module worker', 'shared worker', 'importScripts'],
};

const filesOf = (name: BrowserName): string[] =>
  readdirSync(buildOf(name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(buildOf(name), `${entry.parentPath}/${entry.name}`)}`);

describe.each(bothBrowsers)('a hostile web page in %s', (name) => {
  let server: Server;
  let browser: Browser;
  let options: Screen;
  let page: Screen;

  beforeAll(async () => {
    server = await startServer([siteOf('stranger.test', 'openrouter.ai')]);
    browser = await launch(name, { server });
    options = await browser.open('options.html');
    await createVault(options);
    page = await browser.open(`${STRANGER}/`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const unknownSigns = async (paths: readonly string[], ways?: readonly string[], screen = page) =>
    (await signsOf(screen, browser.origin, paths, ways))
      .filter(({ way }) => !KNOWN_SIGNS[name].includes(way))
      .map(tell);

  it('cannot tell any file of ours from one that does not exist', async () => {
    expect(await unknownSigns(filesOf(name), QUICK)).toEqual([]);
  });

  it('cannot tell by any way of reaching for it', async () => {
    expect(await unknownSigns(PATHS)).toEqual([]);
  });

  it('cannot tell on the site of a provider either', async () => {
    const provider = await browser.open(`${PROVIDER}/`);
    expect(await unknownSigns(PATHS, QUICK, provider)).toEqual([]);
    await provider.close();
  });

  it('cannot tell by the time it takes', async () => {
    const urls = [browser.origin, ...inventedOrigins(browser.origin)].map((at) => `${at}/options.html`);
    const [ours, ...others] = Object.values(await timesOf(page, urls, 30));
    for (const other of others)
      for (const sort of ['fetched', 'framed'] as const) {
        const share = overlap(ours?.[sort] ?? [], other[sort]);
        expect(Math.abs(share - 0.5), `${sort}: ${share}`).toBeLessThan(0.4);
      }
  });

  it('is heard by nobody, whatever it says', async () => {
    const id = new URL(browser.origin).host;
    const nobody = new URL(inventedOrigins(browser.origin)[0] ?? '').host;
    const names = contractNames();
    expect(names).toContain('vault/lock');
    for (const site of [STRANGER, PROVIDER]) {
      await page.goto(`${site}/`);
      const ours = await page.evaluate(speakTo, { id, names });
      expect(ours.heard).toEqual([]);
      expect(ours).toEqual(await page.evaluate(speakTo, { id: nobody, names }));
    }
    // Among all that it said were "lock" and "erase everything".
    expect(await options.find('button', 'Lock').isVisible()).toBe(true);
  });

  it('that we link to learns neither where its visitor came from nor gets a hold on us', async () => {
    const card = cardOf(options, 'OpenRouter');
    await card.find('button', 'Add key').click();
    server.forget();
    await options.find('dialog').find('link').press('Enter');
    const told = await server.hears(({ path }) => path === '/told');
    expect(told.query.get('opener')).toBe('false');
    expect(told.query.get('referrer')).toBe('');
    const id = new URL(browser.origin).host;
    expect(server.heard.filter(({ headers }) => JSON.stringify(headers).includes(id))).toEqual([]);
  });
});

describe.each(bothBrowsers)('an extension with its doors open in %s', (name) => {
  let server: Server;
  let altered: Altered;
  let browser: Browser;
  let page: Screen;

  beforeAll(async () => {
    server = await startServer([siteOf('stranger.test')]);
    altered = alterBuild(name)
      .manifest((manifest) => ({
        ...manifest,
        web_accessible_resources: [{ resources: ['*'], matches: ['<all_urls>'] }],
        externally_connectable: { matches: [`${STRANGER}/*`] },
      }))
      .append('background.js', ';chrome.runtime.onMessageExternal.addListener((m, s, say) => say("here"));');
    browser = await launch(name, { server, extension: altered.folder });
    page = await browser.open(`${STRANGER}/`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    altered?.clear();
  });

  it('is seen by the same eyes', async () => {
    const signs = await Promise.all(
      [ICON, '/background.js'].map((path) => compare(page, browser.origin, [path], SEEING, PATIENCE_MS)),
    );
    const seen = new Set(signs.flat().map(({ way }) => way));
    for (const way of SEEING) expect(seen).toContain(way);
  });

  /** Firefox gives a web page nothing to speak with, whatever an extension allows. */
  it('is heard by the same ears where the browser has any', async () => {
    const id = new URL(browser.origin).host;
    const { hasRuntime, heard } = await page.evaluate(speakTo, { id, names: contractNames() });
    expect(hasRuntime).toBe(name === 'chromium');
    expect(new Set(heard)).toEqual(new Set(name === 'chromium' ? ['answer: "here"'] : []));
  });
});
