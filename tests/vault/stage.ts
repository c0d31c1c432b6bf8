/**
 * A browser to play in: a real IndexedDB in memory, session and local storage, alarms. Workers can be stopped
 * and started, pages type passphrases. Only Argon2 is played: the vault never sees it, it takes what pages derive.
 */
import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Bytes, utf8 } from '../../lib/core/bytes';
import { DB_NAME } from '../../lib/db/open';
import type { VaultState } from '../../lib/messages/vault';
import type { Kdf } from '../../lib/seal/kdf';
import { prepareUnlocker, prove } from '../../lib/seal/prove';

/** As different for each passphrase, salt and cost as Argon2, and done at once. */
export async function cheaply(passphrase: string, kdf: Kdf): Promise<Bytes> {
  const text = JSON.stringify([passphrase.normalize('NFKC'), kdf.memoryKiB, kdf.passes, kdf.lanes, kdf.salt]);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)));
}

const connections: { close(): void }[] = [];

/** A background that has just started: nothing of an earlier one is in its memory. */
export async function startWorker() {
  vi.resetModules();
  const [
    vault,
    passphrase,
    ways,
    session,
    state,
    autoLock,
    lend,
    erase,
    rules,
    trail,
    tries,
    rows,
    open,
    content,
  ] = await Promise.all([
    import('../../lib/vault/vault'),
    import('../../lib/vault/passphrase'),
    import('../../lib/vault/ways'),
    import('../../lib/vault/session'),
    import('../../lib/vault/state'),
    import('../../lib/vault/auto-lock'),
    import('../../lib/vault/lend'),
    import('../../lib/vault/erase'),
    import('../../lib/vault/lock-rules'),
    import('../../lib/vault/trail'),
    import('../../lib/vault/tries'),
    import('../../lib/vault/rows'),
    import('../../lib/db/open'),
    import('../../lib/session/content'),
  ]);
  const db = open.openDb();
  connections.push(db);
  return {
    ...vault,
    ...passphrase,
    ...ways,
    ...session,
    ...state,
    ...autoLock,
    ...lend,
    ...erase,
    ...rules,
    ...trail,
    ...tries,
    ...rows,
    ...content,
    db,
  };
}
export type Worker = Awaited<ReturnType<typeof startWorker>>;

/** A browser that was never used. */
export async function newBrowser(): Promise<void> {
  for (const connection of connections.splice(0)) connection.close();
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DB_NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('a test left a connection open'));
  });
  fakeBrowser.reset();
  Object.assign(fakeBrowser.idle, { onStateChanged: newEvent<[string]>() });
}

export function newEvent<Args extends unknown[]>() {
  const listeners: ((...args: Args) => unknown)[] = [];
  return {
    addListener: (listener: (...args: Args) => unknown) => void listeners.push(listener),
    trigger: (...args: Args) => Promise.all(listeners.map((listener) => listener(...args))),
  };
}

/** What a page does with a typed passphrase. */
export async function proofFor(worker: Worker, passphrase: string, state?: VaultState) {
  const { unlockers } = state ?? (await worker.readState());
  const unlocker = unlockers.find((way) => way.kind === 'passphrase');
  if (!unlocker) throw new Error('no unlocker to prove to');
  return prove(passphrase, unlocker, cheaply);
}

export const prepare = (passphrase: string) => prepareUnlocker(passphrase, cheaply);

export const createWith = async (worker: Worker, passphrase: string) =>
  worker.create(await prepare(passphrase));

export const unlockWith = async (worker: Worker, passphrase: string) =>
  worker.unlock(await proofFor(worker, passphrase));

/** The code of the problem, or `done`. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => error.problem?.code ?? String(error),
  );

/** The same for what happens in one tick. */
export function thrownBy(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const sessionMemory = async (): Promise<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(await fakeBrowser.storage.session.get()).filter(([, value]) => value !== undefined),
  );
