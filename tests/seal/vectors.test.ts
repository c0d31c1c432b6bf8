import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { toHex, utf8 } from '../../lib/core/bytes';
import { z } from '../../lib/core/zod';
import { deriveKek } from '../../lib/seal/argon2';
import { importSealKey, openJson, sealJson } from '../../lib/seal/envelope';
import { CHUNK_BYTES, openFile } from '../../lib/seal/file';
import { importMacKey } from '../../lib/seal/mac';
import { deriveSubkeys } from '../../lib/seal/subkeys';
import { makeUnlocker, openUnlocker } from '../../lib/seal/unlocker';
import { toVaultRow } from '../../lib/vault/rows';
import { file, passphrase, row, unlocker, vault } from './vectors';

const nameSchema = z.object({ name: z.string() });

describe('known answers', () => {
  it('subkeys, key id and sameness', async () => {
    const subkeys = await deriveSubkeys(vault.key, vault.id);
    expect(toHex(subkeys.secrets)).toBe(toHex(vault.secrets));
    expect(toHex(subkeys.content)).toBe(toHex(vault.content));
    expect(toHex((await importSealKey(subkeys.content)).id)).toBe(toHex(vault.contentKeyId));
    const mac = await crypto.subtle.sign('HMAC', await importMacKey(subkeys.secrets), utf8('abc'));
    expect(toHex(new Uint8Array(mac))).toBe(vault.sameness);
  });

  it('a sealed row', async () => {
    const key = await importSealKey(vault.content);
    expect(await openJson(key, row.place, row.sealed, nameSchema)).toEqual(row.content);
  });

  it('a row sealed today has the same head and size as the one written down', async () => {
    const sealed = await sealJson(await importSealKey(vault.content), row.place, row.content);
    expect(toHex(sealed.subarray(0, 9))).toBe(toHex(row.sealed.subarray(0, 9)));
    expect(sealed.length).toBe(row.sealed.length);
  });

  it('Argon2id, of any Unicode, normalised, spaces kept', async () => {
    const kdf = { memoryKiB: 65_536, passes: 3, lanes: 1, salt: passphrase.salt };
    expect(toHex(await deriveKek(passphrase.typed, kdf))).toBe(toHex(passphrase.kek));
    expect(toHex(await deriveKek(passphrase.typed.normalize('NFD'), kdf))).toBe(toHex(passphrase.kek));
    expect(toHex(await deriveKek(passphrase.typed.trim(), kdf))).not.toBe(toHex(passphrase.kek));
    expect(toHex(await deriveKek('x'.repeat(10_240), kdf))).toBe(toHex(passphrase.kekOfLong));
    const more = { ...kdf, passes: 4, lanes: 2 };
    expect(toHex(await deriveKek(passphrase.typed, more))).toBe(toHex(passphrase.kekOfMore));
  });

  it('an unlocker, opened', async () => {
    expect(toHex(await openUnlocker(unlocker, vault.id, passphrase.kek))).toBe(toHex(vault.key));
  });

  it('an unlocker, made with the same IV', async () => {
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((into) => {
      if (into instanceof Uint8Array) into.set(unlocker.iv);
      return into;
    });
    const kdf = { memoryKiB: 65_536, passes: 3, lanes: 1, salt: passphrase.salt };
    const made = { id: unlocker.id, vaultId: vault.id, vaultKey: vault.key, kdf, kek: passphrase.kek };
    expect(await makeUnlocker(made)).toEqual(unlocker);
  });

  it('the row that names the vault', async () => {
    expect(await toVaultRow(vault.id)).toEqual({ id: 'vault', vaultId: vault.id, format: 1, sum: vault.sum });
  });

  it('a file of two chunks', async () => {
    const bytes = Uint8Array.from({ length: file.record.byteCount }, (_, at) => at % 251);
    const chunks = [0, 1].map((at) =>
      sealChunk(bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES), at),
    );
    expect(chunks.map((chunk) => createHash('sha256').update(chunk).digest('hex'))).toEqual(
      file.sealedChunkSha256,
    );
    expect(Buffer.from(await openFile(file.record, chunks)).equals(bytes)).toBe(true);
  });
});

/** As SECURITY.md says, with OpenSSL. */
function sealChunk(bytes: Uint8Array, at: number) {
  const nonce = Buffer.alloc(12);
  nonce.set([at, at], 10);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(file.record.key, 'base64'), nonce);
  const padded = Buffer.alloc(CHUNK_BYTES);
  padded.set(bytes);
  return new Uint8Array(Buffer.concat([cipher.update(padded), cipher.final(), cipher.getAuthTag()]));
}
