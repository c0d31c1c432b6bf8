import { type Bytes, utf8 } from '../core/bytes';

/** HKDF-SHA-256. Every use has a label of its own, so that no two uses ever share key bytes. */
export async function expand(from: Bytes, salt: Bytes, label: string, byteCount: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', from, 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(label) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, byteCount * 8));
}
