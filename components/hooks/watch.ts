/**
 * Calls back when a table changed, whoever changed it: another page, the background, this one. Dexie tells
 * all of them of every commit. Its `liveQuery` would find the tables by itself, but only as long as a read
 * awaits nothing else than Dexie, and ours await the unsealing.
 */
import type { FirekeepDb } from '../../lib/db/open';

export type TableName = Exclude<keyof FirekeepDb, keyof import('dexie').Dexie>;

/** Dexie is loaded here, on first use: no first paint waits for it. Ready means that no change is missed. */
export async function watchTables(tables: readonly TableName[], react: () => void): Promise<() => void> {
  const [{ Dexie }, { DB_NAME }] = await Promise.all([import('dexie'), import('../../lib/db/open')]);
  const ours = tables.map((table) => `idb://${DB_NAME}/${table}/`);
  const listen = (parts: object) => {
    const isOurs = (part: string) => part === 'all' || ours.some((table) => part.startsWith(table));
    if (Object.keys(parts).some(isOurs)) react();
  };
  Dexie.on.storagemutated.subscribe(listen);
  return () => Dexie.on.storagemutated.unsubscribe(listen);
}
