import { Dexie, type Table } from 'dexie';
import { declare } from './migrations';
import type { KeyRow, NumberedRow, SealedRow, UnlockerRow, VaultRow } from './tables';

export const DB_NAME = 'firekeep';

export class FirekeepDb extends Dexie {
  declare readonly vault: Table<VaultRow, string>;
  declare readonly unlockers: Table<UnlockerRow, string>;
  declare readonly keys: Table<KeyRow, number>;
  declare readonly activity: Table<NumberedRow, number>;
  declare readonly settings: Table<SealedRow, string>;

  constructor(name = DB_NAME) {
    // What was acknowledged must survive a power cut: Chromium only promises that when asked.
    super(name, { chromeTransactionDurability: 'strict' });
    declare(this);
  }
}

let shared: FirekeepDb | undefined;

/** One connection for each page or worker. It opens itself at the first read. */
export function openDb(): FirekeepDb {
  shared ??= new FirekeepDb();
  return shared;
}
