/** The browser's own side panel. It opens only in answer to a press, and forgets the press after any wait. */
import { useEffect, useRef } from 'react';
import { browser } from 'wxt/browser';

interface Sidebar {
  open(): Promise<void>;
}

const hasSidebar = (api: object): api is { readonly sidebarAction: Sidebar } => 'sidebarAction' in api;
const hasSidePanel = (api: object): boolean => 'sidePanel' in api;

export const hasPanel = (): boolean => hasSidebar(browser) || hasSidePanel(browser);

export const openPanel = (windowId: number | undefined): Promise<void> =>
  hasSidebar(browser)
    ? browser.sidebarAction.open()
    : browser.sidePanel.open({ windowId: windowId ?? browser.windows.WINDOW_ID_CURRENT });

/** Chromium wants to know which window; asking in the click would be too late. */
export function useWindowId() {
  const windowId = useRef<number>(undefined);
  useEffect(() => {
    browser.windows
      .getCurrent()
      .then(({ id }) => {
        windowId.current = id;
      })
      .catch(() => undefined);
  }, []);
  return windowId;
}
