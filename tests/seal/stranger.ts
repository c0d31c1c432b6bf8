/**
 * A decryptor by somebody who has read SECURITY.md and never seen this program: nothing here is imported from
 * it. Whatever is unclear in that chapter shows here.
 */
import { argon2id } from '@noble/hashes/argon2.js';

export interface Dump {
  readonly vault: readonly { vaultId: string; sum: Uint8Array }[];
  readonly unlockers: readonly Unlocker[];
  readonly keys: readonly { id: string; sealed: Uint8Array; secret: Uint8Array | null }[];
  readonly activity: readonly { id: string; sealed: Uint8Array }[];
  readonly settings: readonly { id: string; sealed: Uint8Array }[];
  readonly jobs: readonly { id: string; sealed: Uint8Array; state: Uint8Array }[];
  readonly ledger: readonly { id: string; sealed: Uint8Array }[];
  readonly lists: readonly { id: string; sealed: Uint8Array }[];
  readonly files: readonly { file: string; at: number; bytes: Uint8Array }[];
}

interface Unlocker {
  readonly id: string;
  readonly kind: string;
  readonly format: number;
  /** Of a passphrase. */
  readonly memoryKiB?: number;
  readonly passes?: number;
  readonly lanes?: number;
  /** Of a passkey. */
  readonly credential?: Uint8Array;
  readonly salt: Uint8Array;
  readonly iv: Uint8Array;
  readonly wrapped: Uint8Array;
  readonly sum: Uint8Array;
  readonly note?: Uint8Array;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const plain = (bytes: Uint8Array) => new Uint8Array(bytes);

function u32(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}

function LP(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts.flatMap((part) => [u32(part.length), part])));
}

async function HKDF(key: Uint8Array, salt: Uint8Array, label: string, count: number) {
  const base = await crypto.subtle.importKey('raw', plain(key), 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: plain(salt), info: utf8(label) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, base, 8 * count));
}

async function openGCM(key: Uint8Array, iv: Uint8Array, aad: Uint8Array, sealed: Uint8Array) {
  const imported = await crypto.subtle.importKey('raw', plain(key), 'AES-GCM', false, ['decrypt']);
  const how = { name: 'AES-GCM', iv: plain(iv), additionalData: plain(aad) };
  return new Uint8Array(await crypto.subtle.decrypt(how, imported, plain(sealed)));
}

