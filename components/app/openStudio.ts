/** From another page of ours to the studio, at one result. */
import { browser } from 'wxt/browser';
import { POINTED_HASH, type Pointed, point } from '../../lib/session/pointed';
import { hasPanel, openPanel } from './panel';

/** So long somebody may take to unlock it. */
const WAITS_MS = 10 * 60_000;

/** Called first in a press: beside the page where the browser has room for it, else in a tab of its own. */
export async function openStudioAt(pointed: Pointed, windowId: number | undefined): Promise<void> {
  try {
    if (!hasPanel() || windowId === undefined) throw new Error('no side panel');
    await openPanel(windowId);
    await point({ ...pointed, windowId, untilMs: Date.now() + WAITS_MS });
  } catch {
    await point(pointed);
    await browser.tabs.create({ url: `${browser.runtime.getURL('/sidepanel.html')}${POINTED_HASH}` });
  }
}
