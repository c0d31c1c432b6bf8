/**
 * Bytes in, sealed bytes out: format, key id, IV, AES-256-GCM. A sealed row opens only under its own key, in
 * its own place. Another key's row is `null`; a broken one throws. SECURITY.md has the format byte by byte.
 */
import { type Bytes, concat, fromUtf8, isEqual, lengthPrefixed, utf8 } from '../core/bytes';
import { randomBytes } from '../core/ids';
import { fail } from '../core/problem';
import type { z } from '../core/zod';
import { openGcm } from './gcm';
import { expand } from './hkdf';
import { pad, unpad } from './padding';

export interface SealKey {
  readonly id: Bytes;
  readonly key: CryptoKey;
}

/** Where a sealed row belongs. It is authenticated, so a row moved elsewhere does not open. */
export interface Place {
  readonly vaultId: string;
  /** A constant of the code that writes it, not a table's name: tables may be renamed. */
  readonly kind: string;
  readonly rowId: string;
}

const FORMAT = 1;
const KEY_ID_BYTES = 8;
const IV_BYTES = 12;
const HEAD_BYTES = 1 + KEY_ID_BYTES + IV_BYTES;
const NO_SALT = new Uint8Array(0);

export async function importSealKey(subkey: Bytes): Promise<SealKey> {
  const [id, raw] = await Promise.all([
    expand(subkey, NO_SALT, 'firekeep/1/key-id', KEY_ID_BYTES),
    expand(subkey, NO_SALT, 'firekeep/1/envelope', 32),
  ]);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { id, key };
}

export async function sealBytes(key: SealKey, place: Place, bytes: Bytes): Promise<Bytes> {
  const iv = randomBytes(IV_BYTES);
  const sealed = await crypto.subtle.encrypt(toGcm(iv, place), key.key, pad(bytes));
  return concat(new Uint8Array([FORMAT]), key.id, iv, new Uint8Array(sealed));
}

/** `null` means that another key sealed it. */
export async function openBytes(key: SealKey, place: Place, sealed: Bytes): Promise<Bytes | null> {
  const format = sealed[0] ?? 0;
  if (format > FORMAT) fail('format-newer');
  if (format !== FORMAT || sealed.length <= HEAD_BYTES) fail('damaged');
  if (!isEqual(sealed.subarray(1, 1 + KEY_ID_BYTES), key.id)) return null;
  const iv = sealed.slice(1 + KEY_ID_BYTES, HEAD_BYTES);
  const padded = await openGcm(toGcm(iv, place), key.key, sealed.slice(HEAD_BYTES));
  return (padded && unpad(padded)) ?? fail('damaged');
}

export const sealJson = (key: SealKey, place: Place, value: unknown): Promise<Bytes> =>
  sealBytes(key, place, utf8(JSON.stringify(value ?? null)));

export async function openJson<T>(
  key: SealKey,
  place: Place,
  sealed: Bytes,
  schema: z.ZodMiniType<T>,
): Promise<T | null> {
  const bytes = await openBytes(key, place, sealed);
  if (bytes === null) return null;
  const parsed = schema.safeParse(parseJson(bytes));
  return parsed.success ? parsed.data : fail('damaged');
}

const toGcm = (iv: Bytes, { vaultId, kind, rowId }: Place): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: lengthPrefixed(utf8(vaultId), utf8(kind), utf8(rowId), new Uint8Array([FORMAT])),
});

function parseJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return fail('damaged');
  }
}
