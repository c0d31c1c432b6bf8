/** Recovery words and passkeys, from the background's side: what opens, what no longer does, and what is refused. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Bytes, toBase64 } from '../../lib/core/bytes';
import { randomBytes } from '../../lib/core/ids';
import type { NewWay, Proof } from '../../lib/messages/vault';
import { newSalt } from '../../lib/seal/kdf';
import { kekOf, proveBy } from '../../lib/seal/prove';
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

let worker: Worker;
beforeEach(async () => {
  await newBrowser();
  worker = await startWorker();
  await createWith(worker, 'mine');
});

const WORDS: Bytes = new Uint8Array(16).fill(7);
const ANSWER: Bytes = new Uint8Array(32).fill(9);

const newWords = async (entropy = WORDS): Promise<NewWay> => {
  const salt = newSalt();
  return { kind: 'words', salt, kek: await kekOf(entropy, { kind: 'words', salt }) };
};
const newPasskey = async (name: string, answer = ANSWER): Promise<NewWay> => {
  const salt = newSalt();
  const kek = await kekOf(answer, { kind: 'passkey', salt });
  return { kind: 'passkey', salt, kek, credential: toBase64(randomBytes(32)), name };
};
const add = async (way: NewWay, passphrase = 'mine') =>
  worker.addWay(await proofFor(worker, passphrase), way);

async function proofBy(kind: 'words' | 'passkey', from: Bytes, at = 0): Promise<Proof> {
  const ways = (await worker.readState()).unlockers.filter((way) => way.kind === kind);
  const way = ways[at];
  if (!way || way.kind === 'passphrase') throw new Error(`no ${kind}`);
  return proveBy(from, way);
}
const kinds = async () => (await worker.readState()).unlockers.map(({ kind }) => kind).sort();
const idOf = async (kind: string) =>
  (await worker.readState()).unlockers.find((way) => way.kind === kind)?.id ?? 'none';
const activity = () => worker.db.activity.count();

describe.each([
  ['words', () => newWords(), WORDS, 'wrong-words'],
  ['passkey', () => newPasskey('key'), ANSWER, 'wrong-passkey'],
] as const)('%s', (kind, make, from, wrong) => {
  it('open the same vault, beside the passphrase', async () => {
    const { id } = (await worker.requireOpen()).content;
    await add(await make());
    expect(await kinds()).toEqual(['passphrase', kind].sort());
    await worker.lock();
    expect((await worker.unlock(await proofBy(kind, from))).content.id).toEqual(id);
    await worker.lock();
    expect((await unlockWith(worker, 'mine')).content.id).toEqual(id);
  });

  it('that are wrong open nothing, are called by their name, and slow the next try', async () => {
    await add(await make());
    await worker.lock();
    expect(await codeOf(worker.unlock(await proofBy(kind, randomBytes(from.length))))).toBe(wrong);
    expect(await codeOf(worker.unlock(await proofBy(kind, from)))).toBe('too-many-tries');
  });

  it('open nothing once they are removed', async () => {
    await add(await make());
    const proof = await proofBy(kind, from);
    await worker.removeWay(await proofFor(worker, 'mine'), await idOf(kind));
    expect(await kinds()).toEqual(['passphrase']);
    await worker.lock();
    expect(await codeOf(worker.unlock(proof))).toBe('unlocker-changed');
  });

  it('are added and removed with a right proof only, and only while open', async () => {
    const way = await make();
    expect(await codeOf(add(way, 'guess'))).toBe('wrong-passphrase');
    await worker.forgetWrong();
    expect(await kinds()).toEqual(['passphrase']);
    await add(way);
    const proof = await proofFor(worker, 'guess');
    expect(await codeOf(worker.removeWay(proof, await idOf(kind)))).toBe('wrong-passphrase');
    await worker.forgetWrong();
    const right = await proofFor(worker, 'mine');
    await worker.lock();
    expect(await codeOf(worker.addWay(right, way))).toBe('locked');
    expect(await codeOf(worker.removeWay(right, await idOf(kind)))).toBe('locked');
    expect(await kinds()).toEqual(['passphrase', kind].sort());
  });

  it('are a proof where one is asked for', async () => {
    await add(await make());
    await worker.setAutoLock(null, await proofBy(kind, from));
    expect(await codeOf(worker.verifyProof(await proofBy(kind, randomBytes(from.length))))).toBe(wrong);
  });

  it('leave a line in the activity record each time, in the same transaction', async () => {
    const before = await activity();
    await add(await make());
    expect(await activity()).toBe(before + 1);
    await worker.removeWay(await proofFor(worker, 'mine'), await idOf(kind));
    expect(await activity()).toBe(before + 2);
  });

  it('that are damaged are left out, and the passphrase opens', async () => {
    await add(await make());
    await worker.db.unlockers.update(await idOf(kind), { iv: new Uint8Array(12) });
    expect(await kinds()).toEqual(['passphrase']);
    await worker.lock();
    expect(await codeOf(unlockWith(worker, 'mine'))).toBe('done');
  });

  it('set a new passphrase, also when the record of the old one is damaged', async () => {
    await add(await make());
    await worker.lock();
    await worker.db.unlockers.update(await idOf('passphrase'), { iv: new Uint8Array(12) });
    expect(await kinds()).toEqual([kind]);
    await worker.recover(await proofBy(kind, from), await prepare('new'));
    expect(await worker.db.unlockers.count()).toBe(2);
    await worker.lock();
    expect(await codeOf(unlockWith(worker, 'new'))).toBe('done');
  });
});

describe('recovering', () => {
  it('opens the vault, and the forgotten passphrase opens nothing any more', async () => {
    const { id } = (await worker.requireOpen()).content;
    await add(await newWords());
    await worker.lock();
    const old = await proofFor(worker, 'mine');
    const open = await worker.recover(await proofBy('words', WORDS), await prepare('new'));
    expect(open?.content.id).toEqual(id);
    await worker.lock();
    expect(await codeOf(worker.unlock(old))).toBe('unlocker-changed');
    expect(await codeOf(unlockWith(worker, 'mine'))).toBe('wrong-passphrase');
    await worker.forgetWrong();
    expect(await codeOf(unlockWith(worker, 'new'))).toBe('done');
  });

  it('changes nothing with wrong words, or for less than the cost of today', async () => {
    await add(await newWords());
    await worker.lock();
    const rows = await worker.db.unlockers.toArray();
    const next = await prepare('new');
    const weak = { ...next, kdf: { ...next.kdf, memoryKiB: 1024 } };
    expect(await codeOf(worker.recover(await proofBy('words', WORDS), weak))).toBe('kdf-refused');
    expect(await codeOf(worker.recover(await proofBy('words', randomBytes(16)), next))).toBe('wrong-words');
    expect(await worker.db.unlockers.toArray()).toEqual(rows);
    expect(await worker.findOpenVault()).toBeUndefined();
  });

  it('keeps the words and passkeys', async () => {
    await add(await newWords());
    await add(await newPasskey('laptop'));
    await worker.lock();
    await worker.recover(await proofBy('words', WORDS), await prepare('new'));
    expect(await kinds()).toEqual(['passkey', 'passphrase', 'words']);
  });

  it('and a lock in the middle: nothing opened after it', async () => {
    await add(await newWords());
    await worker.lock();
    const proof = await proofBy('words', WORDS);
    const next = await prepare('new');
    const recovering = codeOf(worker.recover(proof, next));
    await worker.lock();
    expect(await recovering).toBe('locked');
    expect(await worker.findOpenVault()).toBeUndefined();
  });
});

describe('several', () => {
  it('new words take the place of the old ones', async () => {
    await add(await newWords());
    const old = await proofBy('words', WORDS);
    await add(await newWords(randomBytes(16)));
    expect(await kinds()).toEqual(['passphrase', 'words']);
    await worker.lock();
    expect(await codeOf(worker.unlock(old))).toBe('unlocker-changed');
    expect(await codeOf(worker.unlock(await proofBy('words', WORDS)))).toBe('wrong-words');
  });

  it('passkeys each open by themselves, and one goes without the other', async () => {
    const other: Bytes = new Uint8Array(32).fill(5);
    await add(await newPasskey('laptop'));
    const first = await proofBy('passkey', ANSWER);
    await add(await newPasskey('security key', other));
    await worker.removeWay(await proofFor(worker, 'mine'), first.unlockerId);
    await worker.lock();
    expect(await codeOf(worker.unlock(first))).toBe('unlocker-changed');
    expect(await codeOf(worker.unlock(await proofBy('passkey', other)))).toBe('done');
  });

  it('the passphrase stays, whoever asks', async () => {
    await add(await newPasskey('laptop'));
    const proof = await proofBy('passkey', ANSWER);
    expect(await codeOf(worker.removeWay(proof, await idOf('passphrase')))).toBe('passphrase-stays');
  });

  it('a passkey proves for a new passphrase too', async () => {
    await add(await newPasskey('laptop'));
    const change = {
      proof: await proofBy('passkey', ANSWER),
      next: await prepare('new'),
      why: 'changed',
    } as const;
    await worker.changePassphrase(change);
    expect(await kinds()).toEqual(['passkey', 'passphrase']);
    await worker.lock();
    expect(await codeOf(unlockWith(worker, 'new'))).toBe('done');
  });

  it('a way of one kind is not taken for another, whoever turned its word', async () => {
    await add(await newWords());
    const id = await idOf('words');
    await worker.db.unlockers
      .where('id')
      .equals(id)
      .modify((row, ref) => {
        ref.value = { ...row, kind: 'passkey', credential: new Uint8Array(0) };
      });
    expect(await kinds()).toEqual(['passphrase']);
  });
});

describe('what lies there in the open', () => {
  it('is no name, no time and nothing of the words', async () => {
    await add(await newWords());
    await add(await newPasskey('my laptop at home'));
    const rows = await worker.db.unlockers.toArray();
    const plain = JSON.stringify(rows.map(({ note: _, ...row }) => row));
    const whole = JSON.stringify(rows.map((row) => Buffer.from(row.note ?? []).toString('latin1'))) + plain;
    expect(whole).not.toContain('laptop');
    const fields = rows.map((row) => Object.keys(row).sort().join(' '));
    expect(fields.sort()).toEqual([
      'credential format id iv kind note salt sum wrapped',
      'format id iv kind lanes memoryKiB note passes salt sum wrapped',
      'format id iv kind note salt sum wrapped',
    ]);
  });

  it('is read back by a page that has the content key', async () => {
    await add(await newPasskey('Überraschung'));
    await worker.db.unlockers
      .where('id')
      .notEqual('')
      .modify((row, ref) => {
        // A damaged note costs the name, and nothing else.
        if (row.kind === 'passphrase') ref.value = { ...row, note: new Uint8Array(3) };
      });
    const { readWays } = await import('../../lib/unlockers/reads');
    const ways = await readWays();
    expect(ways).toHaveLength(2);
    expect(ways).toMatchObject([
      { isDamaged: false, unlocker: { kind: 'passphrase' } },
      { isDamaged: false, unlocker: { kind: 'passkey' }, note: { name: 'Überraschung' } },
    ]);
    expect('note' in (ways[0] ?? {})).toBe(false);
    await worker.lock();
    expect(await readWays()).toEqual([]);
  });
});
