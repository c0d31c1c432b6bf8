/** What a model is and whether it is whole, seen while it passes by. */
import type { Bytes } from '../core/bytes';
import { fail } from '../core/problem';
import type { Figures } from './glb';
import { GlbWalk } from './glb-walk';
import { HEAD_BYTES, modelMediaOf, stlBytes } from './kinds';

export const MOST_BYTES = 512 * 1024 * 1024;

export interface Seen {
  readonly media: string;
  readonly figures?: Figures;
}

export class Look {
  readonly #walk = new GlbWalk();
  readonly #head = new Uint8Array(HEAD_BYTES);
  #byteCount = 0;
  #media: string | undefined;

  /** `suffix`: how its address ended. `expectedBytes`: as its host told. */
  constructor(
    readonly suffix: string,
    readonly expectedBytes?: number,
  ) {
    if ((expectedBytes ?? 0) > MOST_BYTES) fail('file-too-large');
  }

  get byteCount(): number {
    return this.#byteCount;
  }

  take(piece: Uint8Array): void {
    if (this.#byteCount < HEAD_BYTES)
      this.#head.set(piece.subarray(0, HEAD_BYTES - this.#byteCount), this.#byteCount);
    this.#byteCount += piece.length;
    this.#walk.take(piece);
    // A page in the place of the file, or one that is not as long as it says: nobody waits for its end.
    if (this.#byteCount >= HEAD_BYTES) this.#media ??= this.#mediaOf(this.expectedBytes);
    if (this.#byteCount > MOST_BYTES) fail('file-too-large');
  }

  /** Throws when it is none, or not whole. */
  end(): Seen {
    const media = this.#media ?? this.#mediaOf(this.#byteCount);
    const figures = this.#walk.end();
    if (media === 'model/stl' && this.#isShort()) fail('file-cut');
    return figures ? { media, figures } : { media };
  }

  #mediaOf(byteCount: number | undefined): string {
    const head: Bytes = this.#head.subarray(0, Math.min(this.#byteCount, HEAD_BYTES));
    return modelMediaOf(head, this.suffix, byteCount) ?? fail('file-wrong');
  }

  /** A binary one says how many triangles it has. */
  #isShort(): boolean {
    const expected = stlBytes(this.#head.subarray(0, Math.min(this.#byteCount, HEAD_BYTES)));
    return this.#head.includes(0) && expected !== undefined && expected > this.#byteCount;
  }
}
