/** Walks the chain from the oldest line that is kept to the newest, a slice at a time, and says where it first breaks. */
import { openDb } from '../db/open';
import type { SealedRow } from '../db/tables';
import { type Broken, HEAD, type Head } from './chain';
import { type HashedLine, openHead, openLine, type Reader } from './rows';

export type Break = Broken['why'];

export interface Verified {
  readonly lines: number;
  /** Of before lines were chained: they are readable, and nothing vouches for them. */
  readonly unchained: number;
  /** The oldest line that the chain vouches for. */
  readonly fromMs: number | undefined;
  /** How many chained lines were let go since. */
  readonly pruned: number;
  readonly broken?: Broken;
}

interface Walk {
  readonly signal?: AbortSignal;
  readonly tell?: (done: number, total: number) => void;
}

const SLICE = 250;

/** Begins anew as often as lines were let go from the beginning meanwhile: that ends, as there are only so many. */
export async function verify(reader: Reader, walk: Walk = {}): Promise<Verified> {
  for (;;) {
    const start = await readStart(reader);
    const verified = await walkFrom(reader, start, walk);
    if (!verified.broken || firstOf((await readStart(reader)).head) === firstOf(start.head)) return verified;
  }
}

const firstOf = (head: Start['head']): string | number => (typeof head === 'string' ? head : head.first);

interface Start {
  readonly head: Head | 'head-missing' | 'head-damaged';
  /** What is written from here on is not walked: the head does not know of it. */
  readonly lastN: number;
  readonly total: number;
}

async function readStart(reader: Reader): Promise<Start> {
  const db = openDb();
  const found = await db.transaction('r', [db.trail, db.activity], async () => {
    const row = await db.trail.get(HEAD);
    const newest = await db.activity.orderBy(':id').last();
    return { row, lastN: newest?.n ?? 0, total: await db.activity.count() };
  });
  return { head: await headOf(reader, found.row), lastN: found.lastN, total: found.total };
}

async function headOf(reader: Reader, row: SealedRow | undefined): Promise<Start['head']> {
  if (!row) return 'head-missing';
  return openHead(reader, row).catch(() => 'head-damaged' as const);
}

async function walkFrom(reader: Reader, { head, lastN, total }: Start, walk: Walk): Promise<Verified> {
  const steps = new Steps(head);
  for await (const lines of slices(reader, lastN)) {
    walk.signal?.throwIfAborted();
    for (const line of lines) steps.take(line);
    walk.tell?.(steps.taken, total);
    if (steps.broken) break;
  }
  return steps.end();
}

async function* slices(reader: Reader, lastN: number): AsyncGenerator<readonly HashedLine[]> {
  let after = 0;
  while (after < lastN) {
    const rows = await openDb()
      .activity.where(':id')
      .between(after, lastN, false, true)
      .limit(SLICE)
      .toArray();
    if (rows.length === 0) return;
    after = rows.at(-1)?.n ?? lastN;
    yield await Promise.all(rows.map((row) => openLine(reader, row)));
  }
}

/** One line after the other. */
export class Steps {
  taken = 0;
  broken: Broken | undefined;
  #unchained = 0;
  #fromMs: number | undefined;
  /** Where the next one must stand, and what it must say of the one before. */
  #at: number;
  #before: string;

  constructor(readonly head: Start['head']) {
    this.#at = typeof head === 'string' ? 1 : head.first;
    this.#before = typeof head === 'string' ? '' : head.before;
  }

  take(line: HashedLine): void {
    if (this.broken) return;
    this.taken += 1;
    const why = this.#findBreak(line);
    if (why) this.#break(why, line.activity?.atMs);
    else if (!line.activity?.link) this.#unchained += 1;
    else this.#goOn(line.activity.atMs, line.hash ?? '');
  }

  #findBreak({ activity, hash }: HashedLine): Break | undefined {
    if (!activity || hash === undefined) return 'damaged';
    const { link } = activity;
    if (!link && this.#fromMs === undefined) return undefined;
    if (typeof this.head === 'string') return this.head;
    // All that was before may be gone: then it is the first, and fits.
    if (activity.what === 'record-restarted' && link?.at === this.#at) return 'begun-anew';
    return link?.at === this.#at && link.before === this.#before ? undefined : 'out-of-order';
  }

  #goOn(atMs: number, hash: string): void {
    this.#fromMs ??= atMs;
    this.#at += 1;
    this.#before = hash;
  }

  #break(why: Break, atMs: number | undefined): void {
    this.broken = { why, at: this.#at, ...(atMs === undefined ? {} : { atMs }) };
  }

  end(): Verified {
    const { head } = this;
    if (!this.broken && typeof head === 'string') this.#break(head, undefined);
    else if (!this.broken && typeof head !== 'string' && !this.#isAtEnd(head))
      this.#break('end-missing', undefined);
    const broken = (typeof head === 'string' ? undefined : head.broken) ?? this.broken;
    return {
      lines: this.taken,
      unchained: this.#unchained,
      fromMs: this.#fromMs,
      pruned: typeof head === 'string' ? 0 : head.first - 1,
      ...(broken ? { broken } : {}),
    };
  }

  #isAtEnd = (head: Head): boolean => this.#at === head.count + 1 && this.#before === head.last;
}
