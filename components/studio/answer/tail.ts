/** Text that is still being written: characters are appended, nothing is drawn anew. */
import { inert } from './inert';

/** Lines are parted into several elements, so that a long block is not laid out whole for each new word. */
const MOST_IN_ONE = 4_000;

export class Tail {
  #shown = '';
  #element: HTMLElement | null = null;
  #node: Text | undefined;

  /** Where it is shown, from now on. */
  place(element: HTMLElement | null): void {
    this.#element?.replaceChildren();
    this.#element = element;
    this.#node = undefined;
    const text = this.#shown;
    this.#shown = '';
    this.show(text);
  }

  show(text: string): void {
    if (text === this.#shown) return;
    if (!text.startsWith(this.#shown)) {
      this.#element?.replaceChildren();
      this.#node = undefined;
      this.#shown = '';
    }
    if (this.#element) this.#append(this.#element, text.slice(this.#shown.length));
    this.#shown = text;
  }

  #append(element: HTMLElement, text: string): void {
    let from = 0;
    while (from < text.length) {
      const isFull = (this.#node?.length ?? 0) >= MOST_IN_ONE;
      const end = isFull ? text.indexOf('\n', from) : -1;
      const piece = text.slice(from, end < 0 ? text.length : end + 1);
      this.#write(element, inert(piece));
      if (end >= 0) this.#node = undefined;
      from += piece.length;
    }
  }

  #write(element: HTMLElement, text: string): void {
    if (this.#node) {
      this.#node.appendData(text);
      return;
    }
    this.#node = document.createTextNode(text);
    const line = document.createElement('div');
    line.dir = 'auto';
    line.append(this.#node);
    element.append(line);
  }
}
