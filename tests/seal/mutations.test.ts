/** Ten thousand rows that are not what was written. None is accepted, none hangs, none makes Argon2 run wild. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bytes, toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { importSealKey, openBytes, type Place, type SealKey, sealBytes } from '../../lib/seal/envelope';
import { type Kdf, newKdf } from '../../lib/seal/kdf';
import { prove } from '../../lib/seal/prove';
import { makeUnlocker, openUnlocker } from '../../lib/seal/unlocker';
import { cheaply } from '../vault/stage';
import { mutateBytes, mutateUnlocker, parsePassphrase, seeded, withRightSum } from './mutate';

const SEED = 20_260_101;
const vaultId = newId();
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error) => error.problem?.code ?? String(error),
  );
const count = (all: readonly string[]) =>
  Object.fromEntries([...new Set(all)].map((code) => [code, all.filter((other) => other === code).length]));

describe('5,000 sealed rows', () => {
  const place: Place = { vaultId, kind: 'thing', rowId: newId() };
  let key: SealKey;
  beforeAll(async () => {
    key = await importSealKey(randomBytes(32));
  });

  it('are damage, another format or another key, and never content', { timeout: 60_000 }, async () => {
    const random = seeded(SEED);
    const codes: string[] = [];
    for (let at = 0; at < 5000; at += 1) {
      const sealed = await sealBytes(key, place, randomBytes(Math.floor(random() * 600)));
      const opening = openBytes(key, place, mutateBytes(random, sealed));
      codes.push((await opening.catch(() => undefined)) === null ? 'null' : await codeOf(opening));
    }
    expect(Object.keys(count(codes)).sort()).toEqual(['damaged', 'format-newer', 'null']);
    expect(codes.filter((code) => code === 'damaged').length).toBeGreaterThan(4000);
  });
});

describe('5,000 unlocker rows', () => {
  const passphrase = 'one two three';
  const vaultKey = randomBytes(32);
  const row = async (kdf: Kdf) =>
    makeUnlocker({ id: newId(), vaultId, vaultKey, kdf, kek: await cheaply(passphrase, kdf) });

  /** As it goes in the program: a page derives only for what the background believes, then asks it to open. */
  async function open(stored: unknown): Promise<Bytes> {
    const { id, memoryKiB, passes, lanes, salt } = await parsePassphrase(stored);
    const kdf = { memoryKiB, passes, lanes, salt: toBase64(salt) };
    const { kek } = await prove(passphrase, { id, kdf }, deriveWatched);
    return openUnlocker(stored, vaultId, new Uint8Array(Buffer.from(kek, 'base64')));
  }
  const asked: Kdf[] = [];
  const deriveWatched = (typed: string, kdf: Kdf) => {
    asked.push(kdf);
    return cheaply(typed, kdf);
  };

  it('that are whole open', async () => {
    expect(await open(await row(newKdf()))).toEqual(vaultKey);
  });

  it('by accident are damage, before any passphrase is derived', async () => {
    const random = seeded(SEED + 1);
    const whole = await row(newKdf());
    asked.length = 0;
    const codes: string[] = [];
    for (let at = 0; at < 2500; at += 1) codes.push(await codeOf(open(mutateUnlocker(random, whole))));
    expect(Object.keys(count(codes)).sort()).toEqual(['format-newer', 'vault-damaged']);
    expect(asked).toEqual([]);
  });

  it('by intent, with the sum made right, open nothing and cost no more than the ceiling', async () => {
    const random = seeded(SEED + 2);
    const whole = await row(newKdf());
    asked.length = 0;
    const codes: string[] = [];
    while (codes.length < 2500) {
      const forged = withRightSum(mutateUnlocker(random, whole));
      // A changed sum made right again is the row itself.
      if (!forged || Buffer.from(sumOf(forged)).equals(whole.sum)) continue;
      codes.push(await codeOf(open(forged)));
    }
    expect(Object.keys(count(codes)).sort()).toEqual(['format-newer', 'vault-damaged', 'wrong-passphrase']);
    expect(asked.length).toBeGreaterThan(500);
    expect(Math.max(...asked.map((kdf) => kdf.memoryKiB))).toBe(524_288);
    expect(Math.max(...asked.map((kdf) => kdf.passes))).toBe(10);
    expect(Math.max(...asked.map((kdf) => kdf.lanes))).toBe(4);
    expect(Math.min(...asked.map((kdf) => kdf.memoryKiB))).toBe(65_536);
  });

  const sumOf = (forged: Record<string, unknown>) =>
    forged.sum instanceof Uint8Array ? forged.sum : new Uint8Array(0);
});
