/**
 * Every job in one line each, in memory. It comes from the sealed parts on the disk and is made right from the jobs
 * themselves: what moved is opened again, what is missing is added, what is gone goes.
 */
import { openDb } from '../db/open';
import type { JobRow } from '../db/tables';
import type { Make } from '../jobs/record';
import { openJob, type Reader } from '../jobs/rows';
import { toEntry } from './entry';
import { openMark, readGone } from './marks';
import { readPart, writePart } from './parts';
import { inOrder, type Query, toTest } from './query';
import { type Entry, partOf } from './record';

/** So many rows are opened at once. */
const BATCH = 50;
/** So often a part is written anew when others write it too; the next change comes by again. */
const TRIES = 3;

export interface Found {
  readonly total: number;
  readonly items: readonly Hit[];
}

export interface Hit {
  readonly n: number;
  readonly id: string;
}

export interface Standing {
  /** Everything that is there is in it. */
  readonly isWhole: boolean;
  readonly known: number;
  readonly total: number;
  readonly damaged: readonly Hit[];
  readonly providers: readonly string[];
  readonly models: readonly string[];
  readonly bytes: Readonly<Record<Make, number>>;
  readonly counts: Readonly<Record<Make, number>>;
}

interface Row {
  readonly n: number;
  readonly rev: number;
}

export class Catalog {
  readonly #entries = new Map<number, Entry>();
  readonly #damaged = new Map<number, { readonly id: string; readonly rev: number }>();
  /** Of each part, the row that it would replace. */
  readonly #revs = new Map<number, number>();
  readonly #changed = new Set<number>();
  readonly #favourites = new Map<string, { readonly rev: number; readonly isFavourite: boolean }>();
  #gone = new Set<string>();
  #total = 0;
  #isWhole = false;

  constructor(readonly reader: Reader) {}

  /** What was known when it was last written down. */
  async load(): Promise<void> {
    const [last = 0] = await openDb().jobs.toCollection().reverse().limit(1).primaryKeys();
    for (let part = partOf(last); part >= 0; part -= 1) {
      const { rev, entries } = await readPart(this.reader, part);
      this.#revs.set(part, rev);
      for (const entry of entries) if (partOf(entry.n) === part) this.#entries.set(entry.n, entry);
    }
    await this.#readMarks();
    this.#total = this.#entries.size;
  }

