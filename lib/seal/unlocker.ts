/**
 * One way into a vault: the vault key, wrapped under what a passphrase, words or a passkey derive. Its sum tells an
 * accident on the disk from a wrong passphrase; it is no defence against somebody who writes both.
 */
import { type Bytes, isBytes, isEqual, lengthPrefixed, uint32, utf8 } from '../core/bytes';
import { randomBytes } from '../core/ids';
import { fail } from '../core/problem';
import { z } from '../core/zod';
import type { PasskeyRow, PassphraseRow, Unlocker, WordsRow } from '../db/tables';
import { openGcm } from './gcm';
import { costSchema, type Kdf, SALT_BYTES, saltOf } from './kdf';

const FORMAT = 1;
const IV_BYTES = 12;
const KEY_BYTES = 32;
const WRAPPED_BYTES = KEY_BYTES + 16;
const SUM_BYTES = 32;
/** The longest that WebAuthn allows. */
const CREDENTIAL_BYTES = 1023;

const bytesOf = (count: number) => z.custom<Bytes>((value) => isBytes(value) && value.length === count);

const wrapped = z.object({
  id: z.string(),
  format: z.literal(FORMAT),
  salt: bytesOf(SALT_BYTES),
  iv: bytesOf(IV_BYTES),
  wrapped: bytesOf(WRAPPED_BYTES),
  sum: bytesOf(SUM_BYTES),
});
const rowSchema = z.union([
  z.extend(z.extend(wrapped, costSchema.shape), { kind: z.literal('passphrase') }),
  z.extend(wrapped, { kind: z.literal('words') }),
  z.extend(wrapped, {
    kind: z.literal('passkey'),
    credential: z.custom<Bytes>(
      (value) => isBytes(value) && value.length > 0 && value.length <= CREDENTIAL_BYTES,
    ),
  }),
]);
const newerSchema = z.object({ format: z.int().check(z.gt(FORMAT)) });

type HeadOf<Row> = Omit<Row, 'iv' | 'wrapped' | 'sum'>;
/** What is known of a way before anything is wrapped under it. */
export type Head = HeadOf<PassphraseRow> | HeadOf<WordsRow> | HeadOf<PasskeyRow>;

interface Wrapping {
  readonly vaultId: string;
  readonly vaultKey: Bytes;
  readonly kek: Bytes;
}

type Making = Wrapping & { readonly id: string; readonly kdf: Kdf };

export function makeUnlocker({ id, kdf, ...wrapping }: Making): Promise<PassphraseRow> {
  const { memoryKiB, passes, lanes } = kdf;
  const cost = { memoryKiB, passes, lanes };
  return wrapUnder({ id, kind: 'passphrase', format: FORMAT, ...cost, salt: saltOf(kdf) }, wrapping);
}

export async function wrapUnder<How extends Head>(
  how: How,
  { vaultId, vaultKey, kek }: Wrapping,
): Promise<How & Pick<Unlocker, 'iv' | 'wrapped' | 'sum'>> {
  const head = { ...how, iv: randomBytes(IV_BYTES) };
  const key = await importKek(kek, 'encrypt');
  const wrapped = new Uint8Array(await crypto.subtle.encrypt(toGcm(head, vaultId), key, vaultKey));
  return { ...head, wrapped, sum: await sumOf({ ...head, wrapped }) };
}

/** A row as it lies on the disk, if all of it is believable. Asked before anything is derived for it. */
export async function parseUnlocker(stored: unknown): Promise<Unlocker> {
  if (newerSchema.safeParse(stored).success) fail('format-newer');
  const row = rowSchema.safeParse(stored);
  if (!row.success || !isEqual(await sumOf(row.data), row.data.sum)) return fail('vault-damaged');
  return row.data;
}

/** The vault key. The row's own sum is right here, so a tag that does not match is a wrong passphrase. */
export async function openUnlocker(stored: unknown, vaultId: string, kek: Bytes): Promise<Bytes> {
  const row = await parseUnlocker(stored);
  const key = await importKek(kek, 'decrypt');
  return (await openGcm(toGcm(row, vaultId), key, row.wrapped)) ?? failAsWrong(row.kind);
}

function failAsWrong(kind: Unlocker['kind']): never {
  if (kind === 'words') return fail('wrong-words');
  return fail(kind === 'passkey' ? 'wrong-passkey' : 'wrong-passphrase');
}

const importKek = (kek: Bytes, use: KeyUsage): Promise<CryptoKey> =>
  kek.length === KEY_BYTES
    ? crypto.subtle.importKey('raw', kek, 'AES-GCM', false, [use])
    : fail('proof-malformed');

const toGcm = (row: Head & { readonly iv: Bytes }, vaultId: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv: row.iv,
  additionalData: lengthPrefixed(utf8(vaultId), ...fieldsOf(row)),
});

const fieldsOf = (head: Head): Bytes[] => [
  utf8(head.id),
  utf8(head.kind),
  new Uint8Array([head.format]),
  ...ownFieldsOf(head),
  head.salt,
];

function ownFieldsOf(head: Head): Bytes[] {
  if (head.kind === 'passphrase') return [head.memoryKiB, head.passes, head.lanes].map(uint32);
  return head.kind === 'passkey' ? [head.credential] : [];
}

async function sumOf(row: Head & { readonly iv: Bytes; readonly wrapped: Bytes }): Promise<Bytes> {
  const fields = lengthPrefixed(...fieldsOf(row), row.iv, row.wrapped);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', fields));
}
