/** Jobs, what they made and what they cost, opened by whoever knows the passphrase; the program is not asked. */
import type { Job } from '../../lib/jobs/record';
import { openJob } from '../../lib/jobs/rows';
import { openJson } from '../../lib/seal/envelope';
import { openFile } from '../../lib/seal/file';
import { type Entry, entrySchema, LEDGER_ENTRY } from '../../lib/usage/record';
import { PASSPHRASE } from '../harness/journey';
import { type Rows, readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import { openContent } from './unsealed';

export interface UnsealedJob extends Job {
  /** Bytes of the model itself, when it has one. */
  readonly model: Uint8Array | undefined;
  /** The last word of the books on it. */
  readonly entry: Entry | undefined;
}

export interface UnsealedJobs {
  readonly jobs: readonly UnsealedJob[];
  readonly proof: object;
}

export async function unsealJobs(screen: Screen): Promise<UnsealedJobs> {
  const rows = await readRows(screen);
  if (!rows) throw new Error('there is no database');
  const { vaultId, key, proof } = await openContent(rows, PASSPHRASE);
  const entries = new Map<string, Entry>();
  for (const row of rows.ledger) {
    const place = { vaultId, kind: LEDGER_ENTRY, rowId: row.id };
    const entry = await openJson(key, place, row.sealed, entrySchema);
    if (entry) entries.set(entry.jobId, entry);
  }
  const jobs = await Promise.all(
    rows.jobs.map(async (row) => {
      const job = await openJob({ vaultId, key }, row);
      return { ...job, model: await modelOf(rows, job), entry: entries.get(row.id) };
    }),
  );
  return { jobs, proof };
}

async function modelOf({ files }: Rows, { state }: Job): Promise<Uint8Array | undefined> {
  const made = state.made?.find(({ role }) => role === 'model');
  if (!made) return undefined;
  const chunks = files.filter(({ file }) => file === made.file.id).sort((a, b) => a.at - b.at);
  return openFile(
    made.file.sealed,
    chunks.map(({ bytes }) => bytes),
  );
}
