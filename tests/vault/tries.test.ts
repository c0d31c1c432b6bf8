import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeOf, createWith, newBrowser, proofFor, startWorker, unlockWith, type Worker } from './stage';

const START = Date.UTC(2030, 0, 1);
let worker: Worker;
const now = () => Date.now();
const pass = (ms: number) => vi.setSystemTime(now() + ms);

beforeEach(async () => {
  await newBrowser();
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  worker = await startWorker();
  await createWith(worker, 'right');
  await worker.lock();
});
afterEach(() => {
  vi.useRealTimers();
});

const waitMs = async () => (await worker.readState()).waitMs;

describe('wrong tries', () => {
  it('make the next one wait 1, 2, 4 … and at most 30 seconds', async () => {
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      expect(await codeOf(unlockWith(worker, 'wrong'))).toBe('wrong-passphrase');
      waits.push(await waitMs());
      pass(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1000));
  });

  it('are refused while the wait runs, the right one too, and that is not counted', async () => {
    await codeOf(unlockWith(worker, 'wrong'));
    await expect(unlockWith(worker, 'right')).rejects.toMatchObject({
      problem: { code: 'too-many-tries', values: { waitMs: 1000 } },
    });
    pass(999);
    expect(await codeOf(unlockWith(worker, 'wrong'))).toBe('too-many-tries');
    pass(1);
    expect(await codeOf(unlockWith(worker, 'right'))).toBe('done');
    expect(await worker.readFailedUnlocks()).toBe(1);
  });

  it('are forgotten after a right one', async () => {
    await codeOf(unlockWith(worker, 'wrong'));
    pass(1000);
    await codeOf(unlockWith(worker, 'wrong'));
    pass(2000);
    await unlockWith(worker, 'right');
    expect(await waitMs()).toBe(0);
    expect(await codeOf(worker.verifyProof(await proofFor(worker, 'wrong')))).toBe('wrong-passphrase');
    expect(await waitMs()).toBe(1000);
  });

  it('are remembered over a reload', async () => {
    await codeOf(unlockWith(worker, 'wrong'));
    worker = await startWorker();
    expect(await waitMs()).toBe(1000);
  });

  it('that come at once are heard one after the other', async () => {
    const proof = await proofFor(worker, 'wrong');
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(worker.unlock(proof))));
    expect(codes).toEqual(['wrong-passphrase', 'too-many-tries', 'too-many-tries']);
  });

  it('never cost more than 30 seconds, whatever the clock says', async () => {
    for (let tries = 0; tries < 6; tries += 1) {
      await codeOf(unlockWith(worker, 'wrong'));
      pass(await waitMs());
    }
    await codeOf(unlockWith(worker, 'wrong'));
    vi.setSystemTime(START - 86_400_000);
    expect(await waitMs()).toBe(30_000);
    pass(30_000);
    expect(await waitMs()).toBe(0);
    vi.setSystemTime(START + 86_400_000);
    expect(await waitMs()).toBe(0);
  });

  it('of every kind of proof count', async () => {
    await unlockWith(worker, 'right');
    const { prepare } = await import('./stage');
    const wrong = await proofFor(worker, 'wrong');
    const asks = [
      () => worker.verifyProof(wrong),
      () => worker.setAutoLock(null, wrong),
      async () => worker.changePassphrase({ proof: wrong, next: await prepare('next'), why: 'changed' }),
    ];
    for (const ask of asks) {
      expect(await codeOf(ask())).toBe('wrong-passphrase');
      expect(await codeOf(ask())).toBe('too-many-tries');
      pass(await waitMs());
    }
    expect(await worker.readFailedUnlocks()).toBe(0);
  });

  it('are told to the activity record at the next unlock, once', async () => {
    const { activitySchema } = await import('../../lib/activity/record');
    const { openJson } = await import('../../lib/seal/envelope');
    for (let tries = 0; tries < 3; tries += 1) {
      await codeOf(unlockWith(worker, 'wrong'));
      pass(await waitMs());
    }
    const open = await unlockWith(worker, 'right');
    await worker.recordOpening(open);
    await worker.recordOpening(open);
    const rows = await worker.db.activity.toArray();
    const heard = await Promise.all(
      rows.map((row) =>
        openJson(
          open.content,
          { vaultId: open.vaultId, kind: 'activity', rowId: row.id },
          row.sealed,
          activitySchema,
        ),
      ),
    );
    expect(heard.map((entry) => [entry?.what, entry?.count])).toEqual([
      ['vault-created', undefined],
      ['vault-open-failed', 3],
      ['vault-opened', undefined],
      ['vault-opened', undefined],
    ]);
  });

  it('are all counted, also those that come while others are told', async () => {
    const counting = [1, 2, 3, 4, 5].map(() => worker.countWrong(true));
    const telling = worker.forgetFailedUnlocks(2);
    await Promise.all([...counting, telling, worker.forgetWrong(), worker.countWrong(true)]);
    expect(await worker.readFailedUnlocks()).toBe(4);
  });

  it('are no reason to believe a counter that is nonsense', async () => {
    const { fakeBrowser } = await import('wxt/testing/fake-browser');
    for (const nonsense of [{ wrong: -1, atMs: 0, failedUnlocks: 0 }, 'x', { wrong: 1e9 }, null]) {
      await fakeBrowser.storage.local.set({ tries: nonsense });
      expect(await waitMs()).toBe(0);
    }
    await fakeBrowser.storage.local.set({ tries: { wrong: 1e9, atMs: now(), failedUnlocks: 0 } });
    expect(await waitMs()).toBe(30_000);
  });
});
