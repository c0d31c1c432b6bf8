import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { counted } from '../../lib/http/quiet';
import type { Proof } from '../../lib/messages/vault';
import { lock, unlock } from '../../lib/vault/vault';
import { newVault } from '../keys/bench';
import { playUpdate } from './updating';

const reload = vi.fn();
let proof: Proof;
let onUpdate: () => Promise<void> | undefined = () => undefined;

beforeEach(async () => {
  ({ proof } = await newVault());
  reload.mockReset();
  onUpdate = playUpdate(reload);
});

describe('an update of the extension', () => {
  it('waits while the vault is open, and comes with the lock', async () => {
    await onUpdate();
    expect(reload).not.toHaveBeenCalled();
    await lock();
    await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  });

  it('waits for the last request that is on its way', async () => {
    let finish = () => {};
    const request = counted(() => new Promise<void>((resolve) => (finish = resolve)));
    await lock();
    void onUpdate();
    // Long enough for everything that needs no network: without the wait for it, the reload comes here.
    for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(reload).not.toHaveBeenCalled();
    finish();
    await request;
    await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  });

  it('waits for the next lock when the vault was opened again before that request was home', async () => {
    let finish = () => {};
    const request = counted(() => new Promise<void>((resolve) => (finish = resolve)));
    await lock();
    void onUpdate();
    await unlock(proof);
    finish();
    await request;
    for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(reload).not.toHaveBeenCalled();
    await lock();
    await vi.waitFor(() => expect(reload).toHaveBeenCalled());
  });

  it('never happens because of a lock alone', async () => {
    await lock();
    await vi.waitFor(async () => expect(await fakeBrowser.storage.session.get()).toEqual({}));
    expect(reload).not.toHaveBeenCalled();
  });
});
