/** What this page knows of the vault. One unlock, one lock, seen by every open page at once. */
import { useSyncExternalStore } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { vaultState } from '../../lib/messages/vault';
import { findOpen, onOpenChanged } from '../../lib/session/open';
import { clearToasts } from '../ui/toasts';

export type Vault =
  | { readonly state: 'asking' | 'open' | 'locked' | 'absent' | 'lost' | 'damaged' }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Timers stand still while the machine sleeps: the lock time is looked at this often in any case. */
const LOOK_EVERY_MS = 15_000;

const PAUSES_MS = [0, 50, 250, 1000];

let vault: Vault = { state: 'asking' };
let look = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const useVault = (): Vault => useSyncExternalStore(subscribe, () => vault);

function subscribe(react: () => void): () => void {
  if (listeners.size === 0) stopWatching = startWatching();
  listeners.add(react);
  return () => {
    listeners.delete(react);
    if (listeners.size === 0) stopWatching();
  };
}

let stopWatching = () => {};

function startWatching(): () => void {
  const again = () => void lookAgain();
  const stop = onOpenChanged(again);
  addEventListener('focus', again);
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    stop();
    removeEventListener('focus', again);
    document.removeEventListener('visibilitychange', again);
    clearTimeout(timer);
    become({ state: 'asking' });
  };
}

function become(next: Vault): void {
  if (vault.state === 'open' && next.state !== 'open') clearToasts();
  if (next.state === vault.state && next.state !== 'failed') return;
  vault = next;
  for (const listener of listeners) listener();
}

/** Looks in session memory first, which wakes nobody; what it cannot tell is asked of the background. */
export async function lookAgain(): Promise<void> {
  look += 1;
  const mine = look;
  const isLatest = () => mine === look && listeners.size > 0;
  try {
    const open = await findOpen();
    if (!isLatest()) return;
    if (open) {
      become({ state: 'open' });
      return lookAt(open.lockAtMs);
    }
    clearTimeout(timer);
    // Locked is shown at once; that it was erased rather than locked may come a moment later.
    if (vault.state === 'open') become({ state: 'locked' });
    const { state } = await askState();
    if (!isLatest()) return;
    // Opened while the question was under way: session memory has it now.
    become({ state: state === 'open' && !(await findOpen()) ? 'locked' : state });
  } catch (error) {
    if (isLatest()) become({ state: 'failed', problem: toProblem(error) });
  }
}

function lookAt(lockAtMs: number | null): void {
  clearTimeout(timer);
  const untilLockMs = lockAtMs === null ? LOOK_EVERY_MS : lockAtMs - Date.now();
  timer = setTimeout(lookAgain, Math.max(0, Math.min(untilLockMs, LOOK_EVERY_MS)));
}

/**
 * The worker may be stopped in mid-answer, and one that is on its way out may swallow the next question too.
 * The question changes nothing, so it is put again.
 */
async function askState() {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await ask(vaultState, {});
    } catch (error) {
      if (toProblem(error).code !== 'no-answer') throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return ask(vaultState, {});
}
