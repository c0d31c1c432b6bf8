/**
 * Walks through a GLB while it passes by, in pieces of any size: its header, then the head of each of its chunks to
 * the end. Of its bytes it keeps only the JSON. What is no GLB is let through.
 */
import { type Bytes, concat, fromUtf8 } from '../core/bytes';
import { fail } from '../core/problem';
import { type Figures, figuresOf } from './glb';

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const HEADER_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
/** A longer one is walked over all the same; only its figures are not told. */
const MOST_JSON_BYTES = 8 * 1024 * 1024;

export class GlbWalk {
  readonly #head = new Uint8Array(HEADER_BYTES);
  #filled = 0;
  #wanted = HEADER_BYTES;
  /** Of the chunk that is passing by. */
  #left = 0;
  #at = 0;
  /** As its header tells it; undefined before that, and 0 when it is no GLB. */
  #length: number | undefined;
  #json: Bytes[] | undefined;
  #figures: Figures | undefined;

  /** How long the whole says it is. */
  get length(): number | undefined {
    return this.#length || undefined;
  }

  take(piece: Uint8Array): void {
    for (let from = 0; from < piece.length && this.#length !== 0; ) {
      const rest = piece.subarray(from);
      const count = this.#left > 0 ? this.#pass(rest) : this.#gather(rest);
      from += count;
      this.#at += count;
      if (this.#filled === this.#wanted) this.#read();
    }
  }

  /** Throws when it is not whole. */
  end(): Figures | undefined {
    if (!this.#length) return undefined;
    if (this.#at < this.#length) fail('file-cut');
    if (this.#filled > 0) fail('file-wrong');
    return this.#figures;
  }

  #pass(rest: Uint8Array): number {
    const count = Math.min(this.#left, rest.length);
    this.#json?.push(rest.slice(0, count) as Bytes);
    this.#left -= count;
    if (this.#left === 0) this.#endChunk();
    return count;
  }

  #gather(rest: Uint8Array): number {
    // Behind its own end there is nothing.
    if (this.#length !== undefined && this.#at >= this.#length) fail('file-wrong');
    const part = rest.subarray(0, this.#wanted - this.#filled);
    this.#head.set(part, this.#filled);
    this.#filled += part.length;
    return part.length;
  }

  #read(): void {
    const view = new DataView(this.#head.buffer);
    this.#filled = 0;
    if (this.#length === undefined) this.#readHeader(view);
    else this.#readChunkHead(view, this.#length);
  }

  #readChunkHead(view: DataView, length: number): void {
    const isFirst = this.#at === HEADER_BYTES + CHUNK_HEAD_BYTES;
    this.#left = view.getUint32(0, true);
    if (isFirst !== (view.getUint32(4, true) === JSON_CHUNK)) fail('file-wrong');
    if (this.#at + this.#left > length) fail('file-wrong');
    if (isFirst && this.#left <= MOST_JSON_BYTES) this.#json = [];
    if (this.#left === 0) this.#endChunk();
  }

  #readHeader(view: DataView): void {
    const isGlb = view.getUint32(0, true) === MAGIC;
    this.#length = isGlb ? view.getUint32(8, true) : 0;
    if (isGlb && (view.getUint32(4, true) !== 2 || this.#length <= HEADER_BYTES)) fail('file-wrong');
    this.#wanted = CHUNK_HEAD_BYTES;
  }

  #endChunk(): void {
    if (this.#json) this.#figures = figuresOf(toJson(this.#json));
    this.#json = undefined;
  }
}

function toJson(parts: readonly Bytes[]): unknown {
  try {
    return JSON.parse(fromUtf8(concat(...parts)));
  } catch {
    return fail('file-wrong');
  }
}
