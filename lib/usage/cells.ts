/** Entries added up: one cell for each day, key, model and kind. Adding and taking back are exact. */
import { usdOf } from '../core/money';
import { toE8 } from '../core/usd-e8';
import { type Day, dayOf } from './days';
import type { Entry, Share } from './record';

export interface Sum {
  /** Things that were asked for, */
  readonly jobs: number;
  /** and the requests that it took. */
  readonly calls: number;
  /** What they cost, in hundred-millionths of a dollar, as far as a price is known; */
  readonly usdE8: number;
  /** and how much of it was reckoned from prices, not told. */
  readonly aboutE8: number;
  /** Things whose price nobody knows. They are in no sum of dollars. */
  readonly unknown: number;
  readonly input: number;
  readonly output: number;
  /** Things of which no tokens were told. */
  readonly untold: number;
  /** In hundred-millionths of a credit. */
  readonly creditsE8: number;
}

export interface Series {
  readonly provider: string;
  readonly keyId: string;
  readonly model: string;
  readonly make: Entry['make'];
}

export interface Cell extends Series, Sum {
  readonly day: Day;
}

export const NOTHING: Sum = {
  jobs: 0,
  calls: 0,
  usdE8: 0,
  aboutE8: 0,
  unknown: 0,
  input: 0,
  output: 0,
  untold: 0,
  creditsE8: 0,
};

export const plus = (a: Sum, b: Sum, sign: 1 | -1 = 1): Sum => ({
  jobs: a.jobs + sign * b.jobs,
  calls: a.calls + sign * b.calls,
  usdE8: a.usdE8 + sign * b.usdE8,
  aboutE8: a.aboutE8 + sign * b.aboutE8,
  unknown: a.unknown + sign * b.unknown,
  input: a.input + sign * b.input,
  output: a.output + sign * b.output,
  untold: a.untold + sign * b.untold,
  creditsE8: a.creditsE8 + sign * b.creditsE8,
});

export const isNothing = (sum: Sum): boolean =>
  sum.jobs === 0 &&
  sum.calls === 0 &&
  sum.usdE8 === 0 &&
  sum.aboutE8 === 0 &&
  sum.unknown === 0 &&
  sum.input === 0 &&
  sum.output === 0 &&
  sum.untold === 0 &&
  sum.creditsE8 === 0;

/** What an entry adds. Several when several keys paid: the thing itself is counted once. */
export function cellsOf(entry: Entry): Cell[] {
  const { provider, model, make, credits, others = [] } = entry;
  const day = dayOf(entry.atMs);
  const cell = (share: Share, isMain: boolean): Cell => ({
    day,
    provider,
    model,
    make,
    keyId: share.keyId,
    ...sumOf(share, isMain),
    creditsE8: (isMain && credits !== undefined && toE8(usdOf(credits) ?? '')) || 0,
  });
  return [cell(entry, true), ...others.map((share) => cell(share, false))];
}

function sumOf(share: Share, isMain: boolean): Sum {
  const { usd, how, input, output, calls = 1 } = share;
  const amount = usd === undefined ? undefined : toE8(usd);
  return {
    ...NOTHING,
    jobs: isMain ? 1 : 0,
    calls,
    usdE8: amount ?? 0,
    aboutE8: how === 'about' ? (amount ?? 0) : 0,
    unknown: amount === undefined ? 1 : 0,
    input: input ?? 0,
    output: output ?? 0,
    untold: input === undefined ? 1 : 0,
  };
}

const placeOf = ({ day, provider, keyId, model, make }: Cell): string =>
  JSON.stringify([day, provider, keyId, model, make]);

/** Cells by their place. What comes to nothing leaves no trace. */
export class Tally {
  readonly #cells = new Map<string, Cell>();

  add(cells: Iterable<Cell>, sign: 1 | -1 = 1): void {
    for (const cell of cells) {
      const place = placeOf(cell);
      const sum = plus(this.#cells.get(place) ?? NOTHING, cell, sign);
      if (isNothing(sum)) this.#cells.delete(place);
      else this.#cells.set(place, { ...cell, ...sum });
    }
  }

  get cells(): Cell[] {
    return [...this.#cells.values()];
  }
}

export const totalOf = (cells: Iterable<Sum>): Sum => {
  let total = NOTHING;
  for (const cell of cells) total = plus(total, cell);
  return total;
};

/** Sums by what `by` says of each cell: a day, a provider, a key. In the order in which they came first. */
export function sumBy(cells: Iterable<Cell>, by: (cell: Cell) => string): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const cell of cells) {
    const name = by(cell);
    sums.set(name, plus(sums.get(name) ?? NOTHING, cell));
  }
  return sums;
}
