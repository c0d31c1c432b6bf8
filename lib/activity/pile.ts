/** The lines of one table that a page has opened, newest first: as far as somebody looked, a slice at a time. */
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import type { NumberedRow } from '../db/tables';
import { findContent } from '../session/content';
import type { Line, Reader } from './rows';

const SLICE = 200;
/** A frame is 16 ms, and the page has other things to do in it. */
const LONGEST_MS = 8;

export interface Search<One extends Line = Line> {
  readonly isMatch: (activity: Line['activity']) => boolean;
  /** Nothing older is wanted. */
  readonly fromMs?: number | undefined;
  /** So many are enough. */
  readonly wanted: number;
  readonly signal: AbortSignal;
  readonly tell?: (soFar: Found<One>) => void;
}

export interface Found<One extends Line = Line> {
  readonly lines: readonly One[];
  /** How many lines were looked at. */
  readonly looked: number;
  /** There are no more than these. */
  readonly isAll: boolean;
}

export class Pile<One extends Line> {
  /** Without a gap; `#isWhole` when the oldest is among them. */
  #opened: One[] = [];
  #isWhole = false;
  /** Another vault may be opened in the place of this one. */
  #openedWith: Reader['key'] | undefined;
  /** Lines are opened by one at a time, whoever looks for them. */
  readonly #turn = newTurn();

  constructor(
    readonly table: 'activity' | 'logs',
    readonly openOne: (reader: Reader, row: NumberedRow) => Promise<One>,
  ) {}

  /** At a lock. What is just being opened comes into nothing that anybody reads. */
  forget(): void {
    this.#opened = [];
    this.#isWhole = false;
  }

  count = (): Promise<number> => this.#rows.count();

  /** The newest lines that match. Never more than a few milliseconds at a time. */
  async find(search: Search<One>): Promise<Found<One>> {
    await this.#inTurn((reader) => this.#catchUp(reader));
    const lines: One[] = [];
    let looked = 0;
    let last = Number.POSITIVE_INFINITY;
    let { at, opened } = this.#behind(last);
    let sinceMs = performance.now();
    for (;;) {
      search.signal.throwIfAborted();
      // Newer lines came before it, or all are gone: places have moved, numbers have not.
      if (opened !== this.#opened) ({ at, opened } = this.#behind(last));
      const line = opened[at];
      if (!line) {
        if (this.#isWhole || !(await this.#inTurn(this.#openMore))) break;
        continue;
      }
      at += 1;
      looked += 1;
      last = line.n;
      if (!isTooOld(line, search) && search.isMatch(line.activity)) lines.push(line);
      if (lines.length >= search.wanted) return { lines, looked, isAll: false };
      if (performance.now() - sinceMs < LONGEST_MS) continue;
      if (search.tell) search.tell({ lines: [...lines], looked, isAll: false });
      await breath();
      sinceMs = performance.now();
    }
    return { lines, looked, isAll: true };
  }

  #behind(n: number): { readonly at: number; readonly opened: readonly One[] } {
    const at = this.#opened.findIndex((line) => line.n < n);
    return { at: at < 0 ? this.#opened.length : at, opened: this.#opened };
  }

  get #rows() {
    return openDb().table<NumberedRow, number>(this.table);
  }

  #inTurn = <T>(work: (reader: Reader) => Promise<T>): Promise<T | undefined> =>
    this.#turn(async () => {
      const reader = await findContent();
      if (reader?.key !== this.#openedWith) this.forget();
      this.#openedWith = reader?.key;
      if (reader) return work(reader);
      this.#isWhole = true;
      return undefined;
    });

  /** What was written since, and without what was let go since. */
  async #catchUp(reader: Reader): Promise<void> {
    const oldest = await this.#rows.orderBy(':id').first();
    const from = oldest?.n ?? Number.POSITIVE_INFINITY;
    const newest = this.#opened[0]?.n;
    if (this.#opened.some(({ n }) => n < from)) this.#opened = this.#opened.filter(({ n }) => n >= from);
    this.#isWhole = this.#opened.at(-1)?.n === from || oldest === undefined;
    if (newest === undefined) return;
    for (;;) {
      const known = this.#opened;
      const last = known[0]?.n ?? newest;
      const rows = await this.#rows.where(':id').above(last).limit(SLICE).toArray();
      const lines = await this.#open(reader, rows);
      if (lines.length === 0 || this.#opened !== known) return;
      this.#opened = [...lines.reverse(), ...known];
    }
  }

  /** False when there are no older ones. */
  #openMore = async (reader: Reader): Promise<boolean> => {
    const known = this.#opened;
    const below = known.at(-1)?.n ?? Number.POSITIVE_INFINITY;
    const rows = await this.#rows.where(':id').below(below).reverse().limit(SLICE).toArray();
    const lines = await this.#open(reader, rows);
    if (this.#opened !== known) return true;
    this.#isWhole = rows.length < SLICE;
    known.push(...lines);
    return rows.length > 0;
  };

  #open = (reader: Reader, rows: readonly NumberedRow[]): Promise<One[]> =>
    Promise.all(rows.map((row) => this.openOne(reader, row)));
}

/** A clock may have gone back once: older lines may follow that are young enough. */
const isTooOld = ({ activity }: Line, { fromMs }: Pick<Search, 'fromMs'>): boolean =>
  fromMs !== undefined && activity !== undefined && activity.atMs < fromMs;

/** A task of its own, so that what was pressed meanwhile comes first. */
const breath = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
