/**
 * What lies in the extension's database, read and written past the program: as a fault of the disk, an older
 * program or a newer one would. Every function works on a page of the extension, whatever that page shows.
 */

import { migrations } from '../../lib/db/migrations';
import type {
  ChunkRow,
  JobRow,
  KeyRow,
  NumberedRow,
  PassphraseRow,
  SealedRow,
  VaultRow,
} from '../../lib/db/tables';
import type { Screen } from './screen';

export interface Rows {
  readonly vault: readonly VaultRow[];
  readonly unlockers: readonly PassphraseRow[];
  readonly keys: readonly (KeyRow & { readonly n: number })[];
  readonly activity: readonly NumberedRow[];
  readonly settings: readonly SealedRow[];
  readonly jobs: readonly JobRow[];
  readonly files: readonly ChunkRow[];
  readonly ledger: readonly NumberedRow[];
}
export type Table = keyof Rows;

const DATABASE = 'firekeep';
const BYTES = 'base64:';

/** All rows of all tables; undefined when there is no database. */
export async function readRows(screen: Screen): Promise<Rows | undefined> {
  const read = await screen.evaluate(readInPage, { name: DATABASE, mark: BYTES });
  return read === null ? undefined : (toBytes(read) as Rows);
}

/** Puts a row in the place of the one with its key. */
export const putRow = (screen: Screen, table: Table, row: object): Promise<void> =>
  screen.evaluate(putInPage, { name: DATABASE, mark: BYTES, table, row: fromBytes(row) as object });

/** Flips one bit in the middle of one field: what a bad block, or a program that crashed, leaves behind. */
export async function damage(
  screen: Screen,
  table: Table,
  field: string,
  isMeant: (row: object) => boolean = () => true,
): Promise<void> {
  const row = (await readRows(screen))?.[table].find(isMeant) as Record<string, unknown> | undefined;
  const bytes = row?.[field];
  if (!(bytes instanceof Uint8Array)) throw new Error(`no bytes in ${table}.${field}`);
  const changed = Uint8Array.from(bytes, (byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte));
  await putRow(screen, table, { ...row, [field]: changed });
}

/** What a browser does that was short of space, or that was told to clear a site's data. */
export const loseDatabase = (screen: Screen): Promise<void> =>
  screen.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
    DATABASE,
  );

/** The database as a newer program leaves it: the same rows under a higher number. */
export const raiseVersion = (screen: Screen, version: number): Promise<void> =>
  screen.evaluate(
    ({ name, wanted }) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, wanted);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
      }),
    { name: DATABASE, wanted: version },
  );

/**
 * The database as the first version would have left it if numbers had been lower then, held open by this page,
 * which does not hear that somebody wants to upgrade.
 */
export const holdOlder = (screen: Screen, rows: Rows): Promise<void> =>
  screen.evaluate(holdInPage, {
    name: DATABASE,
    mark: BYTES,
    version: OLDER,
    stores: migrations[0]?.stores ?? {},
    rows: fromBytes(rows) as Record<string, object[]>,
  });

/** The page that held it lets go. */
export const letGoOlder = (screen: Screen): Promise<void> =>
  screen.evaluate(() => (globalThis as { held?: IDBDatabase }).held?.close());

/** Dexie counts in tens: its first version is the browser's tenth. */
const OLDER = 5;

function toBytes(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith(BYTES))
    return new Uint8Array(Buffer.from(value.slice(BYTES.length), 'base64'));
  return mapWithin(value, toBytes);
}

function fromBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return BYTES + Buffer.from(value).toString('base64');
  return mapWithin(value, fromBytes);
}

function mapWithin(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)]));
}

interface Marked {
  readonly name: string;
  readonly mark: string;
}

async function readInPage({ name, mark }: Marked): Promise<Record<string, unknown[]> | null> {
  const db = await new Promise<IDBDatabase | null>((resolve, reject) => {
    const request = indexedDB.open(name);
    // There was none: taking the upgrade back leaves none.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => (request.error?.name === 'AbortError' ? resolve(null) : reject(request.error));
  });
  if (!db) return null;
  const toText = (value: unknown): unknown =>
    value instanceof Uint8Array
      ? mark + btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(''))
      : value;
  const names = [...db.objectStoreNames];
  // One transaction for all: what is compared must be of one moment.
  const reading = db.transaction(names);
  const readTable = (table: string) =>
    new Promise<unknown[]>((resolve, reject) => {
      const request = reading.objectStore(table).getAll();
      request.onsuccess = () =>
        resolve(
          request.result.map((row: object) =>
            Object.fromEntries(Object.entries(row).map(([field, value]) => [field, toText(value)])),
          ),
        );
      request.onerror = () => reject(request.error);
    });
  const tables = await Promise.all(names.map(async (table) => [table, await readTable(table)] as const));
  db.close();
  return Object.fromEntries(tables);
}

async function putInPage({ name, mark, table, row }: Marked & { table: string; row: object }): Promise<void> {
  const toBytes = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith(mark)
      ? Uint8Array.from(atob(value.slice(mark.length)), (letter) => letter.charCodeAt(0))
      : value;
  const ready = Object.fromEntries(Object.entries(row).map(([field, value]) => [field, toBytes(value)]));
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const writing = db.transaction(table, 'readwrite');
      writing.objectStore(table).put(ready);
      writing.oncomplete = () => {
        db.close();
        resolve();
      };
      writing.onabort = () => reject(writing.error);
    };
  });
}

interface Older extends Marked {
  readonly version: number;
  readonly stores: Readonly<Record<string, string | null>>;
  readonly rows: Readonly<Record<string, object[]>>;
}

async function holdInPage({ name, mark, version, stores, rows }: Older): Promise<void> {
  const toBytes = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith(mark)
      ? Uint8Array.from(atob(value.slice(mark.length)), (letter) => letter.charCodeAt(0))
      : value;
  const makeStore = (db: IDBDatabase, table: string, schema: string) => {
    const [primary = '', ...indexes] = schema.split(',').map((part) => part.trim());
    const store = db.createObjectStore(table, {
      keyPath: primary.replace('++', ''),
      autoIncrement: primary.startsWith('++'),
    });
    for (const index of indexes)
      store.createIndex(index.slice(1), index.slice(1), { unique: index.startsWith('&') });
    for (const row of rows[table] ?? [])
      store.put(Object.fromEntries(Object.entries(row).map(([field, value]) => [field, toBytes(value)])));
  };
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const [table, schema] of Object.entries(stores))
        if (schema) makeStore(request.result, table, schema);
    };
    request.onsuccess = () => {
      (globalThis as { held?: IDBDatabase }).held = request.result;
      resolve();
    };
    request.onerror = () => reject(request.error);
  });
}
