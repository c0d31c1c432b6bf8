/**
 * How a backup begins: what it is, which version, and how its passphrase is stretched. All of it goes into the keys
 * that are derived, so that no byte of it can be changed. SECURITY.md has the format byte by byte.
 */
import { type Bytes, concat, isEqual, toBase64, toHex, uint32, utf8 } from '../core/bytes';
import { fail } from '../core/problem';
import { deriveKek } from '../seal/argon2';
import { expand } from '../seal/hkdf';
import { type Kdf, kdfSchema, newKdf, SALT_BYTES, saltOf } from '../seal/kdf';

const MAGIC = utf8('FIREKEEP-BACKUP\n');
const VERSION = 1;
const COST_AT = MAGIC.length + 1;
const HEAD_BYTES = COST_AT + 3 * 4 + SALT_BYTES;
const SUM_BYTES = 32;
const CHECK_BYTES = 16;
export const HEADER_BYTES = HEAD_BYTES + SUM_BYTES + CHECK_BYTES;

export type Derive = (passphrase: string, kdf: Kdf) => Promise<Bytes>;

export interface BackupKeys {
  /** Names this backup where a sealed thing says where it belongs. */
  readonly id: string;
  /** Base64, as a key for sealing files. */
  readonly stream: string;
  /** Base64, as a subkey: API keys are sealed under it once more, so that no page sees one. */
  readonly secrets: string;
}

export interface NewBackup {
  readonly header: Bytes;
  readonly keys: BackupKeys;
}

export async function newBackup(passphrase: string, derive: Derive = deriveKek): Promise<NewBackup> {
  const kdf = newKdf();
  const { memoryKiB, passes, lanes } = kdf;
  const cost = [memoryKiB, passes, lanes].map(uint32);
  const head = concat(MAGIC, new Uint8Array([VERSION]), ...cost, saltOf(kdf));
  const { check, keys } = await deriveAll(await derive(passphrase, kdf), head);
  return { header: concat(head, await sumOf(head), check), keys };
}

/** Nothing is derived for a header that was not written like this: what it asks for is bounded. */
export async function openHeader(
  header: Bytes,
  passphrase: string,
  derive: Derive = deriveKek,
): Promise<BackupKeys> {
  const head = header.slice(0, HEAD_BYTES);
  if (!isEqual(head.subarray(0, MAGIC.length), MAGIC)) fail('backup-not');
  if (header.length !== HEADER_BYTES) fail('backup-damaged');
  const sum = header.subarray(HEAD_BYTES, HEAD_BYTES + SUM_BYTES);
  if (!isEqual(await sumOf(head), sum)) fail('backup-damaged');
  const version = head[MAGIC.length] ?? 0;
  if (version > VERSION) fail('backup-newer');
  const kdf = kdfSchema.safeParse(costOf(head));
  if (version !== VERSION || !kdf.success) return fail('backup-damaged');
  const { check, keys } = await deriveAll(await derive(passphrase, kdf.data), head);
  return isEqual(check, header.subarray(HEAD_BYTES + SUM_BYTES)) ? keys : fail('backup-wrong-passphrase');
}

function costOf(head: Bytes): Kdf {
  const numbers = new DataView(head.buffer, head.byteOffset);
  return {
    memoryKiB: numbers.getUint32(COST_AT),
    passes: numbers.getUint32(COST_AT + 4),
    lanes: numbers.getUint32(COST_AT + 8),
    salt: toBase64(head.subarray(COST_AT + 12)),
  };
}

async function deriveAll(kek: Bytes, head: Bytes): Promise<{ check: Bytes; keys: BackupKeys }> {
  const [check, stream, secrets] = await Promise.all([
    expand(kek, head, 'firekeep/1/backup-check', CHECK_BYTES),
    expand(kek, head, 'firekeep/1/backup-stream', 32),
    expand(kek, head, 'firekeep/1/backup-secrets', 32),
  ]);
  const id = toHex(head.subarray(COST_AT + 12));
  return { check, keys: { id, stream: toBase64(stream), secrets: toBase64(secrets) } };
}

const sumOf = async (head: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', head));
