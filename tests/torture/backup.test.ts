/** Backups that are not what was written, each at the full cost of its passphrase: none is taken for whole. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { HEADER_BYTES, openHeader } from '../../lib/backup/header';
import { readHeader, readItems } from '../../lib/backup/read';
import { mutateBytes, seeded } from '../seal/mutate';

const FILE = fileURLToPath(new URL('../fixtures/backup-v1.firekeep', import.meta.url));
const passphrase = 'six words that open this fixture';
const SEED = 20_261_122;
const TIMES = 200;

async function codeOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const file = new Blob([bytes]);
  try {
    for await (const _ of readItems(file, await openHeader(await readHeader(file), passphrase)));
    return 'whole';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

it('two hundred changed backups are refused', async () => {
  const backup = new Uint8Array(readFileSync(FILE));
  expect(await codeOf(backup)).toBe('whole');
  const random = seeded(SEED);
  const codes = new Map<string, number>();
  for (let made = 0; made < TIMES; made += 1) {
    // One in four has another header; of most of these the sum is wrong, and nothing is derived.
    const [from, to] = made % 4 === 0 ? [0, HEADER_BYTES] : [HEADER_BYTES, backup.length];
    const at = from + Math.floor(random() * (to - from));
    const end = Math.min(to, at + 100);
    const part = mutateBytes(random, backup.slice(at, end));
    const code = await codeOf(new Uint8Array(Buffer.concat([backup.slice(0, at), part, backup.slice(end)])));
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  expect(codes.get('whole')).toBeUndefined();
  expect([...codes.keys()].every((code) => code.startsWith('backup-'))).toBe(true);
  expect(codes.get('backup-damaged')).toBeGreaterThan(TIMES / 2);
});
