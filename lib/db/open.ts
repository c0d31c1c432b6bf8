import { type DBCore, Dexie, type Table } from 'dexie';
import { ProblemError, problem } from '../core/problem';
import { declare } from './migrations';
import type {
  ChunkRow,
  JobRow,
  KeyRow,
  MarkRow,
  NumberedRow,
  SealedRow,
  StagedRow,
  SumRow,
  UnlockerRow,
  VaultRow,
} from './tables';

export const DB_NAME = 'firekeep';

/**
 * When a database is newer than the program, Dexie opens it all the same and even adds tables to it. It asks
 * for the database without a version then: that is where we stop.
 */
const refuseNewer = (factory: IDBFactory): IDBFactory =>
  new Proxy(factory, {
    get(target, name) {
      if (name !== 'open') return bound(target, name);
      return (dbName: string, version?: number) => {
        if (version === undefined) throw new ProblemError(problem('database-newer'));
        return watchHeldUp(target.open(dbName, version));
      };
    },
  });

/** Requests that an older page holds up. Closing does not take them back. */
const heldUp = new Set<IDBOpenDBRequest>();
const PATIENCE_MS = 300;

/** A request behind one that is held up waits with it, and the browser does not say so: we do. */
function watchHeldUp(request: IDBOpenDBRequest): IDBOpenDBRequest {
  const tell = () => request.dispatchEvent(new Event('blocked'));
  const timer = heldUp.size > 0 ? setTimeout(tell, PATIENCE_MS) : undefined;
  const settle = () => {
    clearTimeout(timer);
    heldUp.delete(request);
  };
  request.addEventListener('blocked', () => heldUp.add(request));
  for (const event of ['upgradeneeded', 'success', 'error']) request.addEventListener(event, settle);
  return request;
}

const bound = (target: IDBFactory, name: string | symbol): unknown => {
  const member: unknown = Reflect.get(target, name);
  return typeof member === 'function' ? member.bind(target) : member;
};

/**
 * After a write for which there was no room, Firefox lets the next transaction only delete, and calls every
 * write in it an invalid state. A write gets as far as this only where storage works: the disk is still full.
 */
const nameFullDisk = (core: DBCore): DBCore => ({
  ...core,
  table(name) {
    const table = core.table(name);
    return { ...table, mutate: (request) => table.mutate(request).catch(rethrowAsFull) };
  },
});

function rethrowAsFull(error: unknown): never {
  if (error instanceof Error && error.name === 'InvalidStateError')
    throw new ProblemError(problem('storage-full'));
  throw error;
}

export class FirekeepDb extends Dexie {
  declare readonly vault: Table<VaultRow, string>;
  declare readonly unlockers: Table<UnlockerRow, string>;
  declare readonly keys: Table<KeyRow, number>;
  declare readonly activity: Table<NumberedRow, number>;
  declare readonly settings: Table<SealedRow, string>;
  declare readonly jobs: Table<JobRow, number>;
  declare readonly files: Table<ChunkRow, [string, number]>;
  declare readonly ledger: Table<NumberedRow, number>;
  declare readonly lists: Table<NumberedRow, number>;
  declare readonly trail: Table<SealedRow, string>;
  declare readonly logs: Table<NumberedRow, number>;
  declare readonly sums: Table<SumRow, string>;
  declare readonly search: Table<SealedRow, string>;
  declare readonly marks: Table<MarkRow, string>;
  declare readonly staged: Table<StagedRow, number>;

  constructor(name = DB_NAME) {
    // What was acknowledged must survive a power cut: Chromium only promises that when asked. Chunks of files ask too:
    // it keeps them in files of their own, which no later row takes to the disk.
    super(name, {
      chromeTransactionDurability: 'strict',
      ...(globalThis.indexedDB ? { indexedDB: refuseNewer(globalThis.indexedDB) } : {}),
    });
    declare(this);
    this.use({ stack: 'dbcore', name: 'full-disk', create: nameFullDisk });
    // Another page erases or upgrades: let go at once, and without Dexie's line on the console.
    this.on('versionchange', () => {
      this.close({ disableAutoOpen: false });
      return false;
    });
    // Another page holds the old version open. Waiting in silence would look like a hang: fail, and let a
    // person try again.
    this.on('blocked', () => {
      this.close();
      return false;
    });
  }
}

let shared: FirekeepDb | undefined;

/**
 * One connection for each page or worker. It opens itself at the first read. Dexie keeps the first error of an
 * opening and gives it to every reader after; what stood in the way may be gone by then: each of ours tries anew.
 */
export function openDb(): FirekeepDb {
  if (!shared || shared.hasFailed()) shared = new FirekeepDb();
  return shared;
}
