/** What the activity record hears of openings, and of requests whose end a lock outran. */
import type { Event } from '../activity/record';
import { record } from '../activity/write';
import { type OpenVault, unlessLocked } from './session';
import { forgetFailedUnlocks, readFailedUnlocks } from './tries';
import { countUnsealed, readUnsealed } from './unsealed';

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

/** When the vault locked meanwhile, they are only counted. */
export async function recordRequests(open: OpenVault, events: readonly Event[]): Promise<void> {
  await record(open, ...events).catch((error: unknown) => {
    unlessLocked(error);
    return countUnsealed(events.length);
  });
}
