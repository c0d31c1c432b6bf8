/** When the vault locks without being asked. All of it is registered before anything is awaited. */
import { browser } from 'wxt/browser';
import { closeIfDue, closeSession, isLockAlarm } from './session';

export function watchLock(): void {
  browser.alarms.onAlarm.addListener(({ name }) => (isLockAlarm(name) ? closeIfDue() : undefined));
  // Chromium says when the system locks its screen. Firefox never does: the setting says so.
  browser.idle.onStateChanged.addListener((state) => (state === 'locked' ? closeSession() : undefined));
  browser.windows.onRemoved.addListener(closeWithLastWindow);
}

/** On some systems the browser itself goes on without a window, and session memory with it. */
async function closeWithLastWindow(): Promise<void> {
  const windows = await browser.windows.getAll();
  if (windows.length === 0) await closeSession();
}
