import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { requireOpen } from '../vault/session';
import { isOver } from './record';
import { openJob } from './rows';
import { toReader } from './working';

/** What is on its way was paid for with this key, and no other can collect it: neither leaves before it is done. */
export async function assertNothingUnfinished(keyId: string): Promise<void> {
  const reader = toReader(await requireOpen());
  for (const row of await openDb().jobs.where('open').equals(1).toArray()) {
    const job = await openJob(reader, row).catch(() => undefined);
    if (!job || isOver(job.state.place)) continue;
    if ((job.state.payer?.keyId ?? job.request.keyId) === keyId) fail('key-at-work');
  }
}
