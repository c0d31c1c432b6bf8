/** What pages read of the ledger. Roll-ups carry what is old; only the newest entries are opened one by one. */
import { newTurn } from '../core/turn';
import { type Content, findContent } from '../session/content';
import { type Cell, cellsOf, Tally } from './cells';
import { dayOf, isWithin, monthOf, type Period } from './days';
import type { Entry } from './record';
import { byMonth, type Footing, forgetSums, keep, readFooting, readMonth } from './rollup';
import { findEntry, type Opened, rest, slicesAfter } from './walk';

export { type Cell, NOTHING, type Series, type Sum, sumBy, totalOf } from './cells';
export { type Day, dayOf, monthOf, type Period, shiftDay } from './days';

export interface Usage {
  /** One for each day, key, model and kind that has anything. */
  readonly cells: readonly Cell[];
  /** Entries that cannot be read, of any day. */
  readonly damaged: number;
}

const EMPTY: Usage = { cells: [], damaged: 0 };

/** So many new entries are worth a write; */
const WORTH = 50;
/** and so many are the most that a page that closes has opened for nothing. */
const MOST_UNKEPT = 5_000;
/** Another page may come between a few times. Then what was read is right all the same, and only not kept. */
const TRIES = 4;

/** At a lock: what this page has opened goes. */
export const forgetUsage = forgetSums;

const inTurn = newTurn();

/** Everything of a period, by the person's own days. Nothing while locked. `tell`: how many entries were opened. */
export const readUsage = (period: Period = {}, tell?: (opened: number) => void): Promise<Usage> =>
  inTurn(async () => {
    const content = await findContent();
    if (!content) {
      forgetUsage();
      return EMPTY;
    }
    let fromScratch = false;
    for (let tries = 1; ; tries += 1) {
      const found = await readOnce(content, period, { fromScratch, mayKeep: tries < TRIES, tell });
      if (found instanceof Object) return found;
      fromScratch ||= found === 'does-not-fit' || tries > 2 * TRIES;
    }
  });

/** `moved`: somebody else wrote. `does-not-fit`: what lies there cannot be of this ledger. */
type Again = 'moved' | 'does-not-fit';

interface How {
  readonly fromScratch: boolean;
  readonly mayKeep: boolean;
  readonly tell: ((opened: number) => void) | undefined;
}

async function readOnce(content: Content, period: Period, how: How): Promise<Usage | Again> {
  let footing = await readFooting(content, how.fromScratch);
  let fresh = new Fresh(footing.head.through);
  const jobs = footing.isNew ? new Map<string, string>() : undefined;
  let count = 0;
  for await (const slice of slicesAfter(content, footing.head.through)) {
    if (!(await fresh.take(content, slice, jobs))) return 'does-not-fit';
    count += slice.length;
    how.tell?.(count);
    if (!how.mayKeep || fresh.rows < MOST_UNKEPT) continue;
    const kept = await keep(content, footing, fresh.addition);
    if (!kept) return moved(content, footing);
    footing = kept;
    fresh = new Fresh(footing.head.through);
  }
  if (how.mayKeep && fresh.rows >= WORTH) {
    const kept = await keep(content, footing, fresh.addition);
    if (!kept) return moved(content, footing);
    footing = kept;
    fresh = new Fresh(footing.head.through);
  }
  return gather(content, footing, fresh, period);
}

/** Why nothing could be kept. */
async function moved(content: Content, footing: Footing): Promise<Again> {
  const now = await readFooting(content, false);
  return now.rev === footing.rev ? 'does-not-fit' : 'moved';
}

async function gather(
  content: Content,
  footing: Footing,
  fresh: Fresh,
  period: Period,
): Promise<Usage | Again> {
  const { head } = footing;
  const added = byMonth(fresh.addition.cells);
  const gathered: Cell[] = [];
  for (const month of new Set([...Object.keys(head.months), ...added.keys()])) {
    if (!touches(month, period)) continue;
    const before = await readMonth(content, head, month);
    if (!before) return moved(content, footing);
    for (const cell of merged(before, added.get(month))) if (isWithin(cell.day, period)) gathered.push(cell);
    await rest();
  }
  return { cells: gathered, damaged: head.damaged + fresh.addition.damaged };
}

/** Most months have nothing new: those are taken as they are. */
function merged(before: readonly Cell[], added: readonly Cell[] | undefined): readonly Cell[] {
  if (!added) return before;
  const tally = new Tally();
  tally.add(before);
  tally.add(added);
  return tally.cells;
}

const touches = (month: string, { from, to }: Period): boolean =>
  (from === undefined || month >= monthOf(from)) && (to === undefined || month <= monthOf(to));

/** Entries that are in no roll-up yet. */
class Fresh {
  readonly #tally = new Tally();
  readonly #firsts = new Map<string, number>();
  #through: number;
  #rows = 0;
  #damaged = 0;

  constructor(through: number) {
    this.#through = through;
  }

  get rows(): number {
    return this.#rows;
  }
  get addition() {
    return {
      cells: this.#tally.cells,
      through: this.#through,
      rows: this.#rows,
      damaged: this.#damaged,
      firsts: this.#firsts,
    };
  }

  /** False when a correction takes back something that nobody can find any more. */
  async take(content: Content, slice: readonly Opened[], jobs?: Map<string, string>): Promise<boolean> {
    for (const { n, id, entry } of slice) {
      this.#through = n;
      this.#rows += 1;
      if (!entry) this.#damaged += 1;
      else {
        if (entry.corrects && !(await this.#takeBack(content, entry, jobs))) return false;
        this.#tally.add(cellsOf(entry));
        const month = monthOf(dayOf(entry.atMs));
        if (!this.#firsts.has(month)) this.#firsts.set(month, n);
        jobs?.set(entry.jobId, id);
      }
    }
    return true;
  }

  /** Each thing counts once, with its last word. */
  async #takeBack(content: Content, entry: Entry, jobs?: Map<string, string>): Promise<boolean> {
    const replaced = entry.replaces ?? jobs?.get(entry.jobId);
    // An entry of the first days says only that it corrects: from the beginning on, it is known which.
    if (replaced === undefined) return jobs !== undefined;
    const before = await findEntry(content, replaced);
    if (before) this.#tally.add(cellsOf(before), -1);
    return true;
  }
}

/** How much was spent today stands in these. */
export const today = (nowMs = Date.now()): Period => ({ from: dayOf(nowMs), to: dayOf(nowMs) });
