import type { Bytes } from '../core/bytes';
import { expand } from './hkdf';

/** A key for comparing secrets without opening them, apart from every key that seals. */
export async function importMacKey(subkey: Bytes): Promise<CryptoKey> {
  const raw = await expand(subkey, new Uint8Array(0), 'firekeep/1/sameness', 32);
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}
