import type { Dexie, Transaction } from 'dexie';

/**
 * Numbered for ever: a published step is never edited, the next one is added behind it, and each has a
 * before/after fixture in tests/db. Steps change tables and indexes, never sealed content.
 */
export interface Migration {
  readonly version: number;
  readonly stores: Readonly<Record<string, string | null>>;
  readonly upgrade?: (transaction: Transaction) => PromiseLike<unknown>;
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    stores: {
      vault: 'id',
      unlockers: 'id',
      keys: '++n, &id',
      activity: '++n, &id',
      settings: 'id',
    },
  },
  {
    version: 2,
    stores: {
      // `open` is there as long as a job is not over: the background finds them without opening every row.
      jobs: '++n, &id, open',
      files: '[file+at]',
      ledger: '++n, &id',
      lists: '++n, &id',
    },
  },
  {
    version: 3,
    stores: {
      // By `rev` the library's index finds which rows changed without reading what they hold.
      jobs: '++n, &id, open, rev',
      // Where the chain of `activity` ends and where what is kept of it begins; logs of other vaults lie beside it.
      trail: 'id',
      logs: '++n, &id',
      // The ledger and the library, summed up: made again from their rows when missing.
      sums: 'id',
      search: 'id',
      // What a person said about something that was made; `gone` is there while a deletion can be taken back.
      marks: 'id, gone',
      // Rows of a backup that is being read in, under the number of that import, which no reader sees.
      staged: '++n, lot',
    },
  },
];

export function declare(db: Dexie, upTo: readonly Migration[] = migrations): void {
  for (const { version, stores, upgrade } of upTo) {
    const declared = db.version(version).stores({ ...stores });
    if (upgrade) declared.upgrade(upgrade);
  }
}
