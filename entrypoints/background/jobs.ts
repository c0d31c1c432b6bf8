import { browser } from 'wxt/browser';
import { isJobsAlarm } from '../../lib/jobs/alive';
import { onNudge } from '../../lib/jobs/nudge';
import { pump } from '../../lib/jobs/runner';
import { onOpenChanged } from '../../lib/session/open';

/** Everything that may bring a job on: somebody asked, the vault opened, the network came back, time went by. */
export function watchJobs(): void {
  onNudge(() => void pump());
  onOpenChanged(pump);
  addEventListener('online', () => void pump());
  browser.alarms.onAlarm.addListener(({ name }) => (isJobsAlarm(name) ? pump() : undefined));
  void pump();
}