const sha256 = async (bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', plain(bytes)));

export async function vaultKeyOf(
  vaultId: string,
  unlocker: Unlocker,
  passphrase: string,
): Promise<Uint8Array> {
  const { memoryKiB = 0, passes = 0, lanes = 0, salt } = unlocker;
  const kek = argon2id(utf8(passphrase.normalize('NFKC')), salt, {
    m: memoryKiB,
    t: passes,
    p: lanes,
    dkLen: 32,
    version: 0x13,
    maxmem: 2 ** 32 - 1,
  });
  return unwrap(vaultId, unlocker, [u32(memoryKiB), u32(passes), u32(lanes)], kek);
}

/** `secret` is the words' 16 bytes, or the passkey's answer. */
export async function vaultKeyBy(
  vaultId: string,
  unlocker: Unlocker,
  secret: Uint8Array,
): Promise<Uint8Array> {
  const kek = await HKDF(secret, unlocker.salt, `firekeep/1/${unlocker.kind}`, 32);
  return unwrap(vaultId, unlocker, unlocker.credential ? [unlocker.credential] : [], kek);
}

async function unwrap(vaultId: string, unlocker: Unlocker, own: Uint8Array[], kek: Uint8Array) {
  const { id, kind, format, salt, iv, wrapped } = unlocker;
  const head = [utf8(id), utf8(kind), new Uint8Array([format]), ...own, salt];
  const sum = await sha256(LP(...head, iv, wrapped));
  if (hex(sum) !== hex(unlocker.sum)) throw new Error('the unlocker is damaged');
  return openGCM(kek, iv, LP(utf8(vaultId), ...head), wrapped);
}

/** Twelve words are 132 bits: each its number in the list, eleven bits wide. The last four are a checksum. */
export async function bytesOfWords(words: string, list: readonly string[]): Promise<Uint8Array> {
  const bits = words
    .split(' ')
    .map((word) => list.indexOf(word).toString(2).padStart(11, '0'))
    .join('');
  const bytes = Buffer.from(
    BigInt(`0b${bits.slice(0, 128)}`)
      .toString(16)
      .padStart(32, '0'),
    'hex',
  );
  const [first = 0] = await sha256(bytes);
  if ((first >> 4).toString(2).padStart(4, '0') !== bits.slice(128)) throw new Error('a wrong word');
  return bytes;
}

interface Sealer {
  readonly vaultId: string;
  readonly key: Uint8Array;
  readonly id: Uint8Array;
}

export async function sealerOf(vaultKey: Uint8Array, vaultId: string, side: string): Promise<Sealer> {
  return sealerBy(await HKDF(vaultKey, utf8(vaultId), `firekeep/1/${side}`, 32), vaultId);
}

/** A subkey, or the key of a job. */
async function sealerBy(subkey: Uint8Array, vaultId: string): Promise<Sealer> {
  const none = new Uint8Array(0);
  return {
    vaultId,
    key: await HKDF(subkey, none, 'firekeep/1/envelope', 32),
    id: await HKDF(subkey, none, 'firekeep/1/key-id', 8),
  };
}

export async function openRow(by: Sealer, kind: string, rowId: string, row: Uint8Array): Promise<Uint8Array> {
  if (row[0] !== 1) throw new Error(`format ${row[0]}`);
  if (hex(row.subarray(1, 9)) !== hex(by.id)) throw new Error('sealed by another key');
  const aad = LP(utf8(by.vaultId), utf8(kind), utf8(rowId), new Uint8Array([1]));
  const padded = await openGCM(by.key, row.subarray(9, 21), aad, row.subarray(21));
  const count = Buffer.from(padded).readUInt32BE(0);
  if (padded.length !== Math.ceil((count + 4) / 256) * 256) throw new Error('padding of a wrong size');
  if (padded.subarray(4 + count).some((byte) => byte !== 0)) throw new Error('padding that is not zeros');
  return padded.subarray(4, 4 + count);
}

const toJson = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

/** Everything that a dump of the database holds, for whoever knows the passphrase. */
export async function openDump(dump: Dump, passphrase: string) {
  const [vault] = dump.vault;
  const unlocker = dump.unlockers.find(({ kind }) => kind === 'passphrase');
  if (!vault || !unlocker) throw new Error('no vault');
  const sum = await sha256(LP(utf8('vault'), utf8(vault.vaultId), new Uint8Array([1])));
  if (hex(sum) !== hex(vault.sum)) throw new Error('the vault row is damaged');
  const vaultKey = await vaultKeyOf(vault.vaultId, unlocker, passphrase);
  const content = await sealerOf(vaultKey, vault.vaultId, 'content');
  const secrets = await sealerOf(vaultKey, vault.vaultId, 'secrets');
  const open = async (by: Sealer, kind: string, id: string, row: Uint8Array) =>
    toJson(await openRow(by, kind, id, row));
  return {
    records: await Promise.all(dump.keys.map((row) => open(content, 'key-record', row.id, row.sealed))),
    secrets: await Promise.all(
      dump.keys.map((row) => (row.secret ? open(secrets, 'key-secret', row.id, row.secret) : null)),
    ),
    activity: await Promise.all(dump.activity.map((row) => open(content, 'activity', row.id, row.sealed))),
    settings: await Promise.all(dump.settings.map((row) => open(content, 'setting', row.id, row.sealed))),
    ledger: await Promise.all(dump.ledger.map((row) => open(content, 'ledger-entry', row.id, row.sealed))),
    lists: await Promise.all(dump.lists.map((row) => open(content, 'model-list', row.id, row.sealed))),
    jobs: await Promise.all(
      dump.jobs.map(async (row) => {
        const request = (await open(content, 'job-request', row.id, row.sealed)) as Request;
        const job = await sealerBy(Buffer.from(request.jobKey, 'base64'), vault.vaultId);
        const state = (await open(job, 'job-state', row.id, row.state)) as State;
        const kept = [...request.files, ...state.images, ...(state.made ?? []).map(({ file }) => file)];
        const files = await Promise.all(kept.map((file) => fileOf(dump, file)));
        return { request, state, files };
      }),
    ),
  };
}

type FileRecord = Parameters<typeof openFile>[0];

interface KeptFile {
  readonly id: string;
  readonly sealed: FileRecord;
}

interface Request {
  readonly jobKey: string;
  readonly files: readonly KeptFile[];
}

interface State {
  readonly images: readonly KeptFile[];
  readonly made?: readonly { readonly file: KeptFile }[];
}

function fileOf(dump: Dump, { id, sealed }: KeptFile): Promise<Uint8Array> {
  const chunks = dump.files.filter(({ file }) => file === id).sort((a, b) => a.at - b.at);
  return openFile(
    sealed,
    chunks.map(({ bytes }) => bytes),
  );
}

export async function openFile(
  record: { key: string; chunkCount: number; byteCount: number; sha256: string },
  chunks: readonly Uint8Array[],
): Promise<Uint8Array> {
  if (chunks.length !== record.chunkCount) throw new Error('chunks are missing');
  const key = Buffer.from(record.key, 'base64');
  const opened = await Promise.all(
    chunks.map((chunk, at) => {
      const nonce = Buffer.alloc(12);
      nonce.writeUIntBE(at, 5, 6);
      nonce[11] = at === chunks.length - 1 ? 1 : 0;
      return openGCM(key, nonce, new Uint8Array(0), chunk);
    }),
  );
  const whole = Buffer.concat(opened).subarray(0, record.byteCount);
  if (hex(await sha256(whole)) !== record.sha256) throw new Error('not the file that the record names');
  return plain(whole);
}
