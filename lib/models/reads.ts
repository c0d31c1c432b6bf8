/** What pages may read of models: each provider's list as it was last read, and the person's own choices. */
import { openDb } from '../db/open';
import { readSetting } from '../db/settings';
import type { NumberedRow } from '../db/tables';
import { openJson, type SealKey } from '../seal/envelope';
import { findContent } from '../session/content';
import { CHOICES, type Choices, choicesSchema, listSchema, MODEL_LIST, type ModelList } from './record';

export interface Models {
  readonly lists: readonly ModelList[];
  readonly choices: Choices;
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
    return { lists: [], choices: NO_CHOICES };
  }
  const rows = await openDb().lists.toArray();
  const lists = await Promise.all(rows.map((row) => openListOnce(content, row)));
  const { value } = await readSetting(
    { vaultId: content.vaultId, content: content.key },
    CHOICES,
    choicesSchema,
  );
  return { lists: lists.flatMap((list) => list ?? []), choices: value ?? NO_CHOICES };
}

/** A list that is damaged counts as none: it is read anew from its provider. */
function openListOnce(content: Content, row: NumberedRow): Promise<ModelList | undefined> {
  const known = opened.get(row.id);
  if (known?.rev === row.rev) return known.list;
  const list = openList(content, row).catch(() => undefined);
  opened.set(row.id, { rev: row.rev, list });
  return list;
}

export async function openList({ vaultId, key }: Content, row: NumberedRow): Promise<ModelList | undefined> {
  const place = { vaultId, kind: MODEL_LIST, rowId: row.id };
  return (await openJson(key, place, row.sealed, listSchema)) ?? undefined;
}
