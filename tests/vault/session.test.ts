import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  codeOf,
  createWith,
  newBrowser,
  proofFor,
  sessionMemory,
  startWorker,
  thrownBy,
  unlockWith,
  type Worker,
} from './stage';

const MINUTE = 60_000;
const START = Date.UTC(2030, 0, 1);

beforeEach(async () => {
  await newBrowser();
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

async function opened(): Promise<Worker> {
  const worker = await startWorker();
  await createWith(worker, 'one two three');
  return worker;
}

describe('a lock', () => {
  it('takes every key away in the same tick', async () => {
    const worker = await opened();
    const open = await worker.requireOpen();
    open.assertMaySend();
    const locking = worker.lock();
    expect(thrownBy(() => open.assertMaySend())).toBe('locked');
    expect(thrownBy(() => open.content)).toBe('locked');
    expect(thrownBy(() => open.secrets)).toBe('locked');
    expect(open.signal.aborted).toBe(true);
    expect(open.signal.reason).toMatchObject({ problem: { code: 'locked' } });
    await locking;
    expect(await codeOf(worker.macOf(open, new Uint8Array(1)))).toBe('locked');
  });

  it('wins over an unlock that began before it', async () => {
    const worker = await opened();
    await worker.lock();
    const unlocking = codeOf(unlockWith(worker, 'one two three'));
    const proof = await proofFor(worker, 'one two three');
    await worker.lock();
    const racing = codeOf(worker.unlock(proof));
    await worker.lock();
    await unlocking;
    expect(await racing).toBe('locked');
    expect(await sessionMemory()).toEqual({});
    expect(await codeOf(worker.requireOpen())).toBe('locked');
  });

  it('wins over a worker that is just remembering the open vault', async () => {
    await opened();
    const woken = await startWorker();
    const asking = codeOf(woken.requireOpen());
    await woken.lock();
    expect(await asking).toBe('locked');
    expect(await sessionMemory()).toEqual({});
  });

  it('wins over a touch at the same moment', async () => {
    const worker = await opened();
    await Promise.allSettled([worker.touch(), worker.lock(), worker.touch()]);
    expect(await sessionMemory()).toEqual({});
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
    expect(await codeOf(worker.requireOpen())).toBe('locked');
  });

  it('is over before anybody is told that the vault is open', async () => {
    const worker = await opened();
    const locking = worker.lock();
    expect(await codeOf(worker.requireOpen())).toBe('locked');
    await locking;
  });

  it('is not undone by unlocking: what was handed out before stays closed', async () => {
    const worker = await opened();
    const before = await worker.requireOpen();
    await worker.lock();
    await unlockWith(worker, 'one two three');
    expect(thrownBy(() => before.assertMaySend())).toBe('locked');
    (await worker.requireOpen()).assertMaySend();
  });

  it('of an open vault is not caused by unlocking it once more', async () => {
    const worker = await opened();
    const before = await worker.requireOpen();
    await unlockWith(worker, 'one two three');
    before.assertMaySend();
    expect(await worker.requireOpen()).toBe(before);
  });
});

describe('the content key of a page', () => {
  it('is there while the vault is open, the same one each time, and gone after', async () => {
    const worker = await opened();
    const page = await import('../../lib/session/content');
    const first = await page.findContent();
    expect(first?.vaultId).toBe((await worker.requireOpen()).vaultId);
    expect(first?.key.id).toEqual((await worker.requireOpen()).content.id);
    expect((await page.findContent())?.key).toBe(first?.key);
    await worker.lock();
    expect(await page.findContent()).toBeUndefined();
    await unlockWith(worker, 'one two three');
    const second = await page.findContent();
    expect(second?.key).not.toBe(first?.key);
    vi.setSystemTime(START + 15 * MINUTE);
    expect(await page.findContent()).toBeUndefined();
    vi.setSystemTime(START + 14 * MINUTE);
    expect((await page.findContent())?.key).not.toBe(second?.key);
  });
});
