import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { z } from '../../lib/core/zod';
import {
  importSealKey,
  openBytes,
  openJson,
  type SealKey,
  sealBytes,
  sealJson,
} from '../../lib/seal/envelope';
import { pad, unpad } from '../../lib/seal/padding';

const place = { vaultId: newId(), kind: 'thing', rowId: newId() };
const ours = randomBytes(32);
let key: SealKey;
beforeAll(async () => {
  key = await importSealKey(ours);
});

const bytesOf = (maxLength: number) => fc.uint8Array({ maxLength }).map((bytes) => new Uint8Array(bytes));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error) => error.problem?.code ?? String(error),
  );

describe('a sealed row', () => {
  it('gives back what was sealed, whatever it was', () =>
    fc.assert(
      fc.asyncProperty(bytesOf(1200), async (bytes) => {
        expect(await openBytes(key, place, await sealBytes(key, place, bytes))).toEqual(bytes);
      }),
    ));

  it('tells its length only in steps of 256 bytes', () =>
    fc.assert(
      fc.asyncProperty(bytesOf(1200), async (bytes) => {
        const sealed = await sealBytes(key, place, bytes);
        expect(sealed.length).toBe(1 + 8 + 12 + Math.ceil((bytes.length + 4) / 256) * 256 + 16);
      }),
    ));

  it('never repeats itself', async () => {
    const twice = await Promise.all([1, 2].map(() => sealJson(key, place, 'same')));
    expect(twice[0]).not.toEqual(twice[1]);
  });

  it('opens in its own place only', async () => {
    const sealed = await sealJson(key, place, 'here');
    const others = [
      { ...place, vaultId: newId() },
      { ...place, kind: 'other' },
      { ...place, rowId: newId() },
      // The same letters, cut elsewhere.
      { ...place, kind: `thing${place.rowId.slice(0, 1)}`, rowId: place.rowId.slice(1) },
    ];
    for (const other of others) expect(await codeOf(openBytes(key, other, sealed))).toBe('damaged');
    expect(await openJson(key, place, sealed, z.string())).toBe('here');
  });

  it('is null for another key, not damage', async () => {
    const sealed = await sealJson(await importSealKey(randomBytes(32)), place, 'theirs');
    expect(await openBytes(key, place, sealed)).toBeNull();
  });

  it('of a newer format says so', async () => {
    const sealed = await sealJson(key, place, 'later');
    sealed.set([2]);
    expect(await codeOf(openBytes(key, place, sealed))).toBe('format-newer');
  });

  it('that is no JSON, or another shape, is damage', async () => {
    const broken = await sealBytes(key, place, new Uint8Array([0x7b, 0xff]));
    expect(await codeOf(openJson(key, place, broken, z.string()))).toBe('damaged');
    const other = await sealJson(key, place, 7);
    expect(await codeOf(openJson(key, place, other, z.string()))).toBe('damaged');
  });

  it('of any garbage throws a problem and nothing else', () =>
    fc.assert(
      fc.asyncProperty(bytesOf(400), async (garbage) => {
        expect(['damaged', 'format-newer']).toContain(await codeOf(openWithOurId(garbage)));
      }),
    ));
});

/** Garbage that claims to be ours, so that it gets as far as it can. */
function openWithOurId(garbage: Bytes): Promise<Bytes | null> {
  garbage.set(key.id.subarray(0, Math.max(0, garbage.length - 1)), Math.min(1, garbage.length));
  return openBytes(key, place, garbage);
}

describe('padding', () => {
  it('is undone exactly', () =>
    fc.assert(
      fc.property(bytesOf(2000), (bytes) => {
        expect(unpad(pad(bytes))).toEqual(bytes);
      }),
    ));

  it('is refused when it is not what was made', () =>
    fc.assert(
      fc.property(bytesOf(600), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, by) => {
        const padded = pad(bytes);
        const index = at % padded.length;
        const isContent = index >= 4 && index < 4 + bytes.length;
        padded[index] = (padded[index] ?? 0) ^ by;
        const result = unpad(padded);
        if (isContent) expect(result).toHaveLength(bytes.length);
        // A changed length may only be believed when zeros make the longer or shorter content possible.
        else if (result) expect(pad(result)).toEqual(padded);
        else expect(result).toBeUndefined();
      }),
    ));

  it('of a wrong size is refused', () => {
    const padded = pad(new Uint8Array(300));
    for (const size of [0, 3, 4, 255, 256, 511, 513]) {
      const other = new Uint8Array(size);
      other.set(padded.subarray(0, size));
      expect(unpad(other)).toBeUndefined();
    }
  });
});
