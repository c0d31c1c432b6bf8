import { type Bytes, utf8 } from '../core/bytes';
import { fail } from '../core/problem';
import { type Kdf, kdfSchema, saltOf } from './kdf';

/**
 * The key that a passphrase stands for. Any Unicode counts, spaces included; NFKC makes the same text typed
 * on another keyboard the same bytes. The parameters are checked before a byte is allocated.
 */
export async function deriveKek(passphrase: string, kdf: Kdf): Promise<Bytes> {
  if (passphrase === '') fail('passphrase-empty');
  if (!kdfSchema.safeParse(kdf).success) fail('vault-damaged');
  const { argon2id } = await import('./argon2-wasm');
  const kek = await argon2id({
    password: utf8(passphrase.normalize('NFKC')),
    salt: saltOf(kdf),
    memorySize: kdf.memoryKiB,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  return new Uint8Array(kek);
}
