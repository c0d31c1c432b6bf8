/**
 * One key is two sealed things in one row: the record (content) and the secret (secrets). Everything is read,
 * changed and sealed first; then one short transaction looks whether somebody else wrote meanwhile.
 */

import type { Event } from '../activity/record';
import { type Traces, traced } from '../activity/write';
import type { Bytes } from '../core/bytes';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { readSetting, sealSetting } from '../db/settings';
import type { KeyRow } from '../db/tables';
import { openJson, sealJson } from '../seal/envelope';
import type { OpenVault } from '../vault/session';
import { type Defaults, defaultsSchema, KEY_RECORD, type KeyRecord, keyRecordSchema } from './record';

export const DEFAULTS = 'defaults';

/** What a change leaves behind. A member that is absent stays as it was. */
export interface Change {
  readonly record: KeyRecord;
  readonly secret?: Bytes | null;
  readonly defaults?: Defaults;
  readonly what?: Event['what'];
  /** What it was used for. */
  readonly use?: Pick<Event, 'jobId' | 'make'>;
}

export interface Before {
  readonly record: KeyRecord;
  readonly defaults: Defaults;
}

export async function readRecord(open: OpenVault, row: KeyRow): Promise<KeyRecord> {
  const place = { vaultId: open.vaultId, kind: KEY_RECORD, rowId: row.id };
  return (await openJson(open.content, place, row.sealed, keyRecordSchema)) ?? fail('not-for-this-key');
}

export const sealRecord = (open: OpenVault, record: KeyRecord): Promise<Bytes> =>
  sealJson(open.content, { vaultId: open.vaultId, kind: KEY_RECORD, rowId: record.id }, record);

export async function requireRow(id: string): Promise<KeyRow & { n: number }> {
  const row = await openDb().keys.where('id').equals(id).first();
  if (row?.n === undefined) return fail('key-gone');
  return { ...row, n: row.n };
}

export const readDefaults = (open: OpenVault) => readSetting(open, DEFAULTS, defaultsSchema);

/** Another writer may come between a few times, never for ever. */
const TRIES = 10;

export async function changeKey(
  open: OpenVault,
  id: string,
  change: (before: Before) => Change,
): Promise<KeyRecord> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await requireRow(id);
    const defaults = await readDefaults(open);
    const next = change({ record: await readRecord(open, row), defaults: defaults.value ?? {} });
    const sealed = await sealChange(open, next, defaults.rev);
    const changed = { ...row, ...sealed.row, rev: row.rev + 1 };
    if (await commit(open, changed, { row: row.rev, defaults: defaults.rev }, sealed)) return next.record;
  }
  return fail('busy');
}

export async function addKey(
  open: OpenVault,
  secret: Bytes,
  add: (defaults: Defaults) => Change,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const defaults = await readDefaults(open);
    const next = add(defaults.value ?? {});
    const sealed = await sealChange(open, next, defaults.rev);
    const row = { id: next.record.id, rev: 1, secret, ...sealed.row };
    if (await commit(open, row, { row: undefined, defaults: defaults.rev }, sealed)) return;
  }
  fail('busy');
}

interface SealedChange {
  readonly row: Pick<KeyRow, 'sealed' | 'isRemoved'> & Partial<Pick<KeyRow, 'secret'>>;
  readonly defaults?: Awaited<ReturnType<typeof sealSetting>>;
  readonly events: readonly Event[];
}

async function sealChange(open: OpenVault, change: Change, defaultsRev: number): Promise<SealedChange> {
  const { record, secret, defaults, what, use } = change;
  const about = { keyId: record.id, provider: record.provider, keyName: record.name };
  return {
    row: {
      sealed: await sealRecord(open, record),
      isRemoved: record.removedAtMs !== null,
      ...(secret === undefined ? {} : { secret }),
    },
    ...(defaults ? { defaults: await sealSetting(open, DEFAULTS, defaults, defaultsRev + 1) } : {}),
    events: what ? [{ atMs: Date.now(), what, ...about, ...use, ...verdictOf(change) }] : [],
  };
}

const verdictOf = ({ what, record }: Change): Pick<Event, 'verdict'> =>
  what === 'key-checked' ? { verdict: record.report.verdict } : {};

/** As what was read stood then. */
interface Read {
  readonly row: number | undefined;
  readonly defaults: number;
}

/** False when a row moved since it was read: nothing was written then. */
async function commit(open: OpenVault, row: KeyRow, read: Read, sealed: SealedChange): Promise<boolean> {
  try {
    await traced(open, sealed.events, (traces) => {
      open.assertMaySend();
      return writeAll(row, read, sealed, traces);
    });
    return true;
  } catch (error) {
    if (error instanceof Moved) return false;
    throw error;
  }
}

function writeAll(row: KeyRow, read: Read, sealed: SealedChange, traces: Traces): PromiseLike<void> {
  const db = openDb();
  return db.transaction('rw', [db.keys, db.settings, ...traces.tables], async () => {
    if (read.row === undefined) await db.keys.add(row);
    else {
      const now = row.n === undefined ? undefined : await db.keys.get(row.n);
      if (now?.rev !== read.row) throw new Moved();
      await db.keys.put(row);
    }
    if (sealed.defaults) {
      const now = await db.settings.get(DEFAULTS);
      if ((now?.rev ?? 0) !== read.defaults) throw new Moved();
      await db.settings.put(sealed.defaults);
    }
    await traces.add();
  });
}

/** Thrown inside the transaction, because only a throw takes its first half back. */
class Moved extends Error {}
