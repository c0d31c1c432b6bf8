import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DB_NAME, FirekeepDb, openDb } from '../../lib/db/open';
import { toStorageProblem } from '../../lib/db/problems';

const NAME = 'firekeep-test';
const opened: Dexie[] = [];
const keep = <T extends Dexie>(db: T): T => {
  opened.push(db);
  return db;
};

afterEach(async () => {
  for (const db of opened.splice(0)) db.close();
  await Dexie.delete(NAME);
});

const problemOf = async (work: PromiseLike<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => toStorageProblem(error).code,
  );

const rawOpen = (version: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

describe('a database that a newer Firekeep wrote', () => {
  it('is refused, and stays as it was', async () => {
    const newer = keep(new Dexie(NAME));
    newer.version(99).stores({ keys: '++n, &id, colour', novelty: 'id' });
    await newer.table('novelty').add({ id: 'kept' });
    newer.close();

    const db = keep(new FirekeepDb(NAME));
    expect(await problemOf(db.keys.toArray())).toBe('database-newer');
    expect(await problemOf(db.keys.toArray())).toBe('database-newer');
    db.close();

    const again = await rawOpen(990);
    expect([...again.objectStoreNames]).toEqual(['keys', 'novelty']);
    again.close();
  });
});

describe('the connection that all readers share', () => {
  it('tries anew when what stood in the way is gone', async () => {
    const newer = keep(new Dexie(DB_NAME));
    newer.version(99).stores({ keys: 'id' });
    await newer.open();
    newer.close();
    expect(await problemOf(openDb().keys.toArray())).toBe('database-newer');
    expect(await problemOf(openDb().keys.toArray())).toBe('database-newer');
    await Dexie.delete(DB_NAME);
    expect(await problemOf(openDb().keys.toArray())).toBe('none');
    keep(openDb());
  });

  it('is the same one for all, also after it gave way to an erasure', async () => {
    const db = keep(openDb());
    await db.keys.toArray();
    await Dexie.delete(DB_NAME);
    expect(openDb()).toBe(db);
    expect(await problemOf(db.keys.toArray())).toBe('none');
  });
});

describe('what is written', () => {
  it('is on the disk when it is acknowledged, in and out of transactions', async () => {
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const db = keep(new FirekeepDb(NAME));
    const row = { id: 'a', rev: 1, sealed: new Uint8Array(1) };
    await db.settings.put(row);
    await db.transaction('rw', [db.settings, db.activity], async () => {
      await db.settings.put(row);
      await db.activity.add(row);
    });
    const writes = asked.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes).toHaveLength(2);
    expect(writes.map(([, , options]) => options)).toEqual([
      { durability: 'strict' },
      { durability: 'strict' },
    ]);
  });
});

describe('chunks of files', () => {
  it('are on the disk too: the row that names them takes no file along in which a browser keeps a large one', async () => {
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const db = keep(new FirekeepDb(NAME));
    await db.files.bulkAdd([{ file: 'a', at: 0, bytes: new Uint8Array(1) }]);
    await db.transaction('rw', [db.settings, db.files], async () => {
      await db.files.delete(['a', 0]);
    });
    const writes = asked.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes.map(([, , options]) => options)).toEqual([
      { durability: 'strict' },
      { durability: 'strict' },
    ]);
  });
});

describe('an upgrade that another page holds up', () => {
  it('says so at once, and goes on when the page lets go', async () => {
    const old = await rawOpen(1);
    const db = keep(new FirekeepDb(NAME));
    expect(await problemOf(db.keys.toArray())).toBe('database-blocked');
    old.close();
    expect(await problemOf(keep(new FirekeepDb(NAME)).keys.toArray())).toBe('none');
  });
});

describe('what storage throws', () => {
  it.each([
    ['QuotaExceededError', 'storage-full'],
    ['SecurityError', 'storage-off'],
    ['InvalidStateError', 'storage-off'],
    ['UnknownError', 'storage-broken'],
  ])('%s is %s, also wrapped by Dexie', (name, code) => {
    const inner = new DOMException('quoted text', name);
    expect(toStorageProblem(inner).code).toBe(code);
    expect(toStorageProblem(new Dexie.AbortError('aborted', inner)).code).toBe(code);
    expect(toStorageProblem(new Dexie.OpenFailedError('failed', inner)).code).toBe(code);
  });

  it('a write that Firefox refuses after the disk was full is full too', async () => {
    const db = keep(new FirekeepDb(NAME));
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('did not allow mutations', 'InvalidStateError');
    });
    const row = { id: 'a', rev: 1, sealed: new Uint8Array(1) };
    expect(await problemOf(db.settings.put(row))).toBe('storage-full');
    const inTransaction = db.transaction('rw', db.settings, () => db.settings.put(row));
    expect(await problemOf(inTransaction)).toBe('storage-full');
  });

  it('a browser without IndexedDB is storage-off', async () => {
    const without = new Dexie(NAME, { indexedDB: undefined as never, IDBKeyRange: undefined as never });
    without.version(1).stores({ keys: 'id' });
    expect(await problemOf(without.open())).toBe('storage-off');
  });
});
