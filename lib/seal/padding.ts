import { type Bytes, uint32 } from '../core/bytes';

const BLOCK_BYTES = 256;
const LENGTH_BYTES = 4;

const paddedSize = (byteCount: number): number =>
  Math.ceil((LENGTH_BYTES + byteCount) / BLOCK_BYTES) * BLOCK_BYTES;

/** A row's size on disk tells its content's length only to the next 256 bytes. */
export function pad(bytes: Bytes): Bytes {
  const padded = new Uint8Array(paddedSize(bytes.length));
  padded.set(uint32(bytes.length));
  padded.set(bytes, LENGTH_BYTES);
  return padded;
}

/** `undefined` for anything that `pad` cannot have made. */
export function unpad(padded: Bytes): Bytes | undefined {
  if (padded.length < BLOCK_BYTES) return undefined;
  const byteCount = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (paddedSize(byteCount) !== padded.length) return undefined;
  const isClean = padded.subarray(LENGTH_BYTES + byteCount).every((byte) => byte === 0);
  return isClean ? padded.slice(LENGTH_BYTES, LENGTH_BYTES + byteCount) : undefined;
}
