/**
 * A background that can be killed at any write or request, over the one database that outlives it. Its requests come
 * to nothing from then on, what it had not committed is taken back, and its memory is never looked at again.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { vi } from 'vitest';
import type { Order } from '../../lib/jobs/record';

const lives = new AsyncLocalStorage<Life>();

/** Everything a background has in its memory, once more and empty. */
async function load() {
  vi.resetModules();
  const [db, runner, starting, nudge] = await Promise.all([
    import('../../lib/db/open'),
    import('../../lib/jobs/runner'),
    import('../../lib/jobs/start'),
    import('../../lib/jobs/nudge'),
  ]);
  nudge.onNudge(() => void runner.pump());
  return { db: db.openDb(), pump: runner.pump, start: starting.start };
}

export class Life {
  isAlive = true;
  /** It dies at this write or request from now on. */
  left = Number.POSITIVE_INFINITY;
  readonly died: Promise<void>;
  #tell = () => {};
  readonly #transactions = new Set<IDBTransaction>();
  #loaded: Awaited<ReturnType<typeof load>> | undefined;

  private constructor() {
    this.died = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  static async begin(): Promise<Life> {
    const life = new Life();
    await lives.run(life, async () => {
      life.#loaded = await load();
      life.#watch();
    });
    return life;
  }

  /** Undefined when it died meanwhile. */
  start = (order: Order) => this.#do(({ start }) => start(order));
  pump = () => this.#do(({ pump }) => pump());

  #do(work: (loaded: Awaited<ReturnType<typeof load>>) => Promise<unknown>): Promise<unknown> {
    const loaded = this.#loaded;
    if (!loaded) throw new Error('it never began');
    const working = lives.run(this, () => work(loaded));
    const ended = working.catch((error: unknown) => {
      if (this.isAlive) throw error;
    });
    return Promise.race([ended, this.died]);
  }

  #watch(): void {
    const { db } = this.#loaded ?? {};
    db?.use({
      stack: 'dbcore',
      name: 'mortal',
      create: (core) => ({
        ...core,
        transaction: (stores, mode, options) => {
          const transaction = core.transaction(stores, this.isAlive ? mode : 'readonly', options);
          if (isOfIdb(transaction)) this.#hold(transaction);
          return transaction;
        },
        table: (name) => {
          const table = core.table(name);
          return {
            ...table,
            count: this.#mortal((request) => table.count(request)),
            get: this.#mortal((request) => table.get(request)),
            getMany: this.#mortal((request) => table.getMany(request)),
            openCursor: this.#mortal((request) => table.openCursor(request)),
            query: this.#mortal((request) => table.query(request)),
            mutate: this.#mortal((request) => {
              this.tick();
              return this.isAlive ? table.mutate(request) : never();
            }),
          };
        },
      }),
    });
  }

  /** Nobody is left who could hear the answer. */
  #mortal =
    <In, Out>(ask: (request: In) => Promise<Out>) =>
    (request: In): Promise<Out> =>
      this.isAlive ? ask(request) : never();

  #hold(transaction: IDBTransaction): void {
    this.#transactions.add(transaction);
    const forget = () => this.#transactions.delete(transaction);
    for (const event of ['complete', 'abort']) transaction.addEventListener(event, forget);
  }

  tick(): void {
    this.left -= 1;
    if (this.left <= 0) this.die();
  }

  die(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    for (const transaction of this.#transactions) abort(transaction);
    this.#tell();
  }
}

const never = <T>(): Promise<T> => new Promise(() => undefined);

const isOfIdb = (transaction: unknown): transaction is IDBTransaction =>
  typeof transaction === 'object' && transaction !== null && 'abort' in transaction;

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It was committed already: then it is on the disk, as it would be.
  }
}

const isDead = (life: Life | undefined): boolean => life !== undefined && !life.isAlive;

/** Puts a gate before the network: the dead send nothing, and of what they had sent they hear nothing more. */
export function gateFetch(): void {
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const life = lives.getStore();
    life?.tick();
    if (isDead(life)) return never();
    const response = await fetch(input, init);
    return isDead(life) ? never() : response;
  });
}

/** What the dead leave unfinished is nobody's error. Returns what ends this. */
export function forgiveTheDead(): () => void {
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const listen = (error: unknown, promise: Promise<unknown>) => {
    const name = error instanceof Error ? error.name : '';
    if (/^(Abort|InvalidState|TransactionInactive|PrematureCommit)Error$/.test(name)) return;
    for (const other of others) other(error, promise);
  };
  process.on('unhandledRejection', listen);
  return () => {
    process.off('unhandledRejection', listen);
    for (const other of others) process.on('unhandledRejection', other);
  };
}
