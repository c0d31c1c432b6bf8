import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_AUTO_LOCK } from '../../lib/messages/vault';
import type { Kdf } from '../../lib/seal/kdf';
import { makeUnlocker } from '../../lib/seal/unlocker';
import {
  cheaply,
  codeOf,
  createWith,
  newBrowser,
  prepare,
  proofFor,
  startWorker,
  unlockWith,
  type Worker,
} from './stage';

beforeEach(newBrowser);

const change = async (
  worker: Worker,
  from: string,
  to: string,
  why: 'changed' | 'strengthened' = 'changed',
) => worker.changePassphrase({ proof: await proofFor(worker, from), next: await prepare(to), why });

describe('another passphrase', () => {
  it('opens what the old one sealed, and the old one opens nothing', async () => {
    const worker = await startWorker();
    const before = await createWith(worker, 'old');
    const keyId = before.content.id;
    await change(worker, 'old', 'new');
    expect(await worker.db.unlockers.count()).toBe(1);
    before.assertMaySend();
    await worker.lock();
    expect(await codeOf(unlockWith(worker, 'old'))).toBe('wrong-passphrase');
    await worker.forgetWrong();
    expect((await unlockWith(worker, 'new')).content.id).toEqual(keyId);
  });

  it("takes the old one, an open vault, and today's cost", async () => {
    const worker = await startWorker();
    await createWith(worker, 'old');
    expect(await codeOf(change(worker, 'guess', 'new'))).toBe('wrong-passphrase');
    await worker.forgetWrong();
    const next = await prepare('new');
    const proof = await proofFor(worker, 'old');
    const cheap = { ...next, kdf: { ...next.kdf, memoryKiB: 65_535 } };
    expect(await codeOf(worker.changePassphrase({ proof, next: cheap, why: 'changed' }))).toBe('kdf-refused');
    await worker.lock();
    expect(await codeOf(worker.changePassphrase({ proof, next, why: 'changed' }))).toBe('locked');
    expect(await codeOf(unlockWith(worker, 'old'))).toBe('done');
  });

  it('is written to the activity record in the same transaction', async () => {
    const worker = await startWorker();
    await createWith(worker, 'old');
    await change(worker, 'old', 'new');
    expect(await worker.db.activity.count()).toBe(2);
    expect(await codeOf(change(worker, 'old', 'newer'))).toBe('wrong-passphrase');
    expect(await worker.db.activity.count()).toBe(2);
  });

  it('from two pages at once: one wins, the other is told that its proof is stale, not wrong', async () => {
    const worker = await startWorker();
    await createWith(worker, 'old');
    const state = await worker.readState();
    const proofs = await Promise.all([1, 2].map(() => proofFor(worker, 'old', state)));
    const codes = await Promise.all(
      proofs.map(async (proof, at) =>
        codeOf(worker.changePassphrase({ proof, next: await prepare(`new ${at}`), why: 'changed' })),
      ),
    );
    expect([...codes].sort()).toEqual(['done', 'unlocker-changed']);
    await worker.lock();
    expect(await codeOf(worker.unlock(await proofFor(worker, 'old', state)))).toBe('unlocker-changed');
    expect((await worker.readState()).waitMs).toBe(0);
    expect(await codeOf(unlockWith(worker, `new ${codes.indexOf('done')}`))).toBe('done');
  });

  it('and a lock in the middle: it fails cleanly and the old one opens', async () => {
    const worker = await startWorker();
    await createWith(worker, 'old');
    const proof = await proofFor(worker, 'old');
    const next = await prepare('new');
    const changing = codeOf(worker.changePassphrase({ proof, next, why: 'changed' }));
    await worker.lock();
    expect(await changing).toBe('locked');
    expect(await codeOf(unlockWith(worker, 'old'))).toBe('done');
  });
});

describe('a stronger cost for the same passphrase', () => {
  it('is taken when the row is weaker than today, and otherwise changes nothing', async () => {
    const worker = await startWorker();
    await createWith(worker, 'mine');
    const [before] = await worker.db.unlockers.toArray();
    await change(worker, 'mine', 'mine', 'strengthened');
    expect(await worker.db.unlockers.toArray()).toEqual([before]);
    expect(await worker.db.activity.count()).toBe(1);
  });

  it('never weakens a row that is dearer than today', async () => {
    const worker = await startWorker();
    const { kdf } = await prepare('mine');
    const dear: Kdf = { ...kdf, passes: 4 };
    await worker.create({ kdf: dear, kek: Buffer.from(await cheaply('mine', dear)).toString('base64') });
    await change(worker, 'mine', 'mine', 'strengthened');
    expect((await worker.readState()).unlockers).toMatchObject([{ kdf: dear }]);
    expect(DEFAULT_AUTO_LOCK).toBe(15);
  });
});

describe('an unlocker of another vault', () => {
  it('opens nothing here, though its own passphrase is right', async () => {
    const worker = await startWorker();
    await createWith(worker, 'mine');
    await worker.lock();
    const kdf = (await prepare('theirs')).kdf;
    const row = await makeUnlocker({
      id: 'f'.repeat(32),
      vaultId: 'e'.repeat(32),
      vaultKey: new Uint8Array(32),
      kdf,
      kek: await cheaply('theirs', kdf),
    });
    await worker.db.unlockers.clear();
    await worker.db.unlockers.add(row);
    expect(await codeOf(unlockWith(worker, 'theirs'))).toBe('wrong-passphrase');
  });
});
