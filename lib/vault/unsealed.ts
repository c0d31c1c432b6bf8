/**
 * Requests that were under way as the vault locked. Nothing can be sealed then: they are a bare count until the next
 * unlock, on the disk, because the background does not live that long.
 */
import { browser } from 'wxt/browser';
import { newTurn } from '../core/turn';
import { z } from '../core/zod';

const UNSEALED = 'unsealed';
const countSchema = z.int().check(z.gte(0));
const inTurn = newTurn();

export async function readUnsealed(): Promise<number> {
  const stored: Record<string, unknown> = await browser.storage.local.get(UNSEALED);
  return countSchema.safeParse(stored[UNSEALED]).data ?? 0;
}

/** Less than none: they were told. */
export const countUnsealed = (more: number): Promise<void> =>
  inTurn(async () => browser.storage.local.set({ [UNSEALED]: Math.max(0, (await readUnsealed()) + more) }));
