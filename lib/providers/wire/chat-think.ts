/** Some models write what they think into the answer itself, between tags at its very beginning. */
const OPEN = '<think>';
const CLOSE = '</think>';

type Side = 'text' | 'thinking';
type Emit = (side: Side, text: string) => void;

export class Thinking {
  #is: 'beginning' | 'thinking' | 'after' | Side = 'beginning';
  #held = '';

  /** `side`: what it is when there are no tags, or after them. */
  constructor(
    readonly side: Side,
    readonly emit: Emit,
  ) {}

  take(text: string): void {
    this.#held += text;
    for (let before = ''; this.#held !== '' && before !== this.#is + this.#held; ) {
      before = this.#is + this.#held;
      this.#step();
    }
  }

  /** Nothing more comes: what was held back was no tag. */
  end(): void {
    this.#send(this.#is === 'thinking' ? 'thinking' : this.side, this.#held.length);
  }

  #step(): void {
    if (this.#is === 'beginning') this.#begin();
    else if (this.#is === 'thinking') this.#think();
    else this.#pass();
  }

  #begin(): void {
    const start = this.#held.trimStart();
    if (start.startsWith(OPEN)) {
      this.#held = start.slice(OPEN.length);
      this.#is = 'thinking';
    } else if (!OPEN.startsWith(start)) {
      this.#is = this.side;
    }
  }

  #think(): void {
    const end = this.#held.indexOf(CLOSE);
    this.#send('thinking', end < 0 ? this.#held.length - tagBegun(this.#held) : end);
    if (end < 0) return;
    this.#held = this.#held.slice(CLOSE.length);
    this.#is = 'after';
  }

  #pass(): void {
    if (this.#is === 'after') this.#held = this.#held.trimStart();
    if (this.#held === '') return;
    this.#is = this.side;
    this.#send(this.side, this.#held.length);
  }

  #send(side: Side, length: number): void {
    if (length > 0) this.emit(side, this.#held.slice(0, length));
    this.#held = this.#held.slice(length);
  }
}

/** How many of the last letters may be the beginning of the closing tag. */
function tagBegun(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length -= 1)
    if (CLOSE.startsWith(text.slice(-length))) return length;
  return 0;
}
