/** What pages may read of budgets. */
import { openDb } from '../db/open';
import { readSetting } from '../db/settings';
import { openJson } from '../seal/envelope';
import { findContent } from '../session/content';
import { BUDGETS, type Budget, budgetsSchema, NO_TALLY, TALLY, type Tally, tallySchema } from './record';

export interface Budgeting {
  /** Undefined: they are damaged, and the background refuses what might break one. */
  readonly budgets: readonly Budget[] | undefined;
  readonly tally: Tally;
}

export async function readBudgeting(): Promise<Budgeting> {
  const content = await findContent();
  if (!content) return { budgets: [], tally: NO_TALLY };
  const { vaultId, key } = content;
  const { value, rev } = await readSetting({ vaultId, content: key }, BUDGETS, budgetsSchema);
  const row = await openDb().sums.get(TALLY);
  const place = { vaultId, kind: TALLY, rowId: TALLY };
  // Where it is damaged it is made anew before anything is sent.
  const tally = row && (await openJson(key, place, row.sealed, tallySchema).catch(() => null));
  return { budgets: value ?? (rev > 0 ? undefined : []), tally: tally ?? NO_TALLY };
}
