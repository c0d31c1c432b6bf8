import { browser } from 'wxt/browser';
import { destroyOverdue, isLibraryAlarm } from '../../lib/library/changes';
import { onOpenChanged } from '../../lib/session/open';

/** What was deleted goes for good when its time is over: at the alarm, or as soon as the vault is open again. */
export function watchLibrary(): void {
  browser.alarms.onAlarm.addListener(({ name }) => (isLibraryAlarm(name) ? destroyOverdue() : undefined));
  // What did not work now does so at the next of both.
  onOpenChanged(() => void destroyOverdue().catch(() => undefined));
}
