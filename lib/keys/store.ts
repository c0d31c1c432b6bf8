/**
 * One key is two sealed things in one row: the record (content) and the secret (secrets). Everything is read,
 * changed and sealed first; then one short transaction looks whether somebody else wrote meanwhile.
 */

import type { Activity } from '../activity/record';
import { sealActivity } from '../activity/write';
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
  readonly what?: Activity['what'];
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
    open.assertMaySend();
    if (await commit({ ...row, ...sealed.row, rev: row.rev + 1 }, row.rev, sealed, defaults.rev))
      return next.record;
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
    open.assertMaySend();
    const row = { id: next.record.id, rev: 1, secret, ...sealed.row };
    if (await commit(row, undefined, sealed, defaults.rev)) return;
  }
  fail('busy');
}

interface SealedChange {
  readonly row: Pick<KeyRow, 'sealed' | 'isRemoved'> & Partial<Pick<KeyRow, 'secret'>>;
  readonly defaults?: Awaited<ReturnType<typeof sealSetting>>;
  readonly activity?: Awaited<ReturnType<typeof sealActivity>>;
}

async function sealChange(open: OpenVault, change: Change, defaultsRev: number): Promise<SealedChange> {
  const { record, secret, defaults, what } = change;
  const about = { keyId: record.id, provider: record.provider, keyName: record.name };
  return {
    row: {
      sealed: await sealRecord(open, record),
      isRemoved: record.removedAtMs !== null,
      ...(secret === undefined ? {} : { secret }),
    },
    ...(defaults ? { defaults: await sealSetting(open, DEFAULTS, defaults, defaultsRev + 1) } : {}),
    ...(what
      ? {
          activity: await sealActivity(open, {
            atMs: Date.now(),
            what,
            ...about,
            ...(what === 'key-checked' ? { verdict: record.report.verdict } : {}),
          }),
        }
      : {}),
  };
}

/** False when a row moved since it was read: nothing was written then. */
function commit(
  row: KeyRow,
  readRev: number | undefined,
  sealed: SealedChange,
  defaultsRev: number,
): Promise<boolean> {
  const db = openDb();
  return db
    .transaction('rw', [db.keys, db.settings, db.activity], async () => {
      if (readRev === undefined) await db.keys.add(row);
      else {
        const now = row.n === undefined ? undefined : await db.keys.get(row.n);
        if (now?.rev !== readRev) return false;
        await db.keys.put(row);
      }
      if (sealed.defaults) {
        const now = await db.settings.get(DEFAULTS);
        if ((now?.rev ?? 0) !== defaultsRev) throw new Moved();
        await db.settings.put(sealed.defaults);
      }
      if (sealed.activity) await db.activity.add(sealed.activity);
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof Moved) return false;
      throw error;
    });
}

/** Thrown inside the transaction, because only a throw takes its first half back. */
class Moved extends Error {}
