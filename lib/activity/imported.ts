/** Lines of other vaults' records, as backups brought them. They lie beside our own: no chain holds them. */
import { z } from '../core/zod';
import type { NumberedRow } from '../db/tables';
import { openJson, sealJson } from '../seal/envelope';
import type { Reader } from './rows';

/** A kind in the seal's AAD: of the rows in `logs`. */
export const LOG_LINE = 'log-line';

export const eventSchema = z.looseObject({ atMs: z.number(), what: z.string() });

/** Whose line it was, and of when the backup is that brought it. The first ones do not say that. */
export const logLineSchema = z.object({
  vaultId: z.string(),
  event: eventSchema,
  madeAtMs: z.optional(z.number()),
});
export type LogLine = z.infer<typeof logLineSchema>;

const placeOf = (vaultId: string, rowId: string) => ({ vaultId, kind: LOG_LINE, rowId });

export const sealLogLine = async (
  { vaultId, key }: Reader,
  id: string,
  line: LogLine,
): Promise<NumberedRow> => ({ id, rev: 1, sealed: await sealJson(key, placeOf(vaultId, id), line) });

/** Throws when it is damaged. */
export const openLogLine = ({ vaultId, key }: Reader, { id, sealed }: NumberedRow): Promise<LogLine | null> =>
  openJson(key, placeOf(vaultId, id), sealed, logLineSchema);
