/** Holds the roll-ups against the ledger itself, entry by entry. What differs is thrown away and made anew. */
import { openDb } from '../db/open';
import { findContent } from '../session/content';
import { type Cell, cellsOf, Tally } from './cells';
import { HEAD } from './head';
import { readUsage, type Usage } from './reads';
import { forgetSums } from './rollup';
import { slicesAfter } from './walk';

export interface Checked {
  readonly entries: number;
  readonly damaged: number;
  /** False: the sums were wrong, and are made anew from here on. */
  readonly isRight: boolean;
}

/** Undefined while locked. `tell`: how many entries were looked at. */
export async function checkSums(tell?: (looked: number) => void): Promise<Checked | undefined> {
  const { summed, through } = await readStill();
  const content = await findContent();
  if (!content) return undefined;
  const last = new Map<string, readonly Cell[]>();
  let entries = 0;
  let damaged = 0;
  for await (const slice of slicesAfter(content, 0)) {
    for (const { n, entry } of slice) {
      if (n > through) continue;
      if (entry) last.set(entry.jobId, cellsOf(entry));
      else damaged += 1;
    }
    entries += slice.filter(({ n }) => n <= through).length;
    tell?.(entries);
  }
  const tally = new Tally();
  for (const cells of last.values()) tally.add(cells);
  const isRight = damaged === summed.damaged && isSame(tally.cells, summed.cells);
  if (!isRight) await forgetAll();
  return { entries, damaged, isRight };
}

/** What the roll-ups say, and up to which entry they say it: read until nothing was booked meanwhile. */
async function readStill(): Promise<{ summed: Usage; through: number }> {
  for (;;) {
    const through = await lastNumber();
    const summed = await readUsage();
    if ((await lastNumber()) === through) return { summed, through };
  }
}

const lastNumber = async (): Promise<number> =>
  (await openDb().ledger.orderBy(':id').reverse().first())?.n ?? 0;

async function forgetAll(): Promise<void> {
  forgetSums();
  await openDb().sums.delete(HEAD);
}

const isSame = (one: readonly Cell[], other: readonly Cell[]): boolean =>
  JSON.stringify(one.map(toText).sort()) === JSON.stringify(other.map(toText).sort());

const toText = (cell: Cell): string => JSON.stringify(Object.entries(cell).sort());
