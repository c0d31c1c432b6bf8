/** What the activity record hears of openings. */
import { sealActivity } from '../activity/write';
import { openDb } from '../db/open';
import type { OpenVault } from './session';
import { forgetFailedUnlocks, readFailedUnlocks } from './tries';

/** The opening, and how many tries failed while nothing could be sealed. */
export async function recordOpening(open: OpenVault): Promise<void> {
  const atMs = Date.now();
  const count = await readFailedUnlocks();
  const failed = count > 0 ? [await sealActivity(open, { atMs, what: 'vault-open-failed', count })] : [];
  const opened = await sealActivity(open, { atMs, what: 'vault-opened' });
  await openDb().activity.bulkAdd([...failed, opened]);
  if (count > 0) await forgetFailedUnlocks(count);
}
