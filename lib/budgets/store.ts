/** The background's own: one writer, in turn, so that of many that are sent at once each sees the one before. */
import type { Event } from '../activity/record';
import { traced } from '../activity/write';
import { newId } from '../core/ids';
import { fail } from '../core/problem';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import { readSetting, sealSetting } from '../db/settings';
import type { SealedRow } from '../db/tables';
import { openJson, type SealKey, sealJson } from '../seal/envelope';
import { setNews } from '../session/news';
import { hasNews } from './decide';
import { BUDGETS, type Budget, budgetsSchema, TALLY, type Tally, tallySchema } from './record';
import { changedEvent } from './traces';

interface Open {
  readonly vaultId: string;
  readonly content: SealKey;
}

/** Whoever decides by the books, or changes them, does so in here. */
export const inBooks = newTurn();

const place = ({ vaultId }: Open) => ({ vaultId, kind: TALLY, rowId: TALLY });

export interface Kept {
  /** Undefined when it is missing, damaged, or an import brought more: then it is made anew. */
  readonly tally: Tally | undefined;
  /** It outlives that: nothing is told a second time. */
  readonly told: Tally['told'];
  readonly rev: number;
}

export async function readTally(open: Open): Promise<Kept> {
  const row = await openDb().sums.get(TALLY);
  const tally = row && (await openJson(open.content, place(open), row.sealed, tallySchema).catch(() => null));
  return {
    tally: row?.isStale ? undefined : (tally ?? undefined),
    told: tally?.told ?? {},
    rev: row?.rev ?? 0,
  };
}

export const sealTally = async (open: Open, tally: Tally, rev: number): Promise<SealedRow> => ({
  id: TALLY,
  rev,
  sealed: await sealJson(open.content, place(open), tally),
});

/** A limit that cannot be read is not one that was never set. */
export const readBudgets = async (open: Open): Promise<readonly Budget[]> => (await readAll(open)).budgets;

async function readAll(open: Open): Promise<{ readonly budgets: readonly Budget[]; readonly rev: number }> {
  const { value, rev } = await readSetting(open, BUDGETS, budgetsSchema);
  return { budgets: value ?? (rev > 0 ? fail('budgets-damaged') : []), rev };
}

/** Together with the line that tells of it. */
async function write(open: Open, budgets: readonly Budget[], rev: number, event: Event): Promise<void> {
  const row = await sealSetting(open, BUDGETS, budgets, rev + 1);
  const { settings } = openDb();
  await traced(open, [event], (traces) =>
    openDb().transaction('rw', [settings, ...traces.tables], async () => {
      // An import may have brought some meanwhile.
      if (((await settings.get(BUDGETS))?.rev ?? 0) !== rev) fail('books-moved');
      await settings.put(row);
      await traces.add();
    }),
  );
}

/** A changed budget is a new one: it tells its steps anew. */
export const putBudget = (open: Open, budget: Omit<Budget, 'id'>, replaces?: string): Promise<void> =>
  inBooks(async () => {
    const { budgets, rev } = await readAll(open);
    const next = { ...budget, id: newId() };
    const isThere = budgets.some(({ id }) => id === replaces);
    const all = isThere ? budgets.map((one) => (one.id === replaces ? next : one)) : [...budgets, next];
    await write(open, all, rev, await changedEvent(open, budget, isThere ? 'changed' : 'set'));
  });

/** Without an id: all of them, readable or not. */
export const removeBudget = (open: Open, id?: string): Promise<void> =>
  inBooks(async () => {
    if (id === undefined) {
      const { rev } = await readSetting(open, BUDGETS, budgetsSchema);
      return write(open, [], rev, await changedEvent(open));
    }
    const { budgets, rev } = await readAll(open);
    const gone = budgets.find((budget) => budget.id === id);
    // Another page was quicker.
    if (!gone) return;
    const others = budgets.filter((budget) => budget !== gone);
    await write(open, others, rev, await changedEvent(open, gone, 'removed'));
  });

/** Somebody has read how far it came. */
export const markSeen = (open: Open, name: string, step: number): Promise<void> =>
  inBooks(async () => {
    const { tally, rev } = await readTally(open);
    const told = tally?.told[name];
    if (!tally || !told) return;
    const seen = { ...told, seen: Math.max(told.seen, Math.min(step, told.step)) };
    const next = { ...tally, told: { ...tally.told, [name]: seen } };
    const row = await sealTally(open, next, rev + 1);
    const { sums } = openDb();
    const isSeen = await openDb().transaction('rw', sums, async () => {
      // An import brought more, and it is to be made anew: what was read then must not come back.
      if ((await sums.get(TALLY))?.rev !== rev) return false;
      await sums.put(row);
      return true;
    });
    if (isSeen) await setNews(hasNews(next));
  });
