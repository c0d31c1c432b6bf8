/**
 * Wrong tries slow down the next one. A courtesy, not a defence: whoever can write our storage can reset it.
 * While the vault is locked nothing can be sealed, so only a bare count of failed unlocks is kept.
 */
import { browser } from 'wxt/browser';
import { fail } from '../core/problem';
import { newTurn } from '../core/turn';
import { z } from '../core/zod';

const TRIES = 'tries';
const SECOND_MS = 1000;
const LONGEST_MS = 30 * SECOND_MS;

const triesSchema = z.object({
  /** Wrong in a row, and when the last one was. */
  wrong: z.int().check(z.gte(0)),
  atMs: z.number(),
  /** Failed unlocks that the activity record has not heard of yet. */
  failedUnlocks: z.int().check(z.gte(0)),
});
type Tries = z.infer<typeof triesSchema>;

const NONE: Tries = { wrong: 0, atMs: 0, failedUnlocks: 0 };

/** How long until the next try is heard: 1, 2, 4 … 30 s after the last, and never longer from now. */
export async function readWaitMs(nowMs = Date.now()): Promise<number> {
  const tries = await read();
  if (tries.wrong === 0) return 0;
  if (nowMs < tries.atMs) await change((now) => ({ ...now, atMs: Math.min(now.atMs, nowMs) }));
  const sinceMs = Math.max(0, nowMs - tries.atMs);
  return Math.max(0, delayAfter(tries.wrong) - sinceMs);
}

const delayAfter = (wrong: number): number => Math.min(LONGEST_MS, SECOND_MS * 2 ** (wrong - 1));

export async function assertMayTry(): Promise<void> {
  const waitMs = await readWaitMs();
  if (waitMs > 0) fail('too-many-tries', { waitMs });
}

export const countWrong = (isUnlock: boolean): Promise<void> =>
  change(({ wrong, failedUnlocks }) => ({
    wrong: wrong + 1,
    atMs: Date.now(),
    failedUnlocks: failedUnlocks + (isUnlock ? 1 : 0),
  }));

export async function forgetWrong(): Promise<void> {
  if ((await read()).wrong > 0) await change((tries) => ({ ...tries, wrong: 0 }));
}

export const readFailedUnlocks = async (): Promise<number> => (await read()).failedUnlocks;

/** After they were recorded, so that a kill in between tells them twice rather than never. */
export const forgetFailedUnlocks = (count: number): Promise<void> =>
  change((tries) => ({ ...tries, failedUnlocks: Math.max(0, tries.failedUnlocks - count) }));

const inTurn = newTurn();

/** One after the other: a wrong try that is counted while others are being told must not be lost. */
const change = (to: (tries: Tries) => Tries): Promise<void> =>
  inTurn(async () => browser.storage.local.set({ [TRIES]: to(await read()) }));

async function read(): Promise<Tries> {
  const stored: Record<string, unknown> = await browser.storage.local.get(TRIES);
  const parsed = triesSchema.safeParse(stored[TRIES]);
  return parsed.success ? parsed.data : NONE;
}
