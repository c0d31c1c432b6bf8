/** What the activity record hears of openings. */
import type { Event } from '../activity/record';
import { record, takeUnsealed } from '../activity/write';
import type { OpenVault } from './session';
import { forgetFailedUnlocks, readFailedUnlocks } from './tries';

/** The opening, how many tries failed while nothing could be sealed, and what was under way at the last lock. */
export async function recordOpening(open: OpenVault): Promise<void> {
  const atMs = Date.now();
  const count = await readFailedUnlocks();
  const unsealed = takeUnsealed();
  const before: Event[] = [
    ...(unsealed > 0 ? [{ atMs, what: 'requests-unsealed' as const, count: unsealed }] : []),
    ...(count > 0 ? [{ atMs, what: 'vault-open-failed' as const, count }] : []),
  ];
  await record(open, ...before, { atMs, what: 'vault-opened' });
  if (count > 0) await forgetFailedUnlocks(count);
}
