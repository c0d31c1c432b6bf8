/**
 * The one writer of the record. Lines are chained and sealed first; the short transaction that adds them looks whether
 * the head moved meanwhile, and then it is done again. Whatever waits for its turn is written together.
 */
import { type Bytes, utf8 } from '../core/bytes';
import { newId } from '../core/ids';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import type { NumberedRow } from '../db/tables';
import { type SealKey, sealBytes, sealJson } from '../seal/envelope';
import { EMPTY_HEAD, HEAD, type Head, hashOf, TRAIL_HEAD } from './chain';
import { ACTIVITY, type Event } from './record';
import { openHead, openLine, type Reader } from './rows';

/** Whoever may seal: the open vault, or one that is just being created. */
export interface Sealer {
  readonly vaultId: string;
  readonly content: SealKey;
}

/** Lines that are ready for somebody's transaction, which must hold these tables. */
export interface Traces {
  readonly tables: ReturnType<typeof tablesOf>;
  add(): Promise<void>;
}

const tablesOf = () => [openDb().activity, openDb().trail];

/** Thrown inside the transaction, because only a throw takes its other half back. */
class HeadMoved extends Error {}

const inTurn = newTurn();
const TRIES = 10;

/**
 * For what happens together with another change: `commit` writes both in one transaction, and is called again when
 * the head moved. It must not record anything by itself: it has the turn.
 */
export const traced = <T>(
  open: Sealer,
  events: readonly Event[],
  commit: (traces: Traces) => PromiseLike<T>,
): Promise<T> => inTurn(() => attempt(open, events, commit));

/** As it was left here, for as long as the vault stays open. Whoever wrote another one moved its `rev`. */
const heads = new WeakMap<Sealer, KnownHead>();

const NO_TRACES: Traces = { tables: [], add: async () => {} };

async function attempt<T>(
  open: Sealer,
  events: readonly Event[],
  commit: (traces: Traces) => PromiseLike<T>,
): Promise<T> {
  if (events.length === 0) return commit(NO_TRACES);
  for (let tries = 1; ; tries += 1) {
    const { traces, written } = await prepare(open, events, heads.get(open) ?? (await readHead(open)));
    heads.delete(open);
    try {
      const done = await commit(traces);
      // Whoever found that there was nothing to change wrote no line either.
      const known = written();
      if (known) heads.set(open, known);
      return done;
    } catch (error) {
      if (!(error instanceof HeadMoved) || tries >= TRIES) throw error;
    }
  }
}

const NEW: KnownHead = { head: EMPTY_HEAD, rev: 0, isLost: false };

/** For a vault that begins: there is nothing yet to go on from. */
export const firstTraces = async (open: Sealer, events: readonly Event[]): Promise<Traces> =>
  (await prepare(open, events, NEW)).traces;

/** For what stands alone. It is written when this returns. */
export function record(open: Sealer, ...events: readonly Event[]): Promise<void> {
  if (events.length === 0) return Promise.resolve();
  if (next?.open !== open) next = newBatch(open);
  next.events.push(...events);
  return next.written;
}

interface Batch {
  readonly open: Sealer;
  readonly events: Event[];
  readonly written: Promise<void>;
}

/** What came since the last one took its turn. */
let next: Batch | undefined;

function newBatch(open: Sealer): Batch {
  const events: Event[] = [];
  const written = inTurn(() => {
    if (next === batch) next = undefined;
    return attempt(open, events, write);
  });
  const batch = { open, events, written };
  return batch;
}

const write = (traces: Traces): PromiseLike<void> =>
  openDb().transaction('rw', traces.tables, async () => {
    await traces.add();
  });

export interface KnownHead {
  readonly head: Head;
  readonly rev: number;
  /** It should have gone on from somewhere, and nobody can say where. */
  readonly isLost: boolean;
}

/** A damaged head keeps nobody out: the chain begins anew, says so, and does not verify from there back. */
export async function readHead(open: Sealer): Promise<KnownHead> {
  const reader = { vaultId: open.vaultId, key: open.content };
  const row = await openDb().trail.get(HEAD);
  const head = row && (await openHead(reader, row).catch(() => undefined));
  return {
    head: head ?? EMPTY_HEAD,
    rev: row?.rev ?? 0,
    isLost: head === undefined && (row !== undefined || (await missesHead(reader))),
  };
}

/** Lines of before there was a chain miss no head. Where there is no line at all, both were taken: each vault has its first. */
async function missesHead(reader: Reader): Promise<boolean> {
  const newest = await openDb().activity.orderBy(':id').last();
  return newest === undefined || (await openLine(reader, newest)).activity?.link !== undefined;
}

/** Alone with the head, as long as `work` takes. */
export const withHead = inTurn;

export interface NextHead {
  readonly tables: Traces['tables'];
  /** Inside a transaction: refused when somebody moved it since. */
  put(): Promise<void>;
}

export async function nextHead(open: Sealer, rev: number, head: Head): Promise<NextHead> {
  const place = { vaultId: open.vaultId, kind: TRAIL_HEAD, rowId: HEAD };
  const row = { id: HEAD, rev: rev + 1, sealed: await sealJson(open.content, place, head) };
  return {
    tables: tablesOf(),
    async put() {
      const { trail } = openDb();
      const now = await trail.get(HEAD);
      if ((now?.rev ?? 0) !== rev) throw new HeadMoved();
      await trail.put(row);
    },
  };
}

async function prepare(open: Sealer, events: readonly Event[], { head, rev, isLost }: KnownHead) {
  const restart: readonly Event[] = isLost ? [{ atMs: Date.now(), what: 'record-restarted' }] : [];
  const chained = chain(open.vaultId, head, [...restart, ...events]);
  const rows = await Promise.all(chained.lines.map(({ id, bytes }) => sealLine(open, id, bytes)));
  const next = await nextHead(open, rev, chained.head);
  let known: KnownHead | undefined;
  const traces: Traces = {
    tables: next.tables,
    async add() {
      await next.put();
      await openDb().activity.bulkAdd(rows);
      known = { head: chained.head, rev: rev + 1, isLost: false };
    },
  };
  return { traces, written: () => known };
}

function chain(vaultId: string, head: Head, events: readonly Event[]) {
  let { count, last } = head;
  const lines = events.map((event) => {
    const id = newId();
    const bytes = utf8(JSON.stringify({ ...event, link: { at: count + 1, before: last } }));
    count += 1;
    last = hashOf(vaultId, id, bytes);
    return { id, bytes };
  });
  return { lines, head: { ...head, count, last } };
}

const sealLine = async ({ vaultId, content }: Sealer, id: string, bytes: Bytes): Promise<NumberedRow> => ({
  id,
  rev: 1,
  sealed: await sealBytes(content, { vaultId, kind: ACTIVITY, rowId: id }, bytes),
});
