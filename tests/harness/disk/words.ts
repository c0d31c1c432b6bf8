/** Texts that stand nowhere else in the world, and the list of what must not be found. */
import { randomInt } from 'node:crypto';
import type { Wanted } from './search';

const LETTERS = 'bcdfghjkmnpqrstvwxz';

export class Words {
  readonly #wanted = new Map<string, Wanted>();

  /** A new text of letters only, so that it looks the same in most forms. */
  fresh(label: string): string {
    const text = Array.from({ length: 28 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    this.add(label, text);
    return text;
  }

  add(label: string, text: string | Buffer): void {
    const unique = this.#wanted.has(label) ? `${label} (${this.#wanted.size})` : label;
    this.#wanted.set(unique, { label: unique, text });
  }

  get all(): readonly Wanted[] {
    return [...this.#wanted.values()];
  }
}
