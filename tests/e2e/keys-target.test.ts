/** Other pages lead to one service's card: through session memory, never through an address. */
import { describe, expect, it } from 'vitest';
import { type Browser, bothBrowsers } from '../harness/browser';
import type { Chromium } from '../harness/chromium';
import type { Firefox } from '../harness/firefox';
import { addKey, cardOf, credentialOf } from '../harness/journey';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { setStage } from './keys-stage';

describe.each(bothBrowsers)('%s: the way to a card', (name) => {
  const stage = setStage(name);

  it.each(['popup.html', 'sidepanel.html'])('leads from %s to the page that is open', async (page) => {
    const { screen } = stage;
    await screen.find('searchbox', 'Search services and keys').fill('github');
    const panel = await stage.browser.open(page);
    await panel.find('heading', 'Add a key to start').waitVisible();
    const link = panel.find('link', /^Anthropic/);
    expect(await link.attribute('href')).toMatch(/\/options\.html#\/keys$/);
    await link.click();
    await until(() => cardOf(screen, 'Anthropic').find('button', 'Add key').isFocused(), {
      what: 'the card',
    });
    expect(await isInView(screen, 'Anthropic')).toBe(true);
    expect(await screen.url()).toMatch(/\/options\.html#\/keys$/);
    expect(await screen.find('searchbox', 'Search services and keys').value()).toBe('');
    const addresses = await addressesOf(stage.browser);
    expect(addresses.filter((address) => address.includes('/options.html'))).toHaveLength(1);
    expect(addresses.filter((address) => /anthropic/i.test(address))).toEqual([]);
  });

  it('leads to the page that was looked at last, where several are open', async () => {
    const later = await stage.browser.open('options.html#/keys');
    const panel = await stage.browser.open('sidepanel.html');
    await panel.find('link', /^OpenRouter/).click();
    const addIn = (screen: Screen) => cardOf(screen, 'OpenRouter').find('button', 'Add key');
    await until(() => addIn(later).isFocused(), { what: 'the card' });
    expect(await addIn(stage.screen).isFocused()).toBe(false);
    expect(await later.evaluate(() => document.visibilityState)).toBe('visible');
    await later.close();
    await panel.close();
  });

  it('leads from Security too, and is gone once it was followed', async () => {
    const { screen } = stage;
    await screen.goto('options.html#/security');
    const panel = await stage.browser.open('sidepanel.html');
    await panel.find('link', /^OpenAI/).click();
    await until(() => cardOf(screen, 'OpenAI').find('button', 'Add key').isFocused(), { what: 'the card' });
    await screen.reload();
    await cardOf(screen, 'OpenAI').waitVisible();
    expect(await cardOf(screen, 'OpenAI').find('button', 'Add key').isFocused()).toBe(false);
    await panel.close();
  });

  it('opens the page when none is open, at an address that names no service', async () => {
    const panel = await stage.browser.open('sidepanel.html');
    await stage.screen.close();
    await panel.find('link', /^OpenAI/).click();
    const opened = await until(
      async () => (await addressesOf(stage.browser)).find((address) => address.includes('/options.html')),
      { what: 'the options page' },
    );
    expect(opened).toMatch(/\/options\.html(#\/keys)?$/);
    stage.screen = panel;
  });

  it('with a key the popup lists the service instead', async () => {
    const screen = await stage.browser.open('options.html#/keys');
    await addKey(screen, credentialOf('tripo', stage.server.credential('tripo')));
    const popup = await stage.browser.open('popup.html');
    await popup.find('heading', 'Your services').waitVisible();
    await popup.find('link', /^Tripo\s*1 key\s*works/).waitVisible();
    stage.screen = screen;
  });

  it('sent nothing astray, and logged nothing', async () => {
    stage.server.assertClean();
    await stage.browser.assertQuiet();
  });
});

const isInView = (screen: Screen, provider: string) =>
  screen.evaluate((name) => {
    const title = [...document.querySelectorAll('article h3')].find(
      ({ textContent }) => textContent === name,
    );
    const { top = -1 } = title?.getBoundingClientRect() ?? {};
    return top >= 0 && top < innerHeight;
  }, provider);

/** Of every tab: what the browser will write into its history. */
async function addressesOf(browser: Browser): Promise<string[]> {
  if (browser.name === 'chromium') return (browser as Chromium).context.pages().map((page) => page.url());
  const listed = await (browser as Firefox).inside.run(`JSON.stringify(
    [...Services.wm.getMostRecentBrowserWindow().gBrowser.tabs].map((tab) => tab.linkedBrowser.currentURI.spec))`);
  return JSON.parse(String(listed)) as string[];
}