  /** Makes it agree with the jobs, the newest first. `tell` is called as it goes on. */
  async refresh(tell: () => void = () => undefined): Promise<void> {
    await this.#readMarks();
    const rows = await readRows();
    this.#total = rows.length;
    this.#forgetMissing(new Set(rows.map(({ n }) => n)));
    const moved = rows.filter((row) => this.#revOf(row.n) !== row.rev).sort((a, b) => b.n - a.n);
    for (let at = 0; at < moved.length; at += BATCH) {
      await this.#take(moved.slice(at, at + BATCH));
      tell();
    }
    this.#isWhole = true;
  }

  /** Writes down what changed. A part that somebody else wrote meanwhile is compared with the jobs once more. */
  async save(): Promise<void> {
    for (let tries = 0; tries < TRIES && this.#changed.size > 0; tries += 1) {
      const late: number[] = [];
      for (const part of [...this.#changed]) {
        this.#changed.delete(part);
        const rev = this.#revs.get(part) ?? 0;
        const entries = [...this.#entries.values()].filter(({ n }) => partOf(n) === part);
        if (await writePart(this.reader, part, { rev, entries })) this.#revs.set(part, rev + 1);
        else late.push(part);
      }
      // First which row is there, then what it must say: so nothing that was destroyed in between is written again.
      for (const part of late) this.#revs.set(part, (await readPart(this.reader, part)).rev);
      if (late.length > 0) await this.refresh();
      for (const part of late) this.#changed.add(part);
    }
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  find(query: Query, from: number, count: number): Found {
    const fits = toTest(query, (id) => this.#favourites.get(id)?.isFavourite === true);
    const found = this.#there().filter(fits);
    const items = inOrder(found, query.order).slice(from, from + count);
    return { total: found.length, items: items.map(({ n, id }) => ({ n, id })) };
  }

  get standing(): Standing {
    const there = this.#there();
    const bytesOf = newWeigher();
    const sum = (make: Make, of: (entry: Entry) => number) =>
      there.reduce((total, entry) => total + (entry.make === make ? of(entry) : 0), 0);
    const each = (of: (entry: Entry) => number) => ({
      text: sum('text', of),
      image: sum('image', of),
      model3d: sum('model3d', of),
    });
    return {
      isWhole: this.#isWhole,
      known: this.#entries.size + this.#damaged.size,
      total: this.#total,
      damaged: [...this.#damaged].map(([n, { id }]) => ({ n, id })).filter(({ id }) => !this.#gone.has(id)),
      providers: distinct(there.map(({ provider }) => provider)),
      models: distinct(there.map(({ model }) => model)),
      bytes: each(bytesOf),
      counts: each(() => 1),
    };
  }

  #there(): Entry[] {
    return [...this.#entries.values()].filter(({ id }) => !this.#gone.has(id));
  }

  /** None of a line from before lines named their files: it is found as it is, and made anew, to be weighed once. */
  #revOf(n: number): number | undefined {
    const entry = this.#entries.get(n);
    return entry?.files ? entry.rev : this.#damaged.get(n)?.rev;
  }

  #forgetMissing(there: ReadonlySet<number>): void {
    for (const n of this.#damaged.keys()) if (!there.has(n)) this.#damaged.delete(n);
    for (const n of this.#entries.keys())
      if (!there.has(n)) {
        this.#entries.delete(n);
        this.#changed.add(partOf(n));
      }
  }

  async #take(moved: readonly Row[]): Promise<void> {
    const rows = await openDb().jobs.bulkGet(moved.map(({ n }) => n));
    await Promise.all(rows.map((row) => row && this.#takeRow(row)));
  }

  async #takeRow(row: JobRow): Promise<void> {
    const { n = 0, id, rev } = row;
    const job = await openJob(this.reader, row).catch(() => undefined);
    this.#damaged.delete(n);
    if (job) this.#entries.set(n, toEntry(job));
    else {
      this.#damaged.set(n, { id, rev });
      if (!this.#entries.delete(n)) return;
    }
    this.#changed.add(partOf(n));
  }

  async #readMarks(): Promise<void> {
    const rows = await openDb().marks.toArray();
    for (const row of rows) {
      if (this.#favourites.get(row.id)?.rev === row.rev) continue;
      const { isFavourite } = await openMark(this.reader, row);
      this.#favourites.set(row.id, { rev: row.rev, isFavourite });
    }
    const there = new Set(rows.map(({ id }) => id));
    for (const id of this.#favourites.keys()) if (!there.has(id)) this.#favourites.delete(id);
    this.#gone = new Set(await readGone());
  }
}

/** The number and revision of every job. Nothing of what they hold is read, and there are few different revisions. */
async function readRows(): Promise<Row[]> {
  const { jobs } = openDb();
  const numbers = await jobs.toCollection().primaryKeys();
  const revs = new Map<number, number>();
  for (const rev of await jobs.orderBy('rev').uniqueKeys())
    for (const n of await jobs.where('rev').equals(rev).primaryKeys()) revs.set(n, Number(rev));
  // One that moved in between is opened.
  return numbers.map((n) => ({ n, rev: revs.get(n) ?? 0 }));
}

/** A file that several jobs name lies on the disk once, and counts for the first of them. */
function newWeigher(): (entry: Entry) => number {
  const seen = new Set<string>();
  return ({ bytes, files = [] }) => {
    const again = files.filter(({ id }) => seen.has(id) || !seen.add(id));
    return bytes - again.reduce((sum, file) => sum + file.bytes, 0);
  };
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
