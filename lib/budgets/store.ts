/** The background's own: one writer, in turn, so that of many that are sent at once each sees the one before. */
import { newId } from '../core/ids';
import { fail } from '../core/problem';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import { readSetting, writeSetting } from '../db/settings';
import type { SealedRow } from '../db/tables';
import { openJson, type SealKey, sealJson } from '../seal/envelope';
import { setNews } from '../session/news';
import { hasNews } from './decide';
import { BUDGETS, type Budget, budgetsSchema, TALLY, type Tally, tallySchema } from './record';

interface Open {
  readonly vaultId: string;
  readonly content: SealKey;
}

/** Whoever decides by the books, or changes them, does so in here. */
export const inBooks = newTurn();

const place = ({ vaultId }: Open) => ({ vaultId, kind: TALLY, rowId: TALLY });

export interface Kept {
  /** Undefined when it is missing or damaged: then it is made anew. */
  readonly tally: Tally | undefined;
  readonly rev: number;
}

export async function readTally(open: Open): Promise<Kept> {
  const row = await openDb().sums.get(TALLY);
  const tally = row && (await openJson(open.content, place(open), row.sealed, tallySchema).catch(() => null));
  return { tally: tally ?? undefined, rev: row?.rev ?? 0 };
}

export const sealTally = async (open: Open, tally: Tally, rev: number): Promise<SealedRow> => ({
  id: TALLY,
  rev,
  sealed: await sealJson(open.content, place(open), tally),
});

/** A limit that cannot be read is not one that was never set. */
export async function readBudgets(open: Open): Promise<readonly Budget[]> {
  const { value, rev } = await readSetting(open, BUDGETS, budgetsSchema);
  return value ?? (rev > 0 ? fail('budgets-damaged') : []);
}

/** A changed budget is a new one: it tells its steps anew. */
export const putBudget = (open: Open, budget: Omit<Budget, 'id'>, replaces?: string): Promise<void> =>
  inBooks(async () => {
    const others = (await readBudgets(open)).filter(({ id }) => id !== replaces);
    await writeSetting(open, BUDGETS, [...others, { ...budget, id: newId() }]);
  });

/** Without an id: all of them, readable or not. */
export const removeBudget = (open: Open, id?: string): Promise<void> =>
  inBooks(async () => {
    const all = id === undefined ? [] : await readBudgets(open);
    await writeSetting(
      open,
      BUDGETS,
      all.filter((budget) => budget.id !== id),
    );
  });

/** Somebody has read how far it came. */
export const markSeen = (open: Open, name: string, step: number): Promise<void> =>
  inBooks(async () => {
    const { tally, rev } = await readTally(open);
    const told = tally?.told[name];
    if (!tally || !told) return;
    const seen = { ...told, seen: Math.max(told.seen, Math.min(step, told.step)) };
    const next = { ...tally, told: { ...tally.told, [name]: seen } };
    await openDb().sums.put(await sealTally(open, next, rev + 1));
    await setNews(hasNews(next));
  });
