import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { codeOf, createWith, newBrowser, prepare, sessionMemory, startWorker, unlockWith } from './stage';

beforeEach(newBrowser);

const stateOf = async (worker: Awaited<ReturnType<typeof startWorker>>) => (await worker.readState()).state;

describe('a vault', () => {
  it('is absent, created open, locked, and opens again with its passphrase alone', async () => {
    const worker = await startWorker();
    expect(await worker.readState()).toEqual({ state: 'absent', unlockers: [], waitMs: 0 });
    await createWith(worker, 'one two three');
    expect(await stateOf(worker)).toBe('open');
    await worker.lock();
    expect(await stateOf(worker)).toBe('locked');
    expect(await codeOf(unlockWith(worker, 'one two four'))).toBe('wrong-passphrase');
    await worker.forgetWrong();
    await unlockWith(worker, 'one two three');
    expect(await stateOf(worker)).toBe('open');
  });

  it('opens for any way of typing the same text, and keeps its spaces', async () => {
    const worker = await startWorker();
    await createWith(worker, ' Ångström ');
    await worker.lock();
    await unlockWith(worker, ' A\u030angstro\u0308m ');
    await worker.lock();
    expect(await codeOf(unlockWith(worker, 'Ångström'))).toBe('wrong-passphrase');
  });

  it('stays open while the worker sleeps, under the same keys', async () => {
    const first = await startWorker();
    const before = await createWith(first, 'one two three');
    const second = await startWorker();
    const after = await second.requireOpen();
    expect(after.vaultId).toBe(before.vaultId);
    expect(after.content.id).toEqual(before.content.id);
    expect(after.secrets.id).toEqual(before.secrets.id);
    const bytes = new Uint8Array([1, 2, 3]);
    expect(await second.macOf(after, bytes)).toBe(await first.macOf(before, bytes));
  });

  it('is locked when the browser starts', async () => {
    await createWith(await startWorker(), 'one two three');
    await fakeBrowser.storage.session.clear();
    const worker = await startWorker();
    expect(await stateOf(worker)).toBe('locked');
    expect(await codeOf(worker.requireOpen())).toBe('locked');
  });

  it('keeps nothing in session memory that is not needed, and nothing at all after lock', async () => {
    const worker = await startWorker();
    await createWith(worker, 'one two three');
    expect(Object.keys(await sessionMemory()).sort()).toEqual(['open', 'open-background']);
    await worker.lock();
    expect(await sessionMemory()).toEqual({});
  });

  it('is created once, however many pages ask at once', async () => {
    const workers = [await startWorker(), await startWorker()];
    const outcomes = await Promise.all(
      workers.map((worker, at) => codeOf(createWith(worker, `passphrase ${at}`))),
    );
    expect([...outcomes].sort()).toEqual(['done', 'vault-exists']);
    const winner = outcomes.indexOf('done');
    const worker = await startWorker();
    expect(await worker.db.vault.count()).toBe(1);
    expect(await worker.db.unlockers.count()).toBe(1);
    await worker.lock();
    expect(await codeOf(unlockWith(worker, `passphrase ${1 - winner}`))).toBe('wrong-passphrase');
    await worker.forgetWrong();
    expect(await codeOf(unlockWith(worker, `passphrase ${winner}`))).toBe('done');
    expect(await codeOf(createWith(worker, 'another'))).toBe('vault-exists');
  });

  it('is not made with less than today asks', async () => {
    const worker = await startWorker();
    const { kdf, kek } = await prepare('one two three');
    expect(await codeOf(worker.create({ kdf: { ...kdf, passes: 2 }, kek }))).toBe('kdf-refused');
    expect(await stateOf(worker)).toBe('absent');
  });

  it('begins with nothing that an erased one left behind', async () => {
    const worker = await startWorker();
    await worker.db.keys.add({ id: 'a'.repeat(32), rev: 1, sealed: new Uint8Array(9), secret: null });
    await createWith(worker, 'one two three');
    expect(await worker.db.keys.count()).toBe(0);
    expect(await worker.db.activity.count()).toBe(1);
  });
});

