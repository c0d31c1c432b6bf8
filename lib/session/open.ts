/**
 * What waits in `storage.session` while the vault is open: memory only, and only for our own pages. Pages
 * read the content key here; the secrets subkey lies beside it under a name that only lib/vault knows.
 */
import { browser } from 'wxt/browser';
import { z } from '../core/zod';
import { keyTextSchema } from '../seal/kdf';

export const OPEN = 'open';

const schema = z.object({
  vaultId: z.string(),
  content: keyTextSchema,
  /** When the vault locks by itself; null means not before the browser closes. */
  lockAtMs: z.nullable(z.number()),
  /** The clock when this was written: a clock that went back locks too. */
  seenMs: z.number(),
});
export type Open = z.infer<typeof schema>;

/** A clock may be set right by a little without that being an attack on the lock. */
const CLOCK_SLACK_MS = 60_000;

export const isDue = (open: Open, nowMs: number): boolean =>
  (open.lockAtMs !== null && nowMs >= open.lockAtMs) || nowMs < open.seenMs - CLOCK_SLACK_MS;

/** The open vault's record, or undefined: locked, or due to be. */
export async function findOpen(nowMs = Date.now()): Promise<Open | undefined> {
  const stored: Record<string, unknown> = await browser.storage.session.get(OPEN);
  return parseOpen(stored[OPEN], nowMs);
}

export function parseOpen(stored: unknown, nowMs = Date.now()): Open | undefined {
  const parsed = schema.safeParse(stored);
  return parsed.success && !isDue(parsed.data, nowMs) ? parsed.data : undefined;
}

/** Calls back when the vault opens, locks or moves its lock time, in whichever page that happened. */
export function onOpenChanged(react: () => void): () => void {
  const listen = (changes: Record<string, unknown>, area: string) => {
    if (area === 'session' && OPEN in changes) react();
  };
  browser.storage.onChanged.addListener(listen);
  return () => browser.storage.onChanged.removeListener(listen);
}
