/** Arithmetic without running anybody's code: a small reader of numbers, operators and parentheses. */
import { fail } from '../core/problem';

const LONGEST = 500;

export function calculate(expression: string): string {
  if (expression.length > LONGEST) fail('expression-too-long');
  const reader = new Reader(expression.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+|[-+*/%^()]|\S/gi) ?? []);
  const value = reader.sum();
  if (!reader.isAtEnd || !Number.isFinite(value)) fail('expression-unclear');
  return String(Number(value.toPrecision(15)));
}

class Reader {
  #at = 0;
  constructor(readonly words: readonly string[]) {}

  get isAtEnd(): boolean {
    return this.#at === this.words.length;
  }

  sum(): number {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      const next = this.#product();
      value = sign === '+' ? value + next : value - next;
    }
    return value;
  }

  #product(): number {
    let value = this.#signed();
    for (let sign = this.#take('*', '/', '%'); sign; sign = this.#take('*', '/', '%')) {
      const next = this.#signed();
      value = sign === '*' ? value * next : sign === '/' ? value / next : value % next;
    }
    return value;
  }

  #signed(): number {
    if (this.#take('-')) return -this.#signed();
    this.#take('+');
    return this.#power();
  }

  /** 2^3^2 is 2^9, and -2^2 is -4. */
  #power(): number {
    const base = this.#atom();
    return this.#take('^') ? base ** this.#signed() : base;
  }

  #atom(): number {
    if (this.#take('(')) {
      const value = this.sum();
      return this.#take(')') ? value : fail('expression-unclear');
    }
    const word = this.words[this.#at] ?? '';
    if (!/^[\d.]/.test(word)) return fail('expression-unclear');
    this.#at += 1;
    return Number(word);
  }

  #take(...wanted: readonly string[]): string | undefined {
    const word = this.words[this.#at];
    if (word === undefined || !wanted.includes(word)) return undefined;
    this.#at += 1;
    return word;
  }
}
