/** What pages may read of models: each provider's list as it was last read, and the person's own choices. */
import { openDb } from '../db/open';
import { readSetting } from '../db/settings';
import type { NumberedRow } from '../db/tables';
import type { SealKey } from '../seal/envelope';
import { findContent } from '../session/content';
import { openList } from './open-list';
import { atRate, listedRate, RATES, type Rates, ratesSchema } from './rates';
import { CHOICES, type Choices, choicesSchema, type ModelList } from './record';

export interface Models {
  /** With the prices that credits come to at the person's own rates. */
  readonly lists: readonly ModelList[];
  readonly choices: Choices;
  /** What a credit costs, by provider. */
  readonly rates: Readonly<Record<string, Rate>>;
}

export interface Rate {
  readonly listed: string;
  /** As the person says. */
  readonly own?: string;
}

const NO_CHOICES: Choices = { favourites: [], defaults: {}, lastUsed: {} };

interface Content {
  readonly vaultId: string;
  readonly key: SealKey;
}

let opened = new Map<string, { rev: number; list: Promise<ModelList | undefined> }>();

export const forgetModels = (): void => {
  opened = new Map();
};

export async function readModels(): Promise<Models> {
  const content = await findContent();
  if (!content) {
    forgetModels();
    return { lists: [], choices: NO_CHOICES, rates: {} };
  }
  const rows = await openDb().lists.toArray();
  const lists = await Promise.all(rows.map((row) => openListOnce(content, row)));
  const open = { vaultId: content.vaultId, content: content.key };
  const { value } = await readSetting(open, CHOICES, choicesSchema);
  const own = (await readSetting(open, RATES, ratesSchema)).value ?? {};
  const listed = lists.flatMap((list) => list ?? []);
  return {
    lists: listed.map((list) => atOwnRate(list, own[list.provider])),
    choices: value ?? NO_CHOICES,
    rates: ratesOf(listed, own),
  };
}

const rated = new WeakMap<ModelList, { readonly rate: string; readonly list: ModelList }>();

/** The very same list as long as nothing changes: pages tell by that whether they must draw anew. */
function atOwnRate(list: ModelList, rate: string | undefined): ModelList {
  if (rate === undefined) return list;
  const known = rated.get(list);
  if (known?.rate === rate) return known.list;
  const next = { ...list, models: list.models.map((model) => atRate(model, rate)) };
  rated.set(list, { rate, list: next });
  return next;
}

function ratesOf(lists: readonly ModelList[], own: Rates): Record<string, Rate> {
  const rates: Record<string, Rate> = {};
  for (const { provider, models } of lists) {
    const listed = models.map(listedRate).find((rate) => rate !== undefined);
    const mine = own[provider];
    if (listed !== undefined) rates[provider] = { listed, ...(mine === undefined ? {} : { own: mine }) };
  }
  return rates;
}

/** A list that is damaged counts as none: it is read anew from its provider. */
function openListOnce(content: Content, row: NumberedRow): Promise<ModelList | undefined> {
  const known = opened.get(row.id);
  if (known?.rev === row.rev) return known.list;
  const list = openList(content, row).catch(() => undefined);
  opened.set(row.id, { rev: row.rev, list });
  return list;
}
