/** The plain rows by which a vault is found: the row that names it, its unlockers, and the marker beside. */
import { browser } from 'wxt/browser';
import type { Traces } from '../activity/write';
import { type Bytes, isBytes, isEqual, lengthPrefixed, utf8 } from '../core/bytes';
import { isId } from '../core/ids';
import { fail, ProblemError } from '../core/problem';
import { z } from '../core/zod';
import { openDb } from '../db/open';
import type { Unlocker, UnlockerRow, VaultRow } from '../db/tables';
import { parseUnlocker } from '../seal/unlocker';

const FORMAT = 1;
const MARKER = 'vaultMarker';

const rowSchema = z.object({
  id: z.literal('vault'),
  vaultId: z.string().check(z.refine(isId)),
  format: z.literal(FORMAT),
  sum: z.custom<Bytes>(isBytes),
});
const newerSchema = z.object({ format: z.int().check(z.gt(FORMAT)) });
const markerSchema = z.object({ vaultId: z.string() });

export async function toVaultRow(vaultId: string): Promise<VaultRow> {
  return { id: 'vault', vaultId, format: FORMAT, sum: await sumOf(vaultId) };
}

/** Undefined when there is no row at all; a row that cannot be believed is a problem. */
export async function findVaultId(): Promise<string | undefined> {
  const stored: unknown = await openDb().vault.get('vault');
  if (stored === undefined) return undefined;
  if (newerSchema.safeParse(stored).success) fail('format-newer');
  const row = rowSchema.safeParse(stored);
  if (!row.success || !isEqual(await sumOf(row.data.vaultId), row.data.sum)) return fail('vault-damaged');
  return row.data.vaultId;
}

/** Whether there is a row at all, be it damaged. */
export const isVaultKept = async (): Promise<boolean> => (await openDb().vault.count()) > 0;

export const requireVaultId = async (): Promise<string> => (await findVaultId()) ?? fail('vault-absent');

/** Those that can be used. A damaged one is left out: another may still open the vault. */
export async function readUnlockers(): Promise<Unlocker[]> {
  const stored: unknown[] = await openDb().unlockers.toArray();
  const read = await Promise.all(stored.map(findReadable));
  return read.filter((row) => row !== undefined);
}

async function findReadable(stored: unknown): Promise<Unlocker | undefined> {
  try {
    return await parseUnlocker(stored);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'vault-damaged') return undefined;
    throw error;
  }
}

interface WayChange {
  /** What was proved: must still be so as this is written. */
  readonly by: Unlocker;
  readonly isGone: (row: UnlockerRow) => boolean;
  readonly fresh: readonly UnlockerRow[];
  readonly traces: Traces;
}

export function changeWays({ by, isGone, fresh, traces }: WayChange): PromiseLike<void> {
  const db = openDb();
  return db.transaction('rw', [db.unlockers, ...traces.tables], async () => {
    const rows = await db.unlockers.toArray();
    const now = rows.find(({ id }) => id === by.id);
    if (!now || !isEqual(now.sum, by.sum)) fail('unlocker-changed');
    await db.unlockers.bulkDelete(rows.filter(isGone).map(({ id }) => id));
    await db.unlockers.bulkAdd(fresh);
    await traces.add();
  });
}

/** The marker outlives the database: a marker without a vault means that the browser lost it. */
export async function findMarker(): Promise<string | undefined> {
  const stored: Record<string, unknown> = await browser.storage.local.get(MARKER);
  const parsed = markerSchema.safeParse(stored[MARKER]);
  return parsed.success ? parsed.data.vaultId : undefined;
}

export const writeMarker = (vaultId: string): Promise<void> =>
  browser.storage.local.set({ [MARKER]: { vaultId } });

async function sumOf(vaultId: string): Promise<Bytes> {
  const fields = lengthPrefixed(utf8('vault'), utf8(vaultId), new Uint8Array([FORMAT]));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', fields));
}
