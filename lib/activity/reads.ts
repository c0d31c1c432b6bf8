/** What pages read of the record, and of the records of other vaults that lie beside it. Newest first. */
import { findContent } from '../session/content';
import { openLogLine } from './imported';
import { type Found, Pile, type Search } from './pile';
import { activitySchema } from './record';
import { type Line, readLine } from './rows';
import { type Verified, verify } from './verify';

export type { Found, Search } from './pile';
export type { Line } from './rows';
export type { Break, Verified } from './verify';

/** Of another vault. Nothing vouches for what it says. */
export interface ImportedLine extends Line {
  /** Undefined when it cannot be read. */
  readonly from: { readonly vaultId: string; readonly madeAtMs: number | undefined } | undefined;
}

const own = new Pile<Line>('activity', readLine);

/** One that a newer Firekeep wrote about something that is not known here is no better than a damaged one. */
const imported = new Pile<ImportedLine>('logs', async (reader, row) => {
  const line = await openLogLine(reader, row).catch(() => null);
  const parsed = activitySchema.safeParse(line?.event);
  const isReadable = parsed.success && isDate(parsed.data.atMs) && isDate(parsed.data.request?.lastMs ?? 0);
  return {
    n: row.n ?? 0,
    id: row.id,
    activity: isReadable ? parsed.data : undefined,
    from: line
      ? { vaultId: line.vaultId, madeAtMs: isDate(line.madeAtMs) ? line.madeAtMs : undefined }
      : undefined,
  };
});

/** Anybody can write a backup of their own: a number may be no time that there is. */
const isDate = (ms = Number.NaN): boolean => !Number.isNaN(new Date(ms).getTime());

/** At a lock: what this page has opened goes. */
export function forgetActivity(): void {
  own.forget();
  imported.forget();
}

export const countLines = own.count;
export const countImported = imported.count;

export const findLines = (search: Search): Promise<Found> => own.find(search);
export const findImported = (search: Search<ImportedLine>): Promise<Found<ImportedLine>> =>
  imported.find(search);

/** Walks the chain. Undefined while locked. */
export async function verifyActivity(
  signal: AbortSignal,
  tell: (done: number, total: number) => void,
): Promise<Verified | undefined> {
  const reader = await findContent();
  return reader && verify(reader, { signal, tell });
}
