import { browser } from 'wxt/browser';

interface Sidebar {
  open(): Promise<void>;
}

const hasSidebar = (api: object): api is { readonly sidebarAction: Sidebar } => 'sidebarAction' in api;

/** Where a file dialog takes the focus from the popup, and with it its life. Opened in a tab it lives on. */
export const isDialogFatal = (surface: string): boolean =>
  import.meta.env.FIREFOX &&
  surface === 'popup' &&
  browser.extension.getViews({ type: 'popup' }).some((view) => view === globalThis);

/** Firefox's own side panel, opened by the press that this answers. What stands on the form goes with it. */
export function openSidePanel(flush: () => void): void {
  if (!hasSidebar(browser)) return;
  const opened = browser.sidebarAction.open();
  flush();
  opened.then(
    () => close(),
    () => undefined,
  );
}
