/** "Ask Firekeep about this": marked words reach the prompt once, and nothing is sent until somebody does. */
import { beforeEach, describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { lock, unlock } from '../harness/journey';
import { clickMenu, closeSidebar, isSidebarOpen } from '../harness/menu';
import type { Found, Screen } from '../harness/screen';
import { until } from '../harness/until';
import { newest, PANEL, setStage, untilOver, untilSays } from './jobs-stage';

const ITEM = 'ask';
const MARKED = 'Embers glow longer\nthan one thinks.';
const QUOTED = '> Embers glow longer\n> than one thinks.\n\n';

const prompt = (screen: Screen) => screen.field('Prompt');
const untilPrompt = (screen: Screen, wanted: string) =>
  until(async () => (await prompt(screen).value()) === wanted, { what: `the prompt “${wanted}”` });

interface Menus {
  readonly contextMenus: { update(id: string, changes: object): Promise<void> | void };
}

/** Only an item that is there can be changed. */
const hasItem = (screen: Screen): Promise<boolean> =>
  screen.evaluate(async (id) => {
    try {
      await (globalThis as unknown as { chrome: Menus }).chrome.contextMenus.update(id, { visible: true });
      return true;
    } catch {
      return false;
    }
  }, ITEM);

/** Also in a tab that is not in front. */
const allow = (screen: Screen) =>
  screen.evaluate(() => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === 'Allow')?.click();
  });

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);
  beforeEach(() => closeSidebar(stage.browser));
  const posts = () => stage.server.heard.filter(({ method }) => method === 'POST');

  it('has its item in the menu, also after the background was stopped', async () => {
    expect(await hasItem(stage.screen)).toBe(true);
    await stage.browser.killWorker();
    expect(await hasItem(stage.screen)).toBe(true);
  });

  // Chromium wants a real press for it, and no driver can press in a native menu.
  if (name === 'firefox')
    it('opens the sidebar', async () => {
      await clickMenu(stage.browser, ITEM, MARKED);
      await until(() => isSidebarOpen(stage.browser), { what: 'the sidebar to open' });
      await untilPrompt(stage.screen, QUOTED);
    });

  it('puts the words into the prompt behind what was typed, and sends nothing', async () => {
    await prompt(stage.screen).fill('Is this so?');
    await clickMenu(stage.browser, ITEM, MARKED);
    await untilPrompt(stage.screen, `Is this so?\n\n${QUOTED}`);
    expect(await prompt(stage.screen).isFocused()).toBe(true);
    // It is a draft like any other: the next page has it too, and once.
    await stage.screen.reload();
    await untilPrompt(stage.screen, `Is this so?\n\n${QUOTED}`);
    expect(posts()).toEqual([]);
  });

  it('is taken by one page of two, for the tab that asks; the other has it as their common draft', async () => {
    await stage.screen.find('tab', 'Image').click();
    const panel = await stage.browser.open(PANEL);
    await prompt(panel).waitVisible();
    await clickMenu(stage.browser, ITEM, MARKED);
    await untilPrompt(stage.screen, QUOTED);
    await untilPrompt(panel, QUOTED);
    expect(await stage.screen.find('tab', 'Chat').attribute('aria-selected')).toBe('true');
    await panel.close();
  });

  it('waits in memory while the vault is locked', async () => {
    await lock(stage.screen);
    await clickMenu(stage.browser, ITEM, MARKED);
    await unlock(stage.screen);
    await untilPrompt(stage.screen, QUOTED);
  });

  /** With words of a page in the prompt, so that it asks first. */
  async function wantTool(label: RegExp, call: string): Promise<Found> {
    await clickMenu(stage.browser, ITEM, MARKED);
    await untilPrompt(stage.screen, QUOTED);
    await stage.screen.find('button', 'Options').click();
    await stage.screen.find('checkbox', label).click();
    await prompt(stage.screen).type(`tool=${call} say="So be it."`);
    await stage.screen.find('button', 'Generate').click();
    await untilSays(newest(stage.screen), 'The model wants to use a tool');
    return newest(stage.screen);
  }

  it('makes every tool ask', async () => {
    const result = await wantTool(/Calculator/, 'calculate({"expression":"6*7"})');
    expect(posts()).toHaveLength(1);
    await result.find('button', 'Allow').click();
    await untilOver(result);
    await untilSays(result, 'So be it.');
    expect(posts()).toHaveLength(2);
    expect(posts()[1]?.body).toContain('42');
  });

  it('a page that nobody clicked on is not read: the model and the person are told which click it takes', async () => {
    const result = await wantTool(/Read the current tab/, 'read_page({})');
    // A tab in front of this one, and the button of this one all the same.
    const front = await stage.browser.open('about:blank');
    await allow(stage.screen);
    await untilOver(result);
    await front.close();
    await untilSays(result, 'click Firekeep’s toolbar button on that page first');
    expect(posts()[1]?.body).toContain('toolbar button on that page first');
  });

  it('Firekeep’s own page is not read', async () => {
    const result = await wantTool(/Read the current tab/, 'read_page({})');
    await result.find('button', 'Allow').click();
    await untilOver(result);
    await untilSays(result, 'The page in front is Firekeep itself');
  });
});
