/** Lines and the head, out of their rows. */
import { type Bytes, fromUtf8 } from '../core/bytes';
import { fail } from '../core/problem';
import type { NumberedRow, SealedRow } from '../db/tables';
import { openBytes, openJson, type SealKey } from '../seal/envelope';
import { HEAD, type Head, hashOf, headSchema, TRAIL_HEAD } from './chain';
import { ACTIVITY, type Activity, activitySchema } from './record';

export interface Reader {
  readonly vaultId: string;
  readonly key: SealKey;
}

export interface Line {
  readonly n: number;
  readonly id: string;
  /** Undefined when it does not open, or is not what we write: it was damaged. */
  readonly activity: Activity | undefined;
}

export interface HashedLine extends Line {
  readonly hash: string | undefined;
}

const placeOf = (vaultId: string, rowId: string) => ({ vaultId, kind: ACTIVITY, rowId });

/** A line is written once: a second writing is none of ours. */
const openRow = async ({ vaultId, key }: Reader, row: NumberedRow): Promise<Bytes | null> =>
  row.rev === 1 ? openBytes(key, placeOf(vaultId, row.id), row.sealed).catch(() => null) : null;

export async function openLine(reader: Reader, row: NumberedRow): Promise<HashedLine> {
  const { bytes, ...line } = await openWhole(reader, row);
  return { ...line, hash: bytes && line.activity ? hashOf(reader.vaultId, row.id, bytes) : undefined };
}

/** Its hash is only for those who verify. */
export async function readLine(reader: Reader, row: NumberedRow): Promise<Line> {
  const { bytes: _, ...line } = await openWhole(reader, row);
  return line;
}

async function openWhole(reader: Reader, row: NumberedRow) {
  const bytes = await openRow(reader, row);
  return { n: row.n ?? 0, id: row.id, activity: bytes ? parseActivity(bytes) : undefined, bytes };
}

function parseActivity(bytes: Bytes): Activity | undefined {
  try {
    const parsed = activitySchema.safeParse(JSON.parse(fromUtf8(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Throws when it is damaged, or of another vault. */
export const openHead = async ({ vaultId, key }: Reader, row: SealedRow): Promise<Head> =>
  (await openJson(key, { vaultId, kind: TRAIL_HEAD, rowId: HEAD }, row.sealed, headSchema)) ??
  fail('not-for-this-key');
