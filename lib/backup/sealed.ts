/**
 * The background's part: credentials, which no page sees. What goes into a backup leaves here sealed under the backup's
 * own subkey; what comes out of one is opened here and sealed for this vault.
 */
import { fromBase64, toBase64 } from '../core/bytes';
import { newId } from '../core/ids';
import { fail } from '../core/problem';
import { z } from '../core/zod';
import { openDb } from '../db/open';
import type { StagedRow } from '../db/tables';
import { KEY_SECRET, type KeyRecord, mayBeDefault } from '../keys/record';
import { oneAtATime, samenessOf } from '../keys/same';
import { sealSecret } from '../keys/save';
import { readRecord, sealRecord } from '../keys/store';
import { importSealKey, openJson, type SealKey, sealJson } from '../seal/envelope';
import { withSecret } from '../vault/lend';
import { type OpenVault, requireOpen } from '../vault/session';
import { standingOf } from './staged';

/** The backup's subkey for credentials, and the backup's id. */
export interface Under {
  readonly key: string;
  readonly place: string;
}

export interface SealedSecret {
  readonly id: string;
  readonly sealed: string;
}

const placeOf = ({ place }: Under, rowId: string) => ({ vaultId: place, kind: KEY_SECRET, rowId });

/** A damaged one is left out: its key is counted by whoever writes the backup. */
export async function sealAll(under: Under): Promise<SealedSecret[]> {
  const sealing = await importSealKey(fromBase64(under.key));
  const sealed: SealedSecret[] = [];
  for (const { id, secret, isRemoved } of await openDb().keys.toArray()) {
    if (!secret || isRemoved) continue;
    const seal = withSecret(id, (fields) => sealJson(sealing, placeOf(under, id), fields));
    const bytes = await seal.catch(unlessLocked);
    if (bytes) sealed.push({ id, sealed: toBase64(bytes) });
  }
  return sealed;
}

async function unlessLocked(): Promise<undefined> {
  await requireOpen();
}

export interface FromBackup {
  readonly record: KeyRecord;
  readonly secret: string | null;
}

export interface Taken {
  /** What each key of the backup is called here. */
  readonly ids: Record<string, string>;
  readonly added: number;
  readonly same: number;
  /** Of those: what the backup knew later. */
  readonly newer: number;
  /** So many rows wait for it. */
  readonly staged: number;
  readonly standing: string;
  /** Keys that may be somebody's default: of which provider each is. */
  readonly usable: Record<string, string>;
}

interface Here {
  readonly record: KeyRecord;
  readonly n: number | undefined;
  readonly rev: number;
  readonly secret: StagedRow['row'] | null;
}

const fieldsSchema = z.record(z.string().check(z.maxLength(64)), z.string().check(z.maxLength(20_000)));

export const takeAll = (under: Under, lot: string, keys: readonly FromBackup[]): Promise<Taken> =>
  oneAtATime(async () => {
    const open = await requireOpen();
    const rows = await openDb().keys.toArray();
    const here: Here[] = [];
    for (const { n, rev, secret, ...row } of rows) {
      const record = await readRecord(open, { rev, secret, ...row }).catch(() => undefined);
      if (record) here.push({ record, n, rev, secret });
    }
    const taking = new Taking(open, await importSealKey(fromBase64(under.key)), under, here);
    for (const key of keys) await taking.take(key, new Set(rows.map(({ id }) => id)));
    await taking.finish();
    open.assertMaySend();
    await openDb().staged.bulkAdd(taking.staged.map((row) => ({ ...row, lot })));
    const { ids, added, same, newer, usable } = taking;
    return { ids, added, same, newer, usable, staged: taking.staged.length, standing: standingOf(rows) };
  });

class Taking {
  readonly ids: Record<string, string> = {};
  readonly staged: Omit<StagedRow, 'lot'>[] = [];
  added = 0;
  same = 0;
  newer = 0;
  readonly #added: Pick<Here, 'record' | 'secret'>[] = [];

  constructor(
    readonly open: OpenVault,
    readonly opening: SealKey,
    readonly under: Under,
    readonly here: Here[],
  ) {}

  get usable(): Record<string, string> {
    const keys = this.here.map(({ record }) => record).filter(mayBeDefault);
    return Object.fromEntries(keys.map(({ id, provider }) => [id, provider]));
  }

  async take({ record, secret }: FromBackup, known: ReadonlySet<string>): Promise<void> {
    if (secret === null) return this.#takeHistory(record, known);
    const place = placeOf(this.under, record.id);
    const fields = await openJson(this.opening, place, fromBase64(secret), fieldsSchema).catch(() => null);
    if (!fields) return fail('backup-damaged');
    const sameness = await samenessOf(this.open, record.provider, record.kind, fields);
    const twin = this.here.find(
      ({ record: other }) => other.sameness === sameness && other.removedAtMs === null,
    );
    if (twin) return this.#meet(twin, record);
    // The same id with another secret is another key: both are kept. What was replaced or removed here does not
    // begin to be used again by itself.
    const isPast = known.has(record.id);
    const id = isPast ? newId() : record.id;
    const isEnabled = record.isEnabled && !isPast;
    const next = { ...record, id, sameness, isEnabled, removedAtMs: null };
    this.#add(next, await sealSecret(this.open, id, fields));
    this.ids[record.id] = id;
    this.added += 1;
  }

  /** Its name and when it was there, without what it was. */
  #takeHistory(record: KeyRecord, known: ReadonlySet<string>): void {
    this.ids[record.id] = record.id;
    if (known.has(record.id)) return;
    const removedAtMs = record.removedAtMs ?? record.changedAtMs;
    this.#add({ ...record, sameness: '', isEnabled: false, removedAtMs }, null);
  }

  /** What a service counted on it is held against what was booked since, and not all of that need come along. */
  #add({ counter: _, ...record }: KeyRecord, secret: StagedRow['row'] | null): void {
    this.#added.push({ record, secret });
    this.here.push({ record, n: undefined, rev: 0, secret });
  }

  /** What each key is called here is known now: one that follows another is named by it. */
  async finish(): Promise<void> {
    for (const { record: before, secret } of this.#added) {
      const { rotation } = before;
      const nextId = rotation?.nextId && (this.ids[rotation.nextId] ?? rotation.nextId);
      const record = nextId ? { ...before, rotation: { ...rotation, nextId } } : before;
      const isRemoved = record.removedAtMs !== null;
      const row = { id: record.id, rev: 1, sealed: await sealRecord(this.open, record), secret, isRemoved };
      this.staged.push({ table: 'keys', row });
    }
  }

  /** Kept once. What a person wrote about it later wins, and what was learned of it later. */
  async #meet({ record: ours, n, rev, secret }: Here, theirs: KeyRecord): Promise<void> {
    this.ids[theirs.id] = ours.id;
    this.same += 1;
    const isNewer = theirs.changedAtMs > ours.changedAtMs;
    const isFresher = (theirs.checkedAtMs ?? 0) > (ours.checkedAtMs ?? 0);
    if (n === undefined || !(isNewer || isFresher)) return;
    const { name, environment, changedAtMs, report, checkedAtMs, lastAnswer } = theirs;
    const record = {
      ...ours,
      ...(isNewer ? { name, environment, changedAtMs } : {}),
      ...(isFresher ? { report, checkedAtMs, lastAnswer } : {}),
    };
    const sealed = await sealRecord(this.open, record);
    const row = { n, id: ours.id, rev: rev + 1, sealed, secret, isRemoved: false };
    this.staged.push({ table: 'keys', row, was: rev });
    this.newer += 1;
  }
}
