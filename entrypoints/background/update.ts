import { browser } from 'wxt/browser';
import { whenQuiet } from '../../lib/http/quiet';
import { findOpen, onOpenChanged } from '../../lib/session/open';

/**
 * Without a listener the browser reloads us at once, in the middle of whatever is going on. An update waits
 * until the vault is locked and the last request is home; the browser's own restart brings it in any case.
 */
export function watchUpdates(): void {
  let isReady = false;
  const reloadIfIdle = async () => {
    if (!isReady || (await findOpen())) return;
    await whenQuiet();
    // Somebody may have opened it again meanwhile: then its next lock comes by here.
    if (!(await findOpen())) browser.runtime.reload();
  };
  browser.runtime.onUpdateAvailable.addListener(() => {
    isReady = true;
    return reloadIfIdle();
  });
  onOpenChanged(reloadIfIdle);
}
