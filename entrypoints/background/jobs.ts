import { browser } from 'wxt/browser';
import { isJobsAlarm } from '../../lib/jobs/alive';
import { watchNotifications } from '../../lib/jobs/notify';
import { onNudge } from '../../lib/jobs/nudge';
import { pump } from '../../lib/jobs/runner';
import { findFirst, sweep } from '../../lib/jobs/sweep';
import { onOpenChanged } from '../../lib/session/open';

/** Everything that may bring a job on: somebody asked, the vault opened, the network came back, time went by. */
export function watchJobs(): void {
  watchNotifications();
  onNudge(() => void pump());
  onOpenChanged(async () => {
    // Before anything is begun: what a job stores now has no name yet.
    const there = await findFirst().catch(() => []);
    await pump();
    await sweep(there);
  });
  addEventListener('online', () => void pump());
  browser.alarms.onAlarm.addListener(({ name }) => (isJobsAlarm(name) ? pump() : undefined));
  void pump();
}
