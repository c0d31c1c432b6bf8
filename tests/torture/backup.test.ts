/** Backups that are not what was written, each at the full cost of its passphrase: none is taken for whole. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { HEADER_BYTES, openHeader } from '../../lib/backup/header';
import { readHeader, readItems } from '../../lib/backup/read';
import type { Bytes } from '../../lib/core/bytes';
import { deriveKek } from '../../lib/seal/argon2';
import type { Kdf } from '../../lib/seal/kdf';
import { mutateBytes, type Random, seeded } from '../seal/mutate';

const FILE = fileURLToPath(new URL('../fixtures/backup-v1.firekeep', import.meta.url));
const passphrase = 'six words that open this fixture';
const SEED = 20_261_122;
const TIMES = 200;

/** Where nothing but the passphrase tells that it was changed: the salt, and what it is checked by. */
const SALT = [29, 45] as const;
const SUM_AT = SALT[1];
const CHECK = [SUM_AT + 32, HEADER_BYTES] as const;

let derived = 0;
const derive = (typed: string, kdf: Kdf) => {
  derived += 1;
  return deriveKek(typed, kdf);
};

async function codeOf(bytes: Bytes): Promise<string> {
  const file = new Blob([bytes]);
  try {
    for await (const _ of readItems(file, await openHeader(await readHeader(file), passphrase, derive)));
    return 'whole';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Somebody who knows the format makes the sum right again: only then anything is derived at all. */
async function withOtherHeader(random: Random, backup: Bytes): Promise<Bytes> {
  const [from, to] = random() < 0.5 ? SALT : CHECK;
  const at = from + Math.floor(random() * (to - from));
  const changed = backup.slice();
  changed[at] = (backup[at] ?? 0) ^ (1 + Math.floor(random() * 255));
  const sum = await crypto.subtle.digest('SHA-256', changed.slice(0, SUM_AT));
  changed.set(new Uint8Array(sum), SUM_AT);
  return changed;
}

function withOtherBody(random: Random, backup: Bytes): Bytes {
  const at = HEADER_BYTES + Math.floor(random() * (backup.length - HEADER_BYTES));
  const part = mutateBytes(random, backup.slice(at, at + 100));
  return new Uint8Array(Buffer.concat([backup.slice(0, at), part, backup.slice(at + 100)]));
}

it('two hundred changed backups are refused, each only when its passphrase was stretched', async () => {
  const backup = new Uint8Array(readFileSync(FILE));
  expect(await codeOf(backup)).toBe('whole');
  derived = 0;
  const random = seeded(SEED);
  const codes = new Map<string, number>();
  for (let made = 0; made < TIMES; made += 1) {
    const isHeader = made % 4 === 0;
    const changed = isHeader ? await withOtherHeader(random, backup) : withOtherBody(random, backup);
    const code = await codeOf(changed);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    expect([made, code, derived]).toEqual([made, expect.not.stringMatching('whole'), made + 1]);
  }
  // A changed salt makes other keys of the right passphrase: they do not open what the check was made with.
  const wrong = codes.get('backup-wrong-passphrase') ?? 0;
  const damaged = codes.get('backup-damaged') ?? 0;
  expect([wrong, damaged, codes.size]).toEqual([TIMES / 4, (TIMES / 4) * 3, 2]);
});
