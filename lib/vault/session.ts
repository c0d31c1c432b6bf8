/**
 * The open vault. Its subkeys wait in `storage.session`, so that it stays open while the worker sleeps; the
 * keys made of them live here, and are gone in the very tick in which the vault locks.
 */
import { browser } from 'wxt/browser';
import { type Bytes, fromBase64, toBase64, toHex } from '../core/bytes';
import { fail, ProblemError, problem, toProblem } from '../core/problem';
import { newTurn } from '../core/turn';
import { z } from '../core/zod';
import { type AutoLock, autoLockSchema } from '../messages/vault';
import { importSealKey, type SealKey } from '../seal/envelope';
import { keyTextSchema } from '../seal/kdf';
import { importMacKey } from '../seal/mac';
import type { Subkeys } from '../seal/subkeys';
import { isDue, OPEN, type Open, parseOpen } from '../session/open';
import { isVaultKept } from './rows';

export interface OpenVault {
  readonly vaultId: string;
  readonly content: SealKey;
  readonly secrets: SealKey;
  /** Aborted with the problem `locked` as the vault locks. */
  readonly signal: AbortSignal;
  /** Throws `locked`, from the very tick in which the vault locks. */
  assertMaySend(): void;
}

/** The name that only this file knows, beside the one that pages read. */
const HELD = 'open-background';
const heldSchema = z.object({
  secrets: keyTextSchema,
  minutes: autoLockSchema,
  /** When somebody was last there, once the lock was put off for something on its way. */
  touchedAtMs: z.optional(z.number()),
});
type Held = z.infer<typeof heldSchema>;

const LOCK_ALARM = 'auto-lock';
const MINUTE_MS = 60_000;

interface Keys {
  readonly content: SealKey;
  readonly secrets: SealKey;
  readonly mac: CryptoKey;
}

/** Handed out to many; taking its keys away takes them from everybody who still holds it. */
class Opened implements OpenVault {
  #keys: Keys | undefined;
  readonly #aborter = new AbortController();

  constructor(
    keys: Keys,
    public open: Open,
    public held: Held,
  ) {
    this.#keys = keys;
  }

  get vaultId(): string {
    return this.open.vaultId;
  }
  get content(): SealKey {
    return this.#require().content;
  }
  get secrets(): SealKey {
    return this.#require().secrets;
  }
  get mac(): CryptoKey {
    return this.#require().mac;
  }
  get signal(): AbortSignal {
    return this.#aborter.signal;
  }
  assertMaySend(): void {
    this.#require();
  }

  drop(): void {
    this.#keys = undefined;
    this.#aborter.abort(new ProblemError(problem('locked')));
  }

  #require(): Keys {
    if (this.#keys && isDue(this.open, Date.now())) void closeSession();
    return this.#keys ?? fail('locked');
  }
}

let current: Opened | undefined;
let restoring: Promise<Opened | undefined> | undefined;
/** Raised by every lock: whatever began before it may not open anything after it. */
let epoch = 0;
const inTurn = newTurn();

export const currentEpoch = (): number => epoch;

export async function findOpenVault(): Promise<OpenVault | undefined> {
  return findOpened();
}

export const requireOpen = (): Promise<OpenVault> => requireOpened();

/** A vault whose database the browser threw away may still be open here. What it took now would be lost. */
async function requireOpened(): Promise<Opened> {
  const opened = (await findOpened()) ?? fail('locked');
  if (await isVaultKept()) return opened;
  await closeSession();
  return fail('vault-lost');
}

async function findOpened(): Promise<Opened | undefined> {
  const opened = current ?? (await restoreOnce());
  if (!opened) return undefined;
  if (!isDue(opened.open, Date.now())) return opened;
  await closeSession();
  return undefined;
}

/** Opens with subkeys just derived. `since` is the epoch in which the person asked for it. */
export async function openSession(
  vaultId: string,
  subkeys: Subkeys,
  minutes: AutoLock,
  since: number,
): Promise<OpenVault> {
  const open = { vaultId, content: toBase64(subkeys.content), ...timesOf(minutes) };
  const held = { secrets: toBase64(subkeys.secrets), minutes };
  const opened = await toOpened(open, held);
  return inTurn(async () => {
    if (epoch !== since) fail('locked');
    const kept = current?.vaultId === vaultId ? current : opened;
    if (kept !== current) current?.drop();
    current = kept;
    await store(kept, open, held);
    return kept;
  });
}

