/**
 * The record of what was done comes along as something to read. It is kept beside: a chain of another vault is not
 * spliced into this one's.
 */
import { ACTIVITY } from '../activity/record';
import { z } from '../core/zod';
import type { NumberedRow } from '../db/tables';
import type { Reader } from '../jobs/rows';
import { openJson, sealJson } from '../seal/envelope';
import type { Row } from './record';
import { eachRow } from './rows';

/** A kind in the seal's AAD: of the rows in `logs`. */
export const LOG_LINE = 'log-line';

const eventSchema = z.looseObject({ atMs: z.number(), what: z.string() });

/** A line of another vault's record, and which vault that was. */
export const logLineSchema = z.object({ vaultId: z.string(), event: eventSchema });
export type LogLine = z.infer<typeof logLineSchema>;

export const sealLogLine = async (
  { vaultId, key }: Reader,
  id: string,
  line: LogLine,
): Promise<NumberedRow> => ({
  id,
  rev: 1,
  sealed: await sealJson(key, { vaultId, kind: LOG_LINE, rowId: id }, line),
});

export const openLogLine = ({ vaultId, key }: Reader, row: NumberedRow): Promise<LogLine | null> =>
  openJson(key, { vaultId, kind: LOG_LINE, rowId: row.id }, row.sealed, logLineSchema);

/** This vault's own, and those that came to it before. */
export async function* readLog(reader: Reader, onDamaged: () => void): AsyncGenerator<Row<'log'>, void> {
  const { vaultId, key } = reader;
  for await (const row of eachRow('logs')) {
    const line = await openLogLine(reader, row).catch(() => null);
    if (line) yield { id: row.id, vaultId: line.vaultId, event: line.event };
    else onDamaged();
  }
  for await (const row of eachRow('activity')) {
    const place = { vaultId, kind: ACTIVITY, rowId: row.id };
    const event = await openJson(key, place, row.sealed, eventSchema).catch(() => null);
    if (event) yield { id: row.id, vaultId, event };
    else onDamaged();
  }
}
