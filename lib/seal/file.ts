/**
 * Large bytes in sealed chunks (STREAM, as age does): a random key for each file, a counter as nonce, a flag
 * on the last chunk. A chunk that is missing, moved, doubled or from another file does not open. The record
 * holds the key, so it is kept in a sealed row.
 */
import { type Bytes, concat, fromBase64, toBase64, toHex } from '../core/bytes';
import { randomBytes } from '../core/ids';
import { fail } from '../core/problem';
import type { FileRecord } from './file-record';
import { openGcm } from './gcm';

/** Every chunk holds this much: the last is filled up with zeros, so that sizes on the disk stay coarse. */
export const CHUNK_BYTES = 65_536;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + 16;
const NONCE_BYTES = 12;

export interface SealedFile {
  readonly record: FileRecord;
  /** To be read once: a second reading would repeat nonces, so there is none. */
  readonly chunks: AsyncGenerator<Bytes, void>;
}

export const chunkCountOf = (byteCount: number): number => Math.max(1, Math.ceil(byteCount / CHUNK_BYTES));

export async function sealFile(bytes: Bytes): Promise<SealedFile> {
  const key = toBase64(randomBytes(32));
  const record = {
    format: 1,
    key,
    chunkCount: chunkCountOf(bytes.length),
    byteCount: bytes.length,
    sha256: await sha256Of(bytes),
  } as const;
  return { record, chunks: bytesOf(sealStream(key, [bytes])) };
}

async function* bytesOf(chunks: AsyncIterable<SealedChunk>): AsyncGenerator<Bytes, void> {
  for await (const { bytes } of chunks) yield bytes;
}

export interface SealedChunk {
  readonly at: number;
  readonly bytes: Bytes;
}

/**
 * Seals what comes in pieces of any size. A full chunk waits for the byte after it, because the last one is flagged;
 * when the pieces end in an error, what waits is never sealed. `from`: so many chunks were sealed before, and the
 * pieces go on behind them.
 */
export async function* sealStream(
  key: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  from = 0,
): AsyncGenerator<SealedChunk, void> {
  const sealing = await importKey(fromBase64(key), 'encrypt');
  const chunk = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  let at = from;
  const sealed = async (isLast: boolean): Promise<SealedChunk> => {
    const gcm = { name: 'AES-GCM', iv: nonceOf(at, isLast) };
    return { at, bytes: new Uint8Array(await crypto.subtle.encrypt(gcm, sealing, chunk)) };
  };
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length; ) {
      if (filled === CHUNK_BYTES) {
        yield await sealed(false);
        at += 1;
        filled = 0;
      }
      const part = piece.subarray(taken, taken + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      filled += part.length;
      taken += part.length;
    }
  }
  chunk.fill(0, filled);
  yield await sealed(true);
}

type Extent = Pick<FileRecord, 'key' | 'chunkCount' | 'byteCount'>;
type Sealed = AsyncIterable<Bytes> | Iterable<Bytes>;

/** The file's own bytes, chunk by chunk. It throws `damaged` at the end too, when chunks are missing. */
export async function* openChunks(record: Extent, sealed: Sealed): AsyncGenerator<Bytes, void> {
  let count = 0;
  for await (const chunk of openSome(record, sealed)) {
    count += 1;
    yield chunk;
  }
  if (count !== record.chunkCount) fail('damaged');
}

/** The same of a file of which only the beginning is here. */
export async function* openSome(
  { key, chunkCount, byteCount }: Extent,
  sealed: Sealed,
): AsyncGenerator<Bytes, void> {
  if (chunkCount !== chunkCountOf(byteCount)) fail('damaged');
  const opening = await importKey(fromBase64(key), 'decrypt');
  let at = 0;
  for await (const chunk of sealed) {
    if (at >= chunkCount || chunk.length !== SEALED_CHUNK_BYTES) fail('damaged');
    const gcm = { name: 'AES-GCM', iv: nonceOf(at, at === chunkCount - 1) };
    const opened = (await openGcm(gcm, opening, chunk)) ?? fail('damaged');
    yield withoutPadding(opened, Math.min(CHUNK_BYTES, byteCount - at * CHUNK_BYTES));
    at += 1;
  }
}

/** The whole file, checked against its record once more. */
export async function openFile(record: FileRecord, sealed: Sealed): Promise<Bytes> {
  const chunks: Bytes[] = [];
  for await (const chunk of openChunks(record, sealed)) chunks.push(chunk);
  const bytes = concat(...chunks);
  return (await sha256Of(bytes)) === record.sha256 ? bytes : fail('damaged');
}

const importKey = (key: Bytes, use: KeyUsage): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]);

const sha256Of = async (bytes: Bytes): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

/** Eleven bytes of counter, big endian, and one that says whether this is the last chunk. */
function nonceOf(at: number, isLast: boolean): Bytes {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setBigUint64(3, BigInt(at));
  nonce.set([isLast ? 1 : 0], NONCE_BYTES - 1);
  return nonce;
}

function withoutPadding(chunk: Bytes, byteCount: number): Bytes {
  if (chunk.subarray(byteCount).some((byte) => byte !== 0)) fail('damaged');
  return chunk.subarray(0, byteCount);
}
