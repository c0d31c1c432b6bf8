/** What pages may read of keys: records, never secrets. A damaged row is listed as such beside the others. */
import { openDb } from '../db/open';
import { readSetting } from '../db/settings';
import type { KeyRow } from '../db/tables';
import { openJson, type SealKey } from '../seal/envelope';
import { findContent } from '../session/content';
import { type Defaults, defaultsSchema, KEY_RECORD, type KeyRecord, keyRecordSchema } from './record';

export interface KeyListing {
  readonly keys: readonly KeyRecord[];
  readonly damaged: readonly { readonly id: string }[];
  readonly defaults: Defaults;
}

const EMPTY: KeyListing = { keys: [], damaged: [], defaults: {} };

interface Content {
  readonly vaultId: string;
  readonly key: SealKey;
}

/** Opened records by row and revision: a change of one key opens one row, and keeps the others' identity. */
let opened = new Map<string, { rev: number; record: Promise<KeyRecord | undefined> }>();

export const forgetKeys = (): void => {
  opened = new Map();
};

/** Everything at once, for a live query. Empty while locked. */
export async function readKeys(): Promise<KeyListing> {
  const content = await findContent();
  if (!content) {
    forgetKeys();
    return EMPTY;
  }
  const rows = await openDb().keys.toArray();
  const records = await Promise.all(rows.map(async (row) => ({ row, record: await readOnce(content, row) })));
  return {
    keys: records.flatMap(({ record }) => record ?? []),
    damaged: records.filter(({ record }) => !record).map(({ row }) => ({ id: row.id })),
    defaults: await readDefaults(content),
  };
}

function readOnce(content: Content, row: KeyRow): Promise<KeyRecord | undefined> {
  const known = opened.get(row.id);
  if (known?.rev === row.rev) return known.record;
  const record = readRecord(content, row);
  opened.set(row.id, { rev: row.rev, record });
  return record;
}

async function readRecord({ vaultId, key }: Content, row: KeyRow): Promise<KeyRecord | undefined> {
  try {
    const place = { vaultId, kind: KEY_RECORD, rowId: row.id };
    return (await openJson(key, place, row.sealed, keyRecordSchema)) ?? undefined;
  } catch {
    // Damaged: said in the listing, where a person can act on it.
    return undefined;
  }
}

async function readDefaults({ vaultId, key }: Content): Promise<Defaults> {
  return (await readSetting({ vaultId, content: key }, 'defaults', defaultsSchema)).value ?? {};
}
