/**
 * Before and after of each migration. A fixture is what a published version left on disks: it is never edited.
 * A new step adds a fixture of the version before it, and what must have become of its rows.
 */
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { migrations } from '../../lib/db/migrations';
import { FirekeepDb } from '../../lib/db/open';
import { type Fixture, fixtures } from './fixtures';

const NAME = 'firekeep-migrations';
afterEach(() => Dexie.delete(NAME));

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Writes the fixture with nothing but the browser's own API, as the old program's disk had it. */
async function write(fixture: Fixture): Promise<void> {
  const request = indexedDB.open(NAME, fixture.version * 10);
  request.onupgradeneeded = () => {
    for (const [name, store] of Object.entries(fixture.stores)) {
      const made = request.result.createObjectStore(name, {
        keyPath: store.keyPath as string | string[],
        autoIncrement: store.counts,
      });
      for (const index of store.uniqueIndexes) made.createIndex(index, index, { unique: true });
      for (const index of store.indexes ?? []) made.createIndex(index, index);
      for (const row of store.rows) made.add(row);
    }
  };
  (await done(request)).close();
}

async function readShape() {
  const db = await done(indexedDB.open(NAME));
  const names = [...db.objectStoreNames];
  const transaction = db.transaction(names);
  const shape = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => {
        const store = transaction.objectStore(name);
        const rows: unknown[] = await done(store.getAll());
        const all = [...store.indexNames];
        const uniqueIndexes = all.filter((index) => store.index(index).unique);
        const indexes = all.filter((index) => !store.index(index).unique);
        const { keyPath, autoIncrement: counts } = store;
        return [name, { keyPath, counts, uniqueIndexes, ...(indexes.length > 0 ? { indexes } : {}), rows }];
      }),
    ),
  );
  const version = db.version / 10;
  db.close();
  return { version, stores: shape };
}

describe('the tables', () => {
  it('of a new vault are the newest fixture, without rows', async () => {
    const db = new FirekeepDb(NAME);
    await db.open();
    db.close();
    const newest = fixtures.at(-1);
    const empty = Object.entries(newest?.stores ?? {}).map(([name, store]) => [name, { ...store, rows: [] }]);
    expect(await readShape()).toEqual({ version: newest?.version, stores: Object.fromEntries(empty) });
  });

  it('have a fixture for each numbered step', () => {
    expect(fixtures.map((fixture) => fixture.version)).toEqual(
      migrations.map((migration) => migration.version),
    );
  });

  it.each(fixtures.map((fixture) => [fixture.version, fixture] as const))(
    'of version %i come out as they should, and nothing is lost',
    async (_version, fixture) => {
      await write(fixture);
      const db = new FirekeepDb(NAME);
      await db.open();
      db.close();
      expect(await readShape()).toEqual(fixture.becomes);
    },
  );
});
