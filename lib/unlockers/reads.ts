/** What pages show of the ways in. A note that is damaged is left out: the way itself is as good as before. */
import { isBytes } from '../core/bytes';
import { z } from '../core/zod';
import { openDb } from '../db/open';
import type { Unlocker } from '../db/tables';
import { parseUnlocker } from '../seal/unlocker';
import { findContent } from '../session/content';
import { type Note, openNote } from './note';

export type Way =
  | { readonly id: string; readonly isDamaged: false; readonly unlocker: Unlocker; readonly note?: Note }
  | { readonly id: string; readonly isDamaged: true; readonly kind: string };

const idSchema = z.object({ id: z.string(), kind: z.catch(z.string(), ''), note: z.optional(z.unknown()) });

/** Passkeys in the order in which they were made. Empty while locked. */
export async function readWays(): Promise<readonly Way[]> {
  const content = await findContent();
  if (!content) return [];
  const open = { vaultId: content.vaultId, content: content.key };
  const stored: unknown[] = await openDb().unlockers.toArray();
  const ways = await Promise.all(stored.map((row) => readWay(open, row)));
  return ways.sort((a, b) => madeAt(a) - madeAt(b));
}

const madeAt = (way: Way): number => (way.isDamaged ? 0 : (way.note?.madeAtMs ?? 0));

async function readWay(open: Parameters<typeof openNote>[0], stored: unknown): Promise<Way> {
  const { id, kind, note } = idSchema.parse(stored);
  const unlocker = await parseUnlocker(stored).catch(() => undefined);
  if (!unlocker) return { id, kind, isDamaged: true };
  const opened = isBytes(note) ? await openNote(open, id, note).catch(() => null) : null;
  return { id, isDamaged: false, unlocker, ...(opened && { note: opened }) };
}
