/** Ten thousand backups that are not what was written: refused, and nothing of them is seen. */
import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import { toByteFrame, toFrame } from '../../lib/backup/frames';
import { type BackupKeys, HEADER_BYTES, newBackup, openHeader } from '../../lib/backup/header';
import { readHeader, readItems } from '../../lib/backup/read';
import type { Bytes } from '../../lib/core/bytes';
import { openDb } from '../../lib/db/open';
import { sealStream } from '../../lib/seal/file';
import { codeOf } from '../keys/bench';
import { mutateBytes, seeded } from '../seal/mutate';
import { cheaply } from '../vault/stage';
import { fill, makeBackup, makeVault, PASSPHRASE, readIn } from './stage';

const SEED = 20_261_121;
const SEALED = 65_552;
const REFUSALS = ['backup-damaged', 'backup-newer', 'backup-not', 'backup-wrong-passphrase'];

let backup: Bytes;
let other: Bytes;
let keys: BackupKeys;

const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());

beforeAll(async () => {
  await makeVault();
  await fill();
  backup = await bytesOf(await makeBackup());
  other = await bytesOf(await makeBackup());
  keys = await openHeader(await readHeader(new Blob([backup])), PASSPHRASE, cheaply);
  expect(backup.length).toBeGreaterThan(4 * SEALED);
});

/** Everything that is looked at before a row would be visible. Whoever gets to its end takes it for whole. */
async function read(file: Bytes): Promise<void> {
  const blob = new Blob([file]);
  const opened = await openHeader(await readHeader(blob), PASSPHRASE, cheaply);
  for await (const _ of readItems(blob, opened));
}

