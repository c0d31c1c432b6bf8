/** Another extension that knows our id and tries everything: it is refused, as if there were nobody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Altered, alterBuild } from '../harness/altered';
import { type Browser, type BrowserName, bothBrowsers, launch } from '../harness/browser';
import { geckoIdOfBuild, idOfBuild } from '../harness/identity';
import { createVault } from '../harness/journey';
import type { Screen } from '../harness/screen';
import { type Server, startServer } from '../harness/server';
import { inventedOrigins } from '../harness/stranger/compare';
import { contractNames } from '../harness/stranger/contracts';
import { addStranger, type Stranger } from '../harness/stranger/extension';
import { intrude } from '../harness/stranger/intrude';
import { speakTo } from '../harness/stranger/messages';
import { STRANGER, siteOf } from '../harness/stranger/site';
import { buildOf } from '../harness/workspace';

/** What one extension calls another by. */
const idOf = (name: BrowserName) => (name === 'chromium' ? idOfBuild : geckoIdOfBuild)(buildOf(name));
const nobodyIn = (name: BrowserName) =>
  name === 'chromium' ? new URL(inventedOrigins('chrome-extension:')[0] ?? '').host : 'nobody@firekeep.test';

describe.each(bothBrowsers)('a hostile extension in %s', (name) => {
  let browser: Browser;
  let options: Screen;
  let stranger: Stranger;
  let page: Screen;

  beforeAll(async () => {
    browser = await launch(name, { mayIdle: true });
    options = await browser.open('options.html');
    await createVault(options);
    stranger = await addStranger(browser);
    page = await browser.open(`${stranger.origin}/page.html`);
  });
  afterAll(async () => {
    await browser?.close();
    stranger?.clear();
  });

  it('is heard by nobody, whatever it says', async () => {
    const ours = await page.evaluate(speakTo, { id: idOf(name), names: contractNames() });
    expect(ours.hasRuntime).toBe(true);
    expect(ours.heard).toEqual([]);
    expect(ours.refusals.length).toBeGreaterThan(0);
    expect(ours).toEqual(await page.evaluate(speakTo, { id: nobodyIn(name), names: contractNames() }));
    expect(await options.find('button', 'Lock').isVisible()).toBe(true);
  });

  it('gets into none of our pages and to none of our files', async () => {
    const tab = `${browser.origin}/options.html`;
    const message = { firekeep: 'vault/lock', input: {} };
    const came = await page.evaluate(intrude, { origin: browser.origin, tab, message });
    expect(came).toEqual(Object.fromEntries(Object.keys(came).map((attempt) => [attempt, 'refused'])));
    expect(await options.find('button', 'Lock').isVisible()).toBe(true);
  });
});

describe.each(bothBrowsers)('an extension with its doors open in %s', (name) => {
  let server: Server;
  let altered: Altered;
  let browser: Browser;
  let stranger: Stranger;
  let page: Screen;

  beforeAll(async () => {
    server = await startServer([siteOf('stranger.test')]);
    altered = alterBuild(name)
      .manifest(({ externally_connectable: _, ...manifest }) => ({
        ...manifest,
        web_accessible_resources: [{ resources: ['*'], matches: ['<all_urls>'] }],
      }))
      .append('background.js', ';chrome.runtime.onMessageExternal.addListener((m, s, say) => say("here"));');
    browser = await launch(name, { extension: altered.folder, mayIdle: true, server });
    stranger = await addStranger(browser);
    page = await browser.open(`${stranger.origin}/page.html`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    stranger?.clear();
    altered?.clear();
  });

  it('is heard by the same ears', async () => {
    const { heard } = await page.evaluate(speakTo, { id: idOf(name), names: contractNames() });
    expect(new Set(heard)).toEqual(new Set(['answer: "here"']));
  });

  it('is reached by the same means, as a web page is', async () => {
    await browser.open(`${STRANGER}/`);
    const came = await page.evaluate(intrude, { origin: browser.origin, tab: STRANGER, message: '' });
    expect(came).toEqual({
      ...Object.fromEntries(Object.keys(came).map((attempt) => [attempt, 'got it'])),
      // Nobody listens in that tab.
      'speak to the tab': 'refused',
    });
  });
});
