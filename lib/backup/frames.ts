/**
 * What flows through a backup: frames, each behind its kind and length. A section says by name what its rows are;
 * bytes belong to the row before them; the last frame says how many rows there were.
 */
import { type Bytes, concat, fromUtf8, uint32, utf8 } from '../core/bytes';
import { fail } from '../core/problem';
import { CHUNK_BYTES } from '../seal/file';

const KINDS = { section: 1, row: 2, bytes: 3, end: 4 } as const;
const HEAD_BYTES = 5;
/** Longer than any row: a conversation's turn with all that it may hold. */
const MOST_BYTES = 64 * 1024 * 1024;
/** A file's sealed chunk, of which several wait in memory: none is longer. */
const MOST_CHUNK_BYTES = CHUNK_BYTES + 16;

export type Frame =
  | { readonly is: 'section' | 'row' | 'end'; readonly value: unknown }
  | { readonly is: 'bytes'; readonly bytes: Bytes };

export const toFrame = (is: 'section' | 'row' | 'end', value: unknown): Bytes => {
  const bytes = utf8(JSON.stringify(value));
  return concat(new Uint8Array([KINDS[is]]), uint32(bytes.length), bytes);
};

/** In two pieces: large ones are not copied once more. */
export const toByteFrame = (bytes: Bytes): readonly Bytes[] => [
  concat(new Uint8Array([KINDS.bytes]), uint32(bytes.length)),
  bytes,
];

/** Behind the last frame there is nothing but zeros. */
export async function* readFrames(chunks: AsyncIterable<Bytes>): AsyncGenerator<Frame, void> {
  const source = new Source(chunks);
  for (;;) {
    const head = await source.take(HEAD_BYTES);
    const byteCount = new DataView(head.buffer).getUint32(1);
    if (byteCount > (head[0] === KINDS.bytes ? MOST_CHUNK_BYTES : MOST_BYTES)) fail('backup-damaged');
    const frame = toRead(head[0] ?? 0, await source.take(byteCount));
    yield frame;
    if (frame.is === 'end') break;
  }
  await source.assertOver();
}

function toRead(kind: number, bytes: Bytes): Frame {
  switch (kind) {
    case KINDS.section:
      return { is: 'section', value: parse(bytes) };
    case KINDS.row:
      return { is: 'row', value: parse(bytes) };
    case KINDS.bytes:
      return { is: 'bytes', bytes };
    case KINDS.end:
      return { is: 'end', value: parse(bytes) };
    default:
      return fail('backup-damaged');
  }
}

function parse(bytes: Bytes): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return fail('backup-damaged');
  }
}

/** Chunks of any size, taken in pieces of another. */
class Source {
  readonly #chunks: AsyncIterator<Bytes>;
  #chunk: Bytes = new Uint8Array(0);
  #at = 0;

  constructor(chunks: AsyncIterable<Bytes>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async take(byteCount: number): Promise<Bytes> {
    const taken = new Uint8Array(byteCount);
    for (let filled = 0; filled < byteCount; ) {
      if (this.#at === this.#chunk.length && !(await this.#next())) fail('backup-damaged');
      const part = this.#chunk.subarray(this.#at, this.#at + byteCount - filled);
      taken.set(part, filled);
      filled += part.length;
      this.#at += part.length;
    }
    return taken;
  }

  async assertOver(): Promise<void> {
    do {
      if (this.#chunk.subarray(this.#at).some((byte) => byte !== 0)) fail('backup-damaged');
    } while (await this.#next());
  }

  async #next(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    this.#chunk = value;
    this.#at = 0;
    return true;
  }
}