const codesOf = async (files: Iterable<Bytes>): Promise<Map<string, number>> => {
  const codes = new Map<string, number>();
  for (const file of files) {
    const code = await codeOf(read(file));
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
};

const chunkAt = (file: Bytes, at: number): Bytes =>
  file.slice(HEADER_BYTES + at * SEALED, HEADER_BYTES + (at + 1) * SEALED);

const together = (...parts: Bytes[]): Bytes => new Uint8Array(Buffer.concat(parts));

describe('a backup', () => {
  it('that is whole is read to its end', async () => {
    expect(await codeOf(read(backup))).toBe('done');
    expect(await codeOf(read(other))).toBe('done');
  });

  it('with a header that was changed anywhere is refused, 4,000 times', { timeout: 240_000 }, async () => {
    const random = seeded(SEED);
    const body = backup.subarray(HEADER_BYTES);
    function* changed() {
      for (let at = 0; at < 4000; at += 1) {
        const header = mutateBytes(random, backup.slice(0, HEADER_BYTES));
        yield together(header, body.slice());
      }
    }
    const codes = await codesOf(changed());
    expect([...codes.keys()].sort()).toEqual(expect.arrayContaining(['backup-damaged', 'backup-not']));
    expect([...codes.keys()].filter((code) => !REFUSALS.includes(code))).toEqual([]);
  });

  it('that was changed, grown, cut or moved within is refused, 4,000 times', {
    timeout: 240_000,
  }, async () => {
    const random = seeded(SEED + 1);
    function* changed() {
      for (let count = 0; count < 4000; count += 1) {
        const at = Math.floor(random() * (backup.length - 200));
        const part = mutateBytes(random, backup.slice(at, at + 200));
        yield together(backup.slice(0, at), part, backup.slice(at + 200));
      }
    }
    const codes = await codesOf(changed());
    expect([...codes.keys()].filter((code) => !REFUSALS.includes(code))).toEqual([]);
  });

  it('of which chunks are missing, doubled, swapped or another backup’s is refused, 2,000 times', {
    timeout: 240_000,
  }, async () => {
    const random = seeded(SEED + 2);
    const count = (backup.length - HEADER_BYTES) / SEALED;
    const head = backup.slice(0, HEADER_BYTES);
    const one = (end = count) => Math.floor(random() * end);
    function* spliced() {
      for (let made = 0; made < 2000; ) {
        const chunks = Array.from({ length: count }, (_, at) => chunkAt(backup, at));
        const how = one(5);
        const at = one();
        if (how === 0) chunks.splice(at, 1 + one(count - at));
        if (how === 1) chunks.splice(at, 0, chunkAt(backup, one()));
        if (how === 2) chunks.reverse();
        if (how === 3) chunks[at] = chunkAt(other, at);
        if (how === 4) chunks.push(...Array.from({ length: 1 + one(3) }, (_, next) => chunkAt(other, next)));
        const file = together(head, ...chunks);
        if (Buffer.from(file).equals(backup)) continue;
        made += 1;
        yield file;
      }
    }
    expect([...(await codesOf(spliced())).keys()]).toEqual(['backup-damaged']);
  });

  it('with the header of another is refused', async () => {
    const file = together(other.slice(0, HEADER_BYTES), backup.slice(HEADER_BYTES));
    expect(await codeOf(read(file))).toBe('backup-damaged');
  });

  it('that is cut between any two chunks, or at its very last byte, changes nothing', async () => {
    const tables = openDb().tables.filter(({ name }) => name !== 'activity');
    const counts = () => Promise.all(tables.map((table) => table.count()));
    await makeVault();
    const before = await counts();
    for (let end = HEADER_BYTES; end < backup.length; end += SEALED)
      expect(await codeOf(readIn(new Blob([backup.slice(0, end)])))).toBe('backup-damaged');
    expect(await codeOf(readIn(new Blob([backup.slice(0, -1)])))).toBe('backup-damaged');
    expect(await counts()).toEqual(before);
  });
});

describe('somebody who has the passphrase and writes it otherwise', () => {
  const about = { madeAtMs: 1, vaultId: '0'.repeat(32), hasLibrary: false, hasFiles: false };
  const section = (name: string, format = 1) => toFrame('section', { name, format });
  const ABOUT = [section('about'), toFrame('row', about)];

  async function readFramed(frames: readonly Bytes[]): Promise<string> {
    const made = await newBackup(PASSPHRASE, cheaply);
    const parts: Bytes[] = [made.header];
    for await (const { bytes } of sealStream(made.keys.stream, frames)) parts.push(bytes);
    return codeOf(read(together(...parts)));
  }
  const end = (rows: object) => toFrame('end', { rows });

  it.each([
    ['nothing but what it is', [...ABOUT, end({ about: 1 })], 'done'],
    [
      'a section that nobody knows',
      [...ABOUT, section('spells'), end({ about: 1, spells: 0 })],
      'backup-newer',
    ],
    ['rows of a newer form', [...ABOUT, section('keys', 2), end({ about: 1, keys: 0 })], 'backup-newer'],
    [
      'a section twice',
      [...ABOUT, section('keys'), section('keys'), end({ about: 1, keys: 0 })],
      'backup-damaged',
    ],
    [
      'sections in another order',
      [...ABOUT, section('jobs'), section('keys'), end({ about: 1 })],
      'backup-damaged',
    ],
    ['no word of what it is', [section('keys'), end({ keys: 0 })], 'backup-damaged'],
    ['a row before any section', [toFrame('row', about), end({})], 'backup-damaged'],
    [
      'a row of another form',
      [...ABOUT, section('keys'), toFrame('row', { record: 1 }), end({ about: 1, keys: 1 })],
      'backup-damaged',
    ],
    ['fewer rows than it says', [...ABOUT, section('keys'), end({ about: 1, keys: 3 })], 'backup-damaged'],
    ['rows of a section that is not there', [...ABOUT, end({ about: 1, keys: 0 })], 'backup-damaged'],
    ['no end', ABOUT, 'backup-damaged'],
    ['something behind its end', [...ABOUT, end({ about: 1 }), new Uint8Array([7])], 'backup-damaged'],
    [
      'bytes that belong to nothing',
      [...ABOUT, new Uint8Array([3, 0, 0, 0, 1, 9]), end({ about: 1 })],
      'backup-damaged',
    ],
    [
      'a chunk longer than any',
      [
        ...ABOUT,
        section('files'),
        toFrame('row', { id: '0'.repeat(32), chunkCount: 1 }),
        ...toByteFrame(new Uint8Array(SEALED + 1)),
        end({ about: 1, files: 1 }),
      ],
      'backup-damaged',
    ],
    ['a frame longer than any', [new Uint8Array([2, 255, 255, 255, 255])], 'backup-damaged'],
    ['a kind of frame that nobody knows', [...ABOUT, new Uint8Array([9, 0, 0, 0, 0])], 'backup-damaged'],
    [
      'what is no JSON',
      [...ABOUT, new Uint8Array([2, 0, 0, 0, 1, 123]), end({ about: 2 })],
      'backup-damaged',
    ],
  ])('%s', async (_what, frames, code) => {
    expect(await readFramed(frames)).toBe(code);
  });

  it('cannot make Argon2 run wild', async () => {
    expect(keys.id).toMatch(/^[0-9a-f]{32}$/);
    const { header } = await newBackup(PASSPHRASE, cheaply);
    const asked: number[] = [];
    const watch = async (typed: string, kdf: Parameters<typeof cheaply>[1]) => {
      asked.push(kdf.memoryKiB);
      return cheaply(typed, kdf);
    };
    for (const [at, value] of [
      [17, 0x7fffffff],
      [17, 1024],
      [21, 1000],
      [25, 200],
    ] as const) {
      const head = header.slice();
      new DataView(head.buffer).setUint32(at, value);
      head.set(new Uint8Array(await crypto.subtle.digest('SHA-256', head.slice(0, 45))), 45);
      expect(await codeOf(openHeader(head, PASSPHRASE, watch))).toBe('backup-damaged');
    }
    expect(asked).toEqual([]);
  });
});