describe('the marker', () => {
  it('says that the browser lost a vault, and that is no first run', async () => {
    const worker = await startWorker();
    await createWith(worker, 'one two three');
    await worker.db.delete({ disableAutoOpen: false });
    const next = await startWorker();
    expect(await stateOf(next)).toBe('lost');
    expect(await codeOf(next.requireOpen())).toBe('locked');
    expect(await codeOf(createWith(next, 'another'))).toBe('vault-lost');
  });

  it('comes back when only it was lost', async () => {
    const worker = await startWorker();
    await createWith(worker, 'one two three');
    await worker.lock();
    await fakeBrowser.storage.local.clear();
    expect(await stateOf(worker)).toBe('locked');
    await worker.db.delete({ disableAutoOpen: false });
    expect(await stateOf(await startWorker())).toBe('lost');
  });
});

describe('erasing', () => {
  it('leaves nothing, and a new vault can be made', async () => {
    const worker = await startWorker();
    const open = await createWith(worker, 'one two three');
    await worker.erase();
    expect(open.signal.aborted).toBe(true);
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    expect(await sessionMemory()).toEqual({});
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
    expect(await indexedDB.databases()).toEqual([]);
    expect(await stateOf(worker)).toBe('absent');
    await createWith(worker, 'another');
    expect(await stateOf(worker)).toBe('open');
  });

  it('makes every page let go of the database, and says nothing about it on the console', async () => {
    const warn = vi.spyOn(console, 'warn');
    const page = await startWorker();
    await createWith(page, 'one two three');
    const worker = await startWorker();
    await worker.erase();
    expect(page.db.isOpen()).toBe(false);
    expect(warn).not.toHaveBeenCalled();
  });

  it('works on a database that cannot be opened', async () => {
    const worker = await startWorker();
    await createWith(worker, 'one two three');
    worker.db.close();
    await raiseVersion(9_990);
    const next = await startWorker();
    await expect(next.readState()).rejects.toThrow();
    await next.erase();
    expect(await stateOf(next)).toBe('absent');
  });

  it('of a vault that the browser lost makes room for a new one', async () => {
    const worker = await startWorker();
    await createWith(worker, 'one two three');
    await worker.db.delete({ disableAutoOpen: false });
    await worker.erase();
    expect(await stateOf(worker)).toBe('absent');
  });

  it('never leaves a vault that looks lost, wherever it is killed', async () => {
    for (const killed of ['storage.local', 'database'] as const) {
      await newBrowser();
      const worker = await startWorker();
      await createWith(worker, 'one two three');
      const dying = new Error('killed');
      if (killed === 'storage.local')
        vi.spyOn(fakeBrowser.storage.local, 'clear').mockRejectedValueOnce(dying);
      else
        vi.spyOn(indexedDB, 'deleteDatabase').mockImplementationOnce(() => {
          throw dying;
        });
      await expect(worker.erase()).rejects.toThrow('killed');
      const next = await startWorker();
      expect(await stateOf(next)).toBe('locked');
      expect(await codeOf(unlockWith(next, 'one two three'))).toBe('done');
    }
  });

  it('does not wait for ever for a page that will not let go', async () => {
    const worker = await startWorker();
    await createWith(worker, 'one two three');
    const { deleteDb } = await import('../../lib/db/erase');
    const stuck = await openRaw();
    try {
      expect(await codeOf(deleteDb(20))).toBe('database-blocked');
    } finally {
      stuck.close();
    }
  });

  it('is not undone by a question that was being answered when it began', async () => {
    const worker = await startWorker();
    await createWith(worker, 'one two three');
    await worker.lock();
    const { local } = fakeBrowser.storage;
    const get: (name: string) => Promise<Record<string, unknown>> = local.get.bind(local);
    let erasing: Promise<void> | undefined;
    const asked = async (name: string) => {
      if (name === 'vaultMarker' && !erasing) {
        erasing = worker.erase();
        await new Promise(setImmediate);
      }
      return get(name);
    };
    vi.spyOn(local, 'get').mockImplementation(asked as typeof local.get);
    await stateOf(worker);
    expect(erasing).toBeDefined();
    await erasing;
    expect(await stateOf(worker)).toBe('absent');
    expect(await local.get()).toEqual({});
  });
});

/** A connection that ignores every request to close. */
const openRaw = (version?: number) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('firekeep', version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function raiseVersion(version: number): Promise<void> {
  (await openRaw(version)).close();
}
