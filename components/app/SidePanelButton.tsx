import { PanelRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { browser } from 'wxt/browser';
import { IconButton } from '../ui/Button';
import { toast } from '../ui/toasts';
import { words } from './words';

interface Sidebar {
  open(): Promise<void>;
}

const hasSidebar = (api: object): api is { readonly sidebarAction: Sidebar } => 'sidebarAction' in api;
const hasSidePanel = (api: object): boolean => 'sidePanel' in api;

export function SidePanelButton() {
  const windowId = useWindowId();
  if (!hasSidebar(browser) && !hasSidePanel(browser)) return null;
  const open = async () => {
    try {
      // First in the click: browsers open it only in answer to a press, and forget the press after any wait.
      await openNow(windowId.current);
      close();
    } catch {
      toast(words.noSidePanel);
    }
  };
  return <IconButton icon={PanelRight} label={words.openSidePanel} onClick={open} />;
}

const openNow = (windowId: number | undefined): Promise<void> =>
  hasSidebar(browser)
    ? browser.sidebarAction.open()
    : browser.sidePanel.open({ windowId: windowId ?? browser.windows.WINDOW_ID_CURRENT });

/** Chromium wants to know which window; asking in the click would be too late. */
function useWindowId() {
  const windowId = useRef<number>(undefined);
  useEffect(() => {
    browser.windows.getCurrent().then(
      ({ id }) => {
        windowId.current = id;
      },
      () => undefined,
    );
  }, []);
  return windowId;
}
