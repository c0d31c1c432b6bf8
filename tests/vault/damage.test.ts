import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sealJson } from '../../lib/seal/envelope';
import { codeOf, createWith, newBrowser, proofFor, startWorker, unlockWith, type Worker } from './stage';

let worker: Worker;
beforeEach(async () => {
  await newBrowser();
  worker = await startWorker();
  await createWith(worker, 'mine');
});

const stateOf = async () => (await worker.readState()).state;

describe('a damaged vault', () => {
  it('is called damaged, not a wrong passphrase', async () => {
    const proof = await proofFor(worker, 'mine');
    await worker.lock();
    await worker.db.unlockers.toCollection().modify((row, ref) => {
      ref.value = { ...row, wrapped: row.wrapped.map((byte, at) => (at === 5 ? byte ^ 1 : byte)) };
    });
    expect(await worker.readState()).toEqual({ state: 'damaged', unlockers: [], waitMs: 0 });
    expect(await codeOf(worker.unlock(proof))).toBe('vault-damaged');
    expect((await worker.readState()).waitMs).toBe(0);
  });

  it('by a row that names another vault', async () => {
    await worker.lock();
    await worker.db.vault.toCollection().modify((row, ref) => {
      ref.value = { ...row, vaultId: '0'.repeat(32) };
    });
    expect(await stateOf()).toBe('damaged');
  });

  it('by missing unlockers', async () => {
    await worker.lock();
    await worker.db.unlockers.clear();
    expect(await stateOf()).toBe('damaged');
  });

  it('that is open stays open: what it holds can still be read', async () => {
    await worker.db.unlockers.clear();
    expect(await stateOf()).toBe('open');
    await worker.db.vault.toCollection().modify((row, ref) => {
      ref.value = { ...row, sum: new Uint8Array(32) };
    });
    expect(await stateOf()).toBe('open');
    expect(await codeOf(worker.requireOpen())).toBe('done');
  });

  it('opens with the unlocker that is whole when another is not', async () => {
    await worker.lock();
    const [whole] = await worker.db.unlockers.toArray();
    if (!whole) throw new Error('no unlocker');
    await worker.db.unlockers.add({ ...whole, id: '0'.repeat(32) });
    const { state, unlockers } = await worker.readState();
    expect([state, unlockers.map((row) => row.id)]).toEqual(['locked', [whole.id]]);
    expect(await codeOf(unlockWith(worker, 'mine'))).toBe('done');
  });

  it('can be erased', async () => {
    await worker.lock();
    await worker.db.unlockers.clear();
    await worker.erase();
    expect(await stateOf()).toBe('absent');
  });

  it('of a newer format is neither damaged nor locked', async () => {
    await worker.lock();
    const [row] = await worker.db.unlockers.toArray();
    if (!row) throw new Error('no unlocker');
    await worker.db.unlockers.put(Object.assign({ ...row }, { format: 2 }));
    expect(await codeOf(worker.readState())).toBe('format-newer');
    await worker.db.unlockers.put(row);
    await worker.db.vault.put(Object.assign({}, await worker.db.vault.get('vault'), { format: 2 }));
    expect(await codeOf(worker.readState())).toBe('format-newer');
  });
});

describe('a lent secret', () => {
  const id = 'a'.repeat(32);

  async function addSecret(
    value: unknown,
    over: Partial<{ kind: string; rowId: string }> = {},
  ): Promise<void> {
    const open = await worker.requireOpen();
    const place = { vaultId: open.vaultId, kind: 'key-secret', rowId: id, ...over };
    const secret = await sealJson(open.secrets, place, value);
    await worker.db.keys.add({ id, rev: 1, sealed: new Uint8Array(1), secret });
  }
  const lend = () => codeOf(worker.withSecret(id, async () => undefined));

  it('is there for as long as it is used', async () => {
    await addSecret({ apiKey: 'sk-invented' });
    const length = await worker.withSecret(id, async ({ apiKey }, open) => {
      open.assertMaySend();
      return apiKey?.length;
    });
    expect(length).toBe(11);
  });

  it('is not lent while locked', async () => {
    await addSecret({ apiKey: 'sk-invented' });
    await worker.lock();
    expect(await lend()).toBe('locked');
  });

  it('is not lent when the vault locks while it is being opened', async () => {
    await addSecret({ apiKey: 'sk-invented' });
    const { subtle } = crypto;
    const decrypt = subtle.decrypt.bind(subtle);
    vi.spyOn(subtle, 'decrypt').mockImplementationOnce(async (...how) => {
      const opened = await decrypt(...how);
      await worker.lock();
      return opened;
    });
    const use = vi.fn();
    expect(await codeOf(worker.withSecret(id, use))).toBe('locked');
    expect(use).not.toHaveBeenCalled();
  });

  it('says what is wrong with it', async () => {
    expect(await lend()).toBe('key-gone');
    await worker.db.keys.add({ id, rev: 1, sealed: new Uint8Array(1), secret: null });
    expect(await lend()).toBe('secret-destroyed');
    for (const [value, over, code] of [
      [{ apiKey: 7 }, {}, 'damaged'],
      [{ apiKey: 'x' }, { kind: 'key-record' }, 'damaged'],
      [{ apiKey: 'x' }, { rowId: 'b'.repeat(32) }, 'damaged'],
    ] as const) {
      await worker.db.keys.clear();
      await addSecret(value, over);
      expect(await lend()).toBe(code);
    }
  });

  it('of another vault is not for this key', async () => {
    await addSecret({ apiKey: 'x' });
    const [row] = await worker.db.keys.toArray();
    await worker.erase();
    await createWith(worker, 'mine');
    if (row) await worker.db.keys.add(row);
    expect(await lend()).toBe('not-for-this-key');
  });
});
