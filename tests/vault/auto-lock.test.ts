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
const ALARM = { name: 'auto-lock', scheduledTime: 0, persistAcrossSessions: false };
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

describe('the time to lock', () => {
  it('is fifteen minutes after the last touch', async () => {
    const worker = await opened();
    const open = await worker.requireOpen();
    vi.setSystemTime(START + 14 * MINUTE);
    await worker.touch();
    vi.setSystemTime(START + 28 * MINUTE);
    open.assertMaySend();
    vi.setSystemTime(START + 29 * MINUTE);
    expect(thrownBy(() => open.assertMaySend())).toBe('locked');
    expect(await codeOf(worker.touch())).toBe('locked');
    expect(await sessionMemory()).toEqual({});
  });

  it('counts for a worker that slept through it', async () => {
    await opened();
    vi.setSystemTime(START + 15 * MINUTE);
    const woken = await startWorker();
    expect(await codeOf(woken.requireOpen())).toBe('locked');
    expect(await sessionMemory()).toEqual({});
  });

  it('has an alarm as its net', async () => {
    const worker = await opened();
    worker.watchLock();
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([
      { name: 'auto-lock', scheduledTime: START + 15 * MINUTE },
    ]);
    const open = await worker.requireOpen();
    await fakeBrowser.alarms.onAlarm.trigger(ALARM);
    expect(open.signal.aborted).toBe(false);
    vi.setSystemTime(START + 15 * MINUTE);
    await fakeBrowser.alarms.onAlarm.trigger(ALARM);
    expect(open.signal.aborted).toBe(true);
    expect(await sessionMemory()).toEqual({});
  });

  it('comes at once when the clock goes back', async () => {
    const worker = await opened();
    const open = await worker.requireOpen();
    vi.setSystemTime(START - MINUTE / 2);
    open.assertMaySend();
    vi.setSystemTime(START - 2 * MINUTE);
    expect(thrownBy(() => open.assertMaySend())).toBe('locked');
    expect(await codeOf(worker.requireOpen())).toBe('locked');
    expect(await sessionMemory()).toEqual({});
  });
});

describe('the setting', () => {
  it('acts at once and outlives the browser', async () => {
    const worker = await opened();
    await worker.setAutoLock(5, undefined);
    vi.setSystemTime(START + 5 * MINUTE);
    expect(await codeOf(worker.requireOpen())).toBe('locked');
    const next = await startWorker();
    await unlockWith(next, 'one two three');
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([{ scheduledTime: START + 10 * MINUTE }]);
  });

  it('is not called refused when it was written and a lock came right after', async () => {
    const worker = await opened();
    worker.db.settings.hook('creating', function () {
      this.onsuccess = () => void worker.lock();
    });
    expect(await codeOf(worker.setAutoLock(60, undefined))).toBe('done');
    expect(await codeOf(worker.requireOpen())).toBe('locked');
    await unlockWith(worker, 'one two three');
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([{ scheduledTime: START + 60 * MINUTE }]);
  });

  it('"never" takes the passphrase, and has no alarm', async () => {
    const worker = await opened();
    expect(await codeOf(worker.setAutoLock(null, undefined))).toBe('proof-missing');
    expect(await codeOf(worker.setAutoLock(null, await proofFor(worker, 'wrong')))).toBe('wrong-passphrase');
    vi.setSystemTime(START + 2000);
    expect(await codeOf(worker.setAutoLock(null, await proofFor(worker, 'one two three')))).toBe('done');
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
    vi.setSystemTime(START + 365 * 24 * 60 * MINUTE);
    const open = await (await startWorker()).requireOpen();
    open.assertMaySend();
  });

  it('that is damaged is the default, and keeps nobody out', async () => {
    const worker = await opened();
    await worker.setAutoLock(60, undefined);
    const row = await worker.db.settings.get('auto-lock');
    await worker.db.settings.put({
      id: 'auto-lock',
      rev: 9,
      sealed: new Uint8Array(row?.sealed.length ?? 0),
    });
    await worker.lock();
    await unlockWith(worker, 'one two three');
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([{ scheduledTime: START + 15 * MINUTE }]);
  });
});

describe('the vault locks', () => {
  it('with the screen of the system, and not when somebody is only idle', async () => {
    const worker = await opened();
    worker.watchLock();
    const idle = fakeBrowser.idle.onStateChanged;
    if (!('trigger' in idle) || typeof idle.trigger !== 'function') throw new Error('no idle API on stage');
    await idle.trigger('idle');
    await worker.requireOpen();
    await idle.trigger('locked');
    expect(await codeOf(worker.requireOpen())).toBe('locked');
    expect(await sessionMemory()).toEqual({});
  });

  it('with the last window, and not before', async () => {
    const worker = await opened();
    worker.watchLock();
    const second = await fakeBrowser.windows.create();
    await fakeBrowser.windows.remove(second?.id ?? -1);
    await worker.requireOpen();
    await fakeBrowser.windows.remove(0);
    expect(await codeOf(worker.requireOpen())).toBe('locked');
    expect(await sessionMemory()).toEqual({});
  });

  it('when session memory is not what we wrote', async () => {
    await opened();
    for (const name of ['open', 'open-background']) {
      const worker = await startWorker();
      await codeOf(unlockWith(worker, 'one two three'));
      await fakeBrowser.storage.session.set({ [name]: { vaultId: 'x' } });
      const woken = await startWorker();
      expect(await codeOf(woken.requireOpen())).toBe('locked');
      expect(await sessionMemory()).toEqual({});
    }
  });
});
