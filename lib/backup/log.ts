/**
 * The record of what was done comes along as something to read. It is kept beside: a chain of another vault is not
 * spliced into this one's.
 */
import { eventSchema, openLogLine } from '../activity/imported';
import { ACTIVITY } from '../activity/record';
import type { Reader } from '../jobs/rows';
import { openJson } from '../seal/envelope';
import type { Row } from './record';
import { eachRow } from './rows';

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
