/** A click on the extension's item in the browser's own menu, which no driver can open: its listeners run as for a real one. */
import type { Browser } from './browser';
import type { Chromium } from './chromium';
import type { Firefox } from './firefox';

interface Menus {
  readonly tabs: {
    query(about: object): Promise<readonly object[]>;
  };
  readonly contextMenus: {
    readonly onClicked: { dispatch(info: object, tab: object | undefined): void };
  };
}

const isFirefox = (browser: Browser): browser is Firefox => browser.name === 'firefox';
const isChromium = (browser: Browser): browser is Chromium => browser.name === 'chromium';

export async function clickMenu(browser: Browser, item: string, selectionText: string): Promise<void> {
  const info = { menuItemId: item, selectionText, editable: false, pageUrl: 'https://news.example/' };
  if (isFirefox(browser)) {
    const given = JSON.stringify({ ...info, modifiers: [], button: 0 });
    await browser.inside.run(
      `${browser.inside.extension}.emit('webext-menu-menuitem-click', ${given},
        Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedTab), undefined`,
    );
    return;
  }
  const [worker] = isChromium(browser) ? browser.context.serviceWorkers() : [];
  if (!worker) throw new Error('no worker to tell');
  await worker.evaluate(async (about) => {
    const { tabs, contextMenus } = (globalThis as unknown as { chrome: Menus }).chrome;
    const [tab] = await tabs.query({ active: true, lastFocusedWindow: true });
    contextMenus.onClicked.dispatch(about, tab);
  }, info);
}

/** Firefox's own, in the window in front. */
const SIDEBAR = "Services.wm.getMostRecentWindow('navigator:browser').SidebarController";

export async function isSidebarOpen(browser: Browser): Promise<boolean> {
  if (!isFirefox(browser)) throw new Error('only Firefox tells');
  const isOurs = `${SIDEBAR}.isOpen && ${SIDEBAR}.currentID.endsWith('-sidebar-action')`;
  return (await browser.inside.run(isOurs)) === true;
}

/** A page of ours that stays open would take what is meant for the next test. */
export async function closeSidebar(browser: Browser): Promise<void> {
  if (isFirefox(browser)) await browser.inside.run(`${SIDEBAR}.hide(), undefined`);
}
