/** Whatever is cut short, and wherever: there is a vault that opens, or there is none. Never something between. */
import { describe, expect, it } from 'vitest';
import { newSalt } from '../../lib/seal/kdf';
import { kekOf, proveBy } from '../../lib/seal/prove';
import { type Fault, strikeAt } from './faults';
import {
  codeOf,
  createWith,
  newBrowser,
  prepare,
  proofFor,
  startWorker,
  unlockWith,
  type Worker,
} from './stage';

interface Story {
  /** What was there before; its result is handed on. */
  before(worker: Worker): Promise<unknown>;
  act(worker: Worker): Promise<unknown>;
  /** Looked at by a worker that starts afterwards. `wasDone`: the page was told that it is done. */
  after(worker: Worker, wasDone: boolean): Promise<void>;
}

const FAULTS: readonly Fault[] = ['throws', 'dies'];
const MOST_STEPS = 200;

async function tell(story: Story, fault: Fault): Promise<number> {
  for (let nth = 1; nth < MOST_STEPS; nth += 1) {
    await newBrowser();
    const worker = await startWorker();
    await story.before(worker);
    const strike = strikeAt(nth, fault);
    let wasDone = false;
    const acting = story.act(worker).then(
      () => {
        wasDone = true;
      },
      () => undefined,
    );
    await Promise.race([acting, fault === 'dies' ? strike.struck : acting]);
    const hasStruck = strike.hasStruck();
    strike.end();
    worker.db.close();
    await story.after(await startWorker(), wasDone);
    if (!hasStruck) return nth - 1;
  }
  throw new Error('the work never ends');
}

/** Which of two passphrases opens; each is tried by a worker that has seen no wrong one. */
async function opens(worker: Worker, passphrase: string): Promise<boolean> {
  const code = await codeOf(unlockWith(worker, passphrase));
  await worker.forgetWrong();
  expect(['done', 'wrong-passphrase']).toContain(code);
  return code === 'done';
}

describe.each(FAULTS)('a step that %s', { timeout: 60_000 }, (fault) => {
  it('in changing the passphrase leaves exactly one of the two', async () => {
    const seen = new Set<string>();
    const steps = await tell(
      {
        before: (worker) => createWith(worker, 'old'),
        act: async (worker) => {
          const proof = await proofFor(worker, 'old');
          return worker.changePassphrase({ proof, next: await prepare('new'), why: 'changed' });
        },
        after: async (worker, wasDone) => {
          await worker.lock();
          const working = [];
          for (const passphrase of ['old', 'new'])
            if (await opens(worker, passphrase)) working.push(passphrase);
          expect(working).toHaveLength(1);
          if (wasDone) expect(working).toEqual(['new']);
          seen.add(String(working));
        },
      },
      fault,
    );
    expect(steps).toBeGreaterThan(15);
    expect([...seen].sort()).toEqual(['new', 'old']);
  });

  it('in creating leaves a vault that opens, or none, and never one that looks lost', async () => {
    const seen = new Set<string>();
    await tell(
      {
        before: async () => undefined,
        act: (worker) => createWith(worker, 'mine'),
        after: async (worker, wasDone) => {
          const { state } = await worker.readState();
          seen.add(state);
          expect(['absent', 'locked', 'open']).toContain(state);
          if (wasDone) expect(state).toBe('open');
          if (state !== 'absent') {
            expect(await opens(worker, 'mine')).toBe(true);
            expect(await worker.findMarker()).toBe((await worker.requireOpen()).vaultId);
          }
        },
      },
      fault,
    );
    expect([...seen].sort()).toEqual(['absent', 'locked', 'open']);
  });

  it('in erasing leaves the vault, or nothing', async () => {
    const seen = new Set<string>();
    await tell(
      {
        before: (worker) => createWith(worker, 'mine'),
        act: (worker) => worker.erase(),
        after: async (worker, wasDone) => {
          const { state } = await worker.readState();
          seen.add(state);
          expect(['absent', 'locked', 'open']).toContain(state);
          if (wasDone) expect(state).toBe('absent');
          if (state !== 'absent') expect(await opens(worker, 'mine')).toBe(true);
        },
      },
      fault,
    );
    expect([...seen]).toContain('absent');
    expect([...seen]).toContain('locked');
  });

  it('in unlocking is answered by unlocking again', async () => {
    await tell(
      {
        before: async (worker) => {
          await createWith(worker, 'mine');
          await worker.lock();
        },
        act: (worker) => unlockWith(worker, 'mine'),
        after: async (worker, wasDone) => {
          if (wasDone) expect((await worker.readState()).state).toBe('open');
          expect(await opens(worker, 'mine')).toBe(true);
        },
      },
      fault,
    );
  });

  it('in recovering leaves exactly one passphrase, and the words open in any case', async () => {
    const words = new Uint8Array(16).fill(3);
    const proofOf = async (worker: Worker) => {
      const way = (await worker.readState()).unlockers.find(({ kind }) => kind === 'words');
      if (way?.kind !== 'words') throw new Error('no words');
      return proveBy(words, way);
    };
    const seen = new Set<string>();
    await tell(
      {
        before: async (worker) => {
          await createWith(worker, 'old');
          const how = { kind: 'words', salt: newSalt() } as const;
          await worker.addWay(await proofFor(worker, 'old'), { ...how, kek: await kekOf(words, how) });
          await worker.lock();
        },
        act: async (worker) => worker.recover(await proofOf(worker), await prepare('new')),
        after: async (worker, wasDone) => {
          await worker.lock();
          const working = [];
          for (const passphrase of ['old', 'new'])
            if (await opens(worker, passphrase)) working.push(passphrase);
          expect(working).toHaveLength(1);
          if (wasDone) expect(working).toEqual(['new']);
          seen.add(String(working));
          expect(await codeOf(worker.unlock(await proofOf(worker)))).toBe('done');
        },
      },
      fault,
    );
    expect([...seen].sort()).toEqual(['new', 'old']);
  });
});
