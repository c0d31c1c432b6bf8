/** Random and repeatable: the same seed chooses the same deeds, moments and ends. How fast the machine is, it cannot choose. */
export class Chance {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to just below 1 (mulberry32). */
  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below = (end: number): number => Math.floor(this.share() * end);

  pick<T>(among: readonly T[]): T {
    const one = among[this.below(among.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  /** `[what, how often]` */
  weigh<T>(among: readonly (readonly [T, number])[]): T {
    let left = this.share() * among.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [what, weight] of among) {
      left -= weight;
      if (left < 0) return what;
    }
    throw new Error('nothing to weigh');
  }

  word = (): string => Array.from({ length: 8 }, () => String.fromCharCode(97 + this.below(26))).join('');
}

/** `FIREKEEP_SEED` repeats a run. */
export const chosenSeed = (otherwise: number): number => Number(process.env.FIREKEEP_SEED ?? otherwise);
