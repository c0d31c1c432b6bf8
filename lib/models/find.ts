/** What the background reads of the lists: one model, and the row that holds a list. */
import { openDb } from '../db/open';
import { readSetting } from '../db/settings';
import type { NumberedRow } from '../db/tables';
import type { Model } from '../providers/model';
import type { SealKey } from '../seal/envelope';
import { openList } from './open-list';
import { atRate, listedRate, RATES, ratesSchema } from './rates';
import type { Make, ModelList } from './record';

interface Open {
  readonly vaultId: string;
  readonly content: SealKey;
}

export interface FoundList {
  readonly row: NumberedRow;
  readonly list: ModelList;
}

/** A damaged list counts as none. */
export async function findLists(open: Open, make: Make): Promise<FoundList[]> {
  const reader = { vaultId: open.vaultId, key: open.content };
  const rows = await openDb().lists.toArray();
  const found = await Promise.all(
    rows.map(async (row) => ({ row, list: await openList(reader, row).catch(() => undefined) })),
  );
  return found.flatMap(({ row, list }) => (list?.make === make ? [{ row, list }] : []));
}

export async function findList(open: Open, provider: string, make: Make): Promise<FoundList | undefined> {
  return (await findLists(open, make)).find(({ list }) => list.provider === provider);
}

/** Undefined for an id typed by hand, or before the list was ever read. */
export async function findModel(
  open: Open,
  provider: string,
  make: Make,
  id: string,
): Promise<Model | undefined> {
  const found = (await findList(open, provider, make))?.list.models.find((model) => model.id === id);
  if (!found || listedRate(found) === undefined) return found;
  return atRate(found, (await readSetting(open, RATES, ratesSchema)).value?.[provider]);
}
