/** What a bad disk, or a bad person, makes of a row. Seeded, so that a failure can be looked at again. */
import { createHash } from 'node:crypto';
import type { PassphraseRow } from '../../lib/db/tables';
import { parseUnlocker } from '../../lib/seal/unlocker';

export type Random = () => number;

/** Mulberry32: small, and good enough for choosing. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random: Random, end: number): number => Math.floor(random() * end);

const pick = <const T>(random: Random, from: readonly [T, ...T[]]): T =>
  from[below(random, from.length)] ?? from[0];

/** Bits flipped, bytes overwritten, cut, grown, zeroed, or moved within. Never what it was. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const at = below(random, bytes.length);
  const changed = new Uint8Array(bytes);
  const how = below(random, 6);
  if (how === 0) changed[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
  if (how === 1) changed[at] = (bytes[at] ?? 0) ^ (1 + below(random, 255));
  if (how === 2) return changed.slice(0, at);
  if (how === 3)
    return new Uint8Array([...bytes, ...Array.from({ length: 1 + at }, () => below(random, 256))]);
  if (how === 4) changed.fill(below(random, 256), at, at + 1 + below(random, 40));
  if (how === 5) changed.copyWithin(at, below(random, bytes.length), at + below(random, bytes.length));
  if (Buffer.from(changed).equals(bytes)) changed[at] = (bytes[at] ?? 0) ^ 1;
  return changed;
}

const ODD_NUMBERS = [
  -1,
  0,
  1,
  2,
  3,
  4,
  5,
  10,
  11,
  1.5,
  65_535,
  65_536,
  65_537,
  131_072,
  524_288,
  524_289,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
] as const;
const ODD_VALUES = [undefined, null, '', '3', true, [], {}, 3n] as const;

/** One field of an unlocker row changed, to another value or another kind of value, or taken away. */
export function mutateUnlocker(random: Random, row: PassphraseRow): Record<string, unknown> {
  const changed: Record<string, unknown> = { ...row };
  const name = pick(random, [
    'id',
    'kind',
    'format',
    'memoryKiB',
    'passes',
    'lanes',
    'salt',
    'iv',
    'wrapped',
    'sum',
  ]);
  const value = row[name];
  if (random() < 0.1) {
    if (random() < 0.5) delete changed[name];
    else changed[name] = pick(random, ODD_VALUES);
  } else if (value instanceof Uint8Array) changed[name] = mutateBytes(random, value);
  else if (typeof value === 'number') changed[name] = pick(random, ODD_NUMBERS);
  else changed[name] = `${value}`.slice(0, below(random, 32)) + pick(random, ['', '0', 'é']);
  return changed[name] === value ? mutateUnlocker(random, row) : changed;
}

/** Where only passphrases are: no mutation makes one into another kind of way in. */
export async function parsePassphrase(stored: unknown): Promise<PassphraseRow> {
  const row = await parseUnlocker(stored);
  if (row.kind !== 'passphrase') throw new Error(`taken for ${row.kind}`);
  return row;
}

/** The sum made right again, as somebody would who knows the format. Undefined when no row could have it. */
export function withRightSum(row: Record<string, unknown>): Record<string, unknown> | undefined {
  const { id, kind, format, memoryKiB, passes, lanes, salt, iv, wrapped } = row;
  const texts = [id, kind].map((text) => (typeof text === 'string' ? Buffer.from(text) : undefined));
  const costs = [memoryKiB, passes, lanes].map((cost) => (isUint32(cost) ? u32(cost) : undefined));
  const bytes = [salt, iv, wrapped].map((part) => (part instanceof Uint8Array ? part : undefined));
  const parts = [
    ...texts,
    typeof format === 'number' ? Uint8Array.of(format) : undefined,
    ...costs,
    ...bytes,
  ];
  const hash = createHash('sha256');
  for (const part of parts) {
    if (!part) return undefined;
    hash.update(u32(part.length)).update(part);
  }
  return { ...row, sum: new Uint8Array(hash.digest()) };
}

const isUint32 = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32;

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
