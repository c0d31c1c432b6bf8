/** What the activity record hears of openings. */
import type { Event } from '../activity/record';
import { countUnsealed, readUnsealed } from '../activity/unsealed';
import { record } from '../activity/write';
import type { OpenVault } from './session';
import { forgetFailedUnlocks, readFailedUnlocks } from './tries';

/** The opening, how many tries failed while nothing could be sealed, and what was under way at the last lock. */
export async function recordOpening(open: OpenVault): Promise<void> {
  const atMs = Date.now();
  const count = await readFailedUnlocks();
  const unsealed = await readUnsealed();
  const before: Event[] = [
    ...(unsealed > 0 ? [{ atMs, what: 'requests-unsealed' as const, count: unsealed }] : []),
    ...(count > 0 ? [{ atMs, what: 'vault-open-failed' as const, count }] : []),
  ];
  await record(open, ...before, { atMs, what: 'vault-opened' });
  // Afterwards, so that a death in between tells them twice rather than never.
  if (count > 0) await forgetFailedUnlocks(count);
  if (unsealed > 0) await countUnsealed(-unsealed);
}
