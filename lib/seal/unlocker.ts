/**
 * One way into a vault: the vault key, wrapped under what a passphrase derives. Its sum tells an accident on
 * the disk from a wrong passphrase; it is no defence against somebody who writes both.
 */
import { type Bytes, isBytes, isEqual, lengthPrefixed, uint32, utf8 } from '../core/bytes';
import { randomBytes } from '../core/ids';
import { fail } from '../core/problem';
import { z } from '../core/zod';
import type { UnlockerRow } from '../db/tables';
import { openGcm } from './gcm';
import { costSchema, type Kdf, SALT_BYTES, saltOf } from './kdf';

const FORMAT = 1;
const IV_BYTES = 12;
const KEY_BYTES = 32;
const WRAPPED_BYTES = KEY_BYTES + 16;
const SUM_BYTES = 32;

const bytesOf = (count: number) => z.custom<Bytes>((value) => isBytes(value) && value.length === count);

const rowSchema = z.extend(costSchema, {
  id: z.string(),
  kind: z.literal('passphrase'),
  format: z.literal(FORMAT),
  salt: bytesOf(SALT_BYTES),
  iv: bytesOf(IV_BYTES),
  wrapped: bytesOf(WRAPPED_BYTES),
  sum: bytesOf(SUM_BYTES),
});
const newerSchema = z.object({ format: z.int().check(z.gt(FORMAT)) });

interface Making {
  readonly id: string;
  readonly vaultId: string;
  readonly vaultKey: Bytes;
  readonly kdf: Kdf;
  readonly kek: Bytes;
}

export async function makeUnlocker({ id, vaultId, vaultKey, kdf, kek }: Making): Promise<UnlockerRow> {
  const { memoryKiB, passes, lanes } = kdf;
  const head = {
    id,
    kind: 'passphrase',
    format: FORMAT,
    memoryKiB,
    passes,
    lanes,
    salt: saltOf(kdf),
    iv: randomBytes(IV_BYTES),
  } as const;
  const key = await importKek(kek, 'encrypt');
  const wrapped = new Uint8Array(await crypto.subtle.encrypt(toGcm(head, vaultId), key, vaultKey));
  return { ...head, wrapped, sum: await sumOf({ ...head, wrapped }) };
}

/** A row as it lies on the disk, if all of it is believable. Asked before any passphrase is derived for it. */
export async function parseUnlocker(stored: unknown): Promise<UnlockerRow> {
  if (newerSchema.safeParse(stored).success) fail('format-newer');
  const row = rowSchema.safeParse(stored);
  if (!row.success || !isEqual(await sumOf(row.data), row.data.sum)) return fail('vault-damaged');
  return row.data;
}

/** The vault key. The row's own sum is right here, so a tag that does not match is a wrong passphrase. */
export async function openUnlocker(stored: unknown, vaultId: string, kek: Bytes): Promise<Bytes> {
  const row = await parseUnlocker(stored);
  const key = await importKek(kek, 'decrypt');
  return (await openGcm(toGcm(row, vaultId), key, row.wrapped)) ?? fail('wrong-passphrase');
}

type Head = Omit<UnlockerRow, 'wrapped' | 'sum'>;

const importKek = (kek: Bytes, use: KeyUsage): Promise<CryptoKey> =>
  kek.length === KEY_BYTES
    ? crypto.subtle.importKey('raw', kek, 'AES-GCM', false, [use])
    : fail('proof-malformed');

const toGcm = (head: Head, vaultId: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv: head.iv,
  additionalData: lengthPrefixed(utf8(vaultId), ...fieldsOf(head)),
});

const fieldsOf = (head: Head): Bytes[] => [
  utf8(head.id),
  utf8(head.kind),
  new Uint8Array([head.format]),
  uint32(head.memoryKiB),
  uint32(head.passes),
  uint32(head.lanes),
  head.salt,
];

async function sumOf(row: Omit<UnlockerRow, 'sum'>): Promise<Bytes> {
  const fields = lengthPrefixed(...fieldsOf(row), row.iv, row.wrapped);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', fields));
}
