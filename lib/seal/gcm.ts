import type { Bytes } from '../core/bytes';

/**
 * AES-256-GCM, opened. `undefined` means that the tag does not match, and only that: what else goes wrong in
 * WebCrypto is thrown on, or it would be taken for a wrong passphrase.
 */
export async function openGcm(how: AesGcmParams, key: CryptoKey, sealed: Bytes): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}
