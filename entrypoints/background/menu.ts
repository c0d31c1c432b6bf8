import { browser } from 'wxt/browser';
import { putQuote } from '../../lib/session/quote';

const ASK = 'ask';

interface Sidebar {
  open(): Promise<void>;
}

const hasSidebar = (api: object): api is { readonly sidebarAction: Sidebar } => 'sidebarAction' in api;

/** Browsers keep the menu over restarts; what an earlier version put there goes. */
export function watchMenu(): void {
  browser.runtime.onInstalled.addListener(async () => {
    await browser.contextMenus.removeAll();
    browser.contextMenus.create({ id: ASK, title: 'Ask Firekeep about this', contexts: ['selection'] });
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText }, tab) => {
    if (menuItemId !== ASK) return;
    const windowId = tab?.windowId;
    // First in the click: browsers open it only in answer to one, and forget it after any wait.
    const opened = openPanel(windowId);
    const text = selectionText ?? '';
    void putQuote(windowId === undefined ? { text } : { text, windowId });
    // Where there is no room for a panel, the words wait for the popup.
    opened.catch(() => undefined);
  });
}

const openPanel = (windowId: number | undefined): Promise<void> =>
  hasSidebar(browser)
    ? browser.sidebarAction.open()
    : browser.sidePanel.open({ windowId: windowId ?? browser.windows.WINDOW_ID_CURRENT });
