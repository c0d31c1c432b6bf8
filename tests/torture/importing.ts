/** Imports that end before they end: of the whole browser, or of its background alone. */
import { type Browser, type BrowserName, launch } from '../harness/browser';
import { unlock } from '../harness/journey';
import { plantVault } from '../harness/planted';
import { BACKUP_PASSPHRASE } from '../harness/planted-backup';
import type { Found, Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { until } from '../harness/until';

export const BACKUP = 'options.html#/backup';
const TABLES = ['keys', 'jobs', 'ledger', 'files', 'staged'] as const;
type Counts = Record<(typeof TABLES)[number], number>;

const NOTHING: Counts = { keys: 0, jobs: 0, ledger: 0, files: 0, staged: 0 };

export const reading = (screen: Screen): Found => screen.find('region', 'Import a backup');

export async function beginImport(screen: Screen, file: string): Promise<void> {
  await reading(screen).field('Backup file').attach(file);
  await reading(screen).field('Backup passphrase').fill(BACKUP_PASSPHRASE);
  await reading(screen).find('button', 'Import backup').click();
}

/** Whatever it said, and when nothing is under way any more. */
export async function untilSaid(screen: Screen, withinMs = 120_000): Promise<string> {
  return until(
    async () => {
      for (const role of ['alert', 'status'] as const) {
        const found = reading(screen).find(role);
        if ((await found.count()) > 0) return found.content();
      }
      return undefined;
    },
    { what: 'a word of the import', withinMs },
  );
}

export class Importing {
  private constructor(
    public browser: Browser,
    public screen: Screen,
    readonly file: string,
    readonly whole: Counts,
  ) {}

  static async begin(name: BrowserName, server: Server, profile: string, file: string, whole: Counts) {
    const browser = await launch(name, { server, profile });
    return new Importing(browser, await browser.open(BACKUP), file, whole);
  }

  /** Nobody ends it: how long it takes. */
  async untroubled(withinMs?: number): Promise<number> {
    await plantVault(this.screen);
    await this.screen.reload();
    const startMs = Date.now();
    await beginImport(this.screen, this.file);
    const said = await untilSaid(this.screen, withinMs);
    if (!said.startsWith('Imported')) throw new Error(said);
    await this.#untilSettled('whole');
    return Date.now() - startMs;
  }

  async endAfter(ms: number, what: 'browser' | 'worker'): Promise<'whole' | 'nothing'> {
    await plantVault(this.screen);
    await this.screen.reload();
    await beginImport(this.screen, this.file);
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (what === 'worker') {
      await this.browser.killWorker();
      // The page lives, and says how it ended. It tells the truth.
      const isDone = (await untilSaid(this.screen)).startsWith('Imported');
      return this.#untilSettled(isDone ? 'whole' : 'nothing');
    }
    await this.browser.kill();
    this.browser = await this.browser.relaunch();
    this.screen = await this.browser.open(BACKUP);
    await unlock(this.screen);
    return this.#untilSettled();
  }

  /** All of it, or nothing and no leftovers: what is in between is swept as the vault opens, and never stays. */
  async #untilSettled(expected?: 'whole' | 'nothing'): Promise<'whole' | 'nothing'> {
    let last: Counts | undefined;
    const found = await until(
      async () => {
        const now = (await this.screen.evaluate(countInPage, [...TABLES])) as Counts;
        last = now;
        if (same(now, this.whole)) return 'whole' as const;
        return same(now, NOTHING) && ('nothing' as const);
      },
      { what: 'all of the backup, or nothing of it' },
    ).catch((error: unknown) => {
      throw new Error(`In between: ${JSON.stringify(last)}`, { cause: error });
    });
    if (expected && found !== expected) throw new Error(`It said ${expected}, and ${found} is there.`);
    return found;
  }
}

const same = (one: Counts, other: Counts): boolean => TABLES.every((name) => one[name] === other[name]);

async function countInPage(tables: readonly string[]): Promise<Record<string, number>> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('firekeep');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const reads = db.transaction([...tables]);
  const count = (name: string) =>
    new Promise<number>((resolve, reject) => {
      const request = reads.objectStore(name).count();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const counts = await Promise.all(tables.map(async (name) => [name, await count(name)] as const));
  db.close();
  return Object.fromEntries(counts);
}
