/** A backup as a stream of sealed bytes: nothing of it is ever whole in memory. */
import type { Bytes } from '../core/bytes';
import { fail } from '../core/problem';
import type { z } from '../core/zod';
import { openDb } from '../db/open';
import { SETTING } from '../db/settings';
import type { SealedRow } from '../db/tables';
import { readRows } from '../files/store';
import type { Job } from '../jobs/record';
import { openJob, type Reader } from '../jobs/rows';
import { KEY_RECORD, keyRecordSchema } from '../keys/record';
import { openJson } from '../seal/envelope';
import { sealStream } from '../seal/file';
import { entrySchema, LEDGER_ENTRY } from '../usage/record';
import { toByteFrame, toFrame } from './frames';
import type { NewBackup } from './header';
import { sealedFilesOf } from './later';
import { readLog } from './log';
import { readMarks } from './marks';
import { type Choice, isCarried, type Row, SECTION_FORMAT, type SectionName } from './record';
import { anything, eachRow } from './rows';
import { withoutFiles } from './unfinished';

export interface Writing {
  readonly backup: NewBackup;
  readonly vault: Reader;
  readonly choice: Choice;
  /** By key: its credential, sealed under the backup's own subkey by the background. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal | undefined;
}

/** What is known only at the end. */
export interface Written {
  readonly rows: Partial<Record<SectionName, number>>;
  /** Rows that could not be opened, so that they are not in it. */
  damaged: number;
}

export const newWritten = (): Written => ({ rows: {}, damaged: 0 });

export async function* writeBackup(writing: Writing, written: Written): AsyncGenerator<Bytes, void> {
  yield writing.backup.header;
  for await (const { bytes } of sealStream(writing.backup.keys.stream, write(writing, written))) {
    if (writing.signal?.aborted) fail('backup-cancelled');
    yield bytes;
  }
}

/** What the jobs said as they were read. */
interface Caught {
  /** Of how many chunks each of their files is. */
  readonly files: Map<string, number>;
  /** Jobs whose bill was still to be entered: the last entry that each knew of. */
  readonly unbooked: Map<string, string | undefined>;
}

async function* write(writing: Writing, written: Written): AsyncGenerator<Bytes, void> {
  const { vault, choice } = writing;
  const caught: Caught = { files: new Map(), unbooked: new Map() };
  const about: Row<'about'> = { madeAtMs: Date.now(), vaultId: vault.vaultId, ...choice };
  yield* section('about', [about], written);
  yield* section('keys', keys(writing, written), written);
  yield* section('settings', settings(writing, written), written);
  if (choice.hasLibrary) {
    yield* section('jobs', jobs(writing, written, caught), written);
    yield* section('ledger', ledger(writing, written, caught), written);
    yield* section(
      'log',
      readLog(vault, () => countDamaged(written)),
      written,
    );
    yield* section(
      'marks',
      readMarks(vault, () => countDamaged(written)),
      written,
    );
    if (choice.hasFiles) yield* fileSection(caught.files, written);
  }
  yield toFrame('end', { rows: written.rows });
}

const head = (name: SectionName): Bytes => toFrame('section', { name, format: SECTION_FORMAT });

async function* section<Name extends SectionName>(
  name: Name,
  rows: AsyncIterable<Row<Name>> | Iterable<Row<Name>>,
  written: Written,
): AsyncGenerator<Bytes, void> {
  yield head(name);
  let count = 0;
  for await (const row of rows) {
    yield toFrame('row', row);
    count += 1;
  }
  written.rows[name] = count;
}

const countDamaged = (written: Written): void => {
  written.damaged += 1;
};

/** Undefined, and counted, when it cannot be opened. */
async function open<T>(
  { vault }: Writing,
  written: Written,
  kind: string,
  row: SealedRow,
  schema: z.ZodMiniType<T>,
): Promise<T | undefined> {
  const place = { vaultId: vault.vaultId, kind, rowId: row.id };
  const opened = await openJson(vault.key, place, row.sealed, schema).catch(() => null);
  if (opened === null) countDamaged(written);
  return opened ?? undefined;
}

async function* keys(writing: Writing, written: Written): AsyncGenerator<Row<'keys'>, void> {
  for await (const row of eachRow('keys')) {
    const record = await open(writing, written, KEY_RECORD, row, keyRecordSchema);
    if (!record) continue;
    const secret = writing.secrets.get(row.id) ?? null;
    // Its name and history can be read, what it was cannot.
    if (secret === null && record.removedAtMs === null) countDamaged(written);
    else yield { record, secret: record.removedAtMs === null ? secret : null };
  }
}

async function* settings(writing: Writing, written: Written): AsyncGenerator<Row<'settings'>, void> {
  for (const row of await openDb().settings.toArray()) {
    if (!isCarried(row.id)) continue;
    const value = await open(writing, written, SETTING, row, anything);
    if (value !== undefined) yield { id: row.id, value };
  }
}

async function* jobs(
  { vault, choice }: Writing,
  written: Written,
  { files, unbooked }: Caught,
): AsyncGenerator<Row<'jobs'>, void> {
  // Somebody deleted it a moment ago.
  const gone = new Set(await openDb().marks.where('gone').equals(1).primaryKeys());
  for await (const row of eachRow('jobs')) {
    if (gone.has(row.id)) continue;
    const job: Job | undefined = await openJob(vault, row).catch(() => undefined);
    if (job && job.state.isBooked !== true) unbooked.set(row.id, job.state.entryId);
    if (!job) countDamaged(written);
    else if (choice.hasFiles) {
      for (const { id, sealed } of sealedFilesOf(job)) files.set(id, sealed.chunkCount);
      yield { request: job.request, state: job.state };
    } else yield withoutFiles(job);
  }
}

async function* ledger(
  writing: Writing,
  written: Written,
  { unbooked }: Caught,
): AsyncGenerator<Row<'ledger'>, void> {
  for await (const row of eachRow('ledger')) {
    const entry = await open(writing, written, LEDGER_ENTRY, row, entrySchema);
    if (!entry) continue;
    // Booked after its job was read: the job comes in as one that is still to be booked, and must not be so twice.
    const isLater = unbooked.has(entry.jobId) && entry.replaces === unbooked.get(entry.jobId);
    if (isLater) unbooked.set(entry.jobId, row.id);
    else yield { id: row.id, entry };
  }
}

/** As they lie here: sealed under a key that stands in their job, so nothing is sealed a second time. */
async function* fileSection(
  files: ReadonlyMap<string, number>,
  written: Written,
): AsyncGenerator<Bytes, void> {
  let count = 0;
  yield head('files');
  for (const [id, chunkCount] of files) {
    const there = await openDb().files.where('[file+at]').between([id, 0], [id, chunkCount]).count();
    // Nobody could open it: that must not keep everything else out of the backup.
    if (there !== chunkCount) {
      countDamaged(written);
      continue;
    }
    count += 1;
    yield toFrame('row', { id, chunkCount } satisfies Row<'files'>);
    let sent = 0;
    for await (const bytes of readRows(id)) {
      if (sent === chunkCount) break;
      yield* toByteFrame(bytes);
      sent += 1;
    }
    // Deleted while it was being read: begun again, the backup is whole.
    if (sent !== chunkCount) fail('backup-moved');
  }
  written.rows.files = count;
}