/** Somebody is there: the time until the vault locks by itself starts again. */
export async function touch(minutes?: AutoLock): Promise<void> {
  const opened = await requireOpened();
  await inTurn(async () => {
    opened.assertMaySend();
    const { touchedAtMs: _, ...before } = opened.held;
    const held = { ...before, ...(minutes === undefined ? {} : { minutes }) };
    await store(opened, { ...opened.open, ...timesOf(held.minutes) }, held);
  });
}

/** Idle alone does not lock while something that costs money is on its way, but not for longer than this. */
const HOLD_MS = 30 * MINUTE_MS;
/** Longer than the time between two calls, so that there is no gap to lock in. */
const HOLD_AHEAD_MS = MINUTE_MS;

/** Called again and again while a paid job runs. Only what a person does starts the idle time anew. */
export async function holdOpen(): Promise<void> {
  const opened = current;
  if (!opened || isDue(opened.open, Date.now())) return;
  await inTurn(async () => {
    const { open, held } = opened;
    const nowMs = Date.now();
    if (current !== opened || open.lockAtMs === null || open.lockAtMs > nowMs + HOLD_AHEAD_MS) return;
    const idleSinceMs = held.touchedAtMs ?? open.seenMs;
    const lockAtMs = Math.min(nowMs + HOLD_AHEAD_MS, idleSinceMs + (held.minutes ?? 0) * MINUTE_MS + HOLD_MS);
    if (lockAtMs <= open.lockAtMs) return;
    await store(opened, { ...open, lockAtMs, seenMs: nowMs }, { ...held, touchedAtMs: idleSinceMs });
  });
}

/** Locks. All keys are gone when this returns to its caller; the promise is about session memory. */
export function closeSession(): Promise<void> {
  epoch += 1;
  current?.drop();
  current = undefined;
  return inTurn(wipe);
}

async function wipe(): Promise<void> {
  await browser.storage.session.remove([OPEN, HELD]);
  await browser.alarms.clear(LOCK_ALARM);
}

/** For what was done before the vault locked: that it locked since is no failure of it. */
export function unlessLocked(error: unknown): undefined {
  if (toProblem(error).code !== 'locked') throw error;
}

/** For whoever wakes the worker: locks if the time came while nobody looked. */
export async function closeIfDue(): Promise<void> {
  await findOpened();
}

export const isLockAlarm = (name: string): boolean => name === LOCK_ALARM;

/** Says whether two secrets are equal to somebody who has the secrets subkey, and nothing to anybody else. */
export async function macOf(open: OpenVault, bytes: Bytes): Promise<string> {
  if (!(open instanceof Opened)) return fail('locked');
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', open.mac, bytes)));
}

async function store(opened: Opened, open: Open, held: Held): Promise<void> {
  opened.open = open;
  opened.held = held;
  await browser.storage.session.set({ [OPEN]: open, [HELD]: held });
  if (open.lockAtMs === null) await browser.alarms.clear(LOCK_ALARM);
  else await browser.alarms.create(LOCK_ALARM, { when: open.lockAtMs });
}

function restoreOnce(): Promise<Opened | undefined> {
  const since = epoch;
  restoring ??= inTurn(() => restore(since)).finally(() => {
    restoring = undefined;
  });
  return restoring;
}

/**
 * What an earlier life of this worker left in session memory; what is due, or half there, goes. In turn: a
 * lock that is still wiping must be done with it.
 */
async function restore(since: number): Promise<Opened | undefined> {
  if (current) return current;
  const stored: Record<string, unknown> = await browser.storage.session.get([OPEN, HELD]);
  const open = parseOpen(stored[OPEN]);
  const held = heldSchema.safeParse(stored[HELD]);
  if (!open || !held.success) {
    if (stored[OPEN] !== undefined || stored[HELD] !== undefined) await wipe();
    return undefined;
  }
  const opened = await toOpened(open, held.data);
  if (epoch === since) current = opened;
  return current;
}

async function toOpened(open: Open, held: Held): Promise<Opened> {
  const secrets = fromBase64(held.secrets);
  const keys = {
    content: await importSealKey(fromBase64(open.content)),
    secrets: await importSealKey(secrets),
    mac: await importMacKey(secrets),
  };
  return new Opened(keys, open, held);
}

function timesOf(minutes: AutoLock): Pick<Open, 'lockAtMs' | 'seenMs'> {
  const nowMs = Date.now();
  return { lockAtMs: minutes === null ? null : nowMs + minutes * MINUTE_MS, seenMs: nowMs };
}
