import { describe, expect, it, vi } from 'vitest';
import { deriveKek } from '../../lib/seal/argon2';
import * as wasm from '../../lib/seal/argon2-wasm';
import { isWeakerThanToday, type Kdf, kdfSchema, newKdf, saltOf } from '../../lib/seal/kdf';
import { prepareUnlocker, prove } from '../../lib/seal/prove';

vi.mock('../../lib/seal/argon2-wasm', () => ({ argon2id: vi.fn(async () => new Uint8Array(32)) }));

const bad: readonly [string, Partial<Record<keyof Kdf, unknown>>][] = [
  ['no memory', { memoryKiB: 0 }],
  ['less memory than any vault was made with', { memoryKiB: 65_535 }],
  ['more memory than a browser gives', { memoryKiB: 524_289 }],
  ['all the memory there is', { memoryKiB: 2 ** 32 }],
  ['few passes', { passes: 2 }],
  ['endless passes', { passes: 11 }],
  ['no lanes', { lanes: 0 }],
  ['many lanes', { lanes: 5 }],
  ['half a lane', { lanes: 1.5 }],
  ['not a number', { passes: Number.NaN }],
  ['a short salt', { salt: 'AAAA' }],
  ['a salt that is no base64', { salt: '*'.repeat(24) }],
];

describe('the cost of a passphrase', () => {
  it.each(bad)('is refused before anything is allocated: %s', async (_what, part) => {
    const kdf = Object.assign(newKdf(), part);
    expect(kdfSchema.safeParse(kdf).success).toBe(false);
    await expect(deriveKek('passphrase', kdf)).rejects.toMatchObject({ problem: { code: 'vault-damaged' } });
    expect(wasm.argon2id).not.toHaveBeenCalled();
  });

  it('of today is accepted, with a salt of its own each time', () => {
    const [one, other] = [newKdf(), newKdf()];
    expect(kdfSchema.parse(one)).toEqual(one);
    expect(one).toMatchObject({ memoryKiB: 65_536, passes: 3, lanes: 1 });
    expect(saltOf(one)).toHaveLength(16);
    expect(one.salt).not.toBe(other.salt);
    expect(isWeakerThanToday(one)).toBe(false);
  });

  it.each(['memoryKiB', 'passes', 'lanes'] as const)('is weak when %s is less than today', (part) => {
    const kdf = newKdf();
    expect(isWeakerThanToday({ ...kdf, [part]: kdf[part] - 1 })).toBe(true);
    expect(isWeakerThanToday({ ...kdf, [part]: kdf[part] + 1 })).toBe(false);
  });

  it('of an empty passphrase is nothing', async () => {
    await expect(deriveKek('', newKdf())).rejects.toMatchObject({ problem: { code: 'passphrase-empty' } });
  });
});

describe('a proof', () => {
  it('names its unlocker and its salt, and holds no passphrase', async () => {
    const kdf = newKdf();
    const derive = vi.fn(async () => new Uint8Array(32).fill(7));
    const proof = await prove('correct horse', { id: 'a', kdf }, derive);
    expect(proof).toEqual({ unlockerId: 'a', salt: kdf.salt, kek: Buffer.alloc(32, 7).toString('base64') });
    expect(derive).toHaveBeenCalledWith('correct horse', kdf);
  });

  it('for a new unlocker comes with the cost under which it was made', async () => {
    const derive = vi.fn(async () => new Uint8Array(32));
    const { kdf } = await prepareUnlocker('correct horse', derive);
    expect(derive).toHaveBeenCalledWith('correct horse', kdf);
  });
});
