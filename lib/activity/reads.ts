/** What pages read of the record, newest first. Lines are opened as far as somebody looks, a slice at a time. */
import { openDb } from '../db/open';
import { findContent } from '../session/content';
import type { Activity } from './record';
import { type Line, openLine, type Reader } from './rows';
import { type Verified, verify } from './verify';

export type { Line } from './rows';
export type { Break, Verified } from './verify';

const SLICE = 200;
/** A frame is 16 ms, and the page has other things to do in it. */
const LONGEST_MS = 8;

/** Opened lines, newest first, without a gap; `isWhole` when the oldest is among them. */
let opened: Line[] = [];
let isWhole = false;
/** Lines are opened by one at a time, whoever looks for them. */
let turn: Promise<unknown> = Promise.resolve();

/** At a lock: what this page has opened goes. */
export const forgetActivity = (): void => {
  opened = [];
  isWhole = false;
};

export const countLines = (): Promise<number> => openDb().activity.count();

export interface Search {
  readonly isMatch: (activity: Activity | undefined) => boolean;
  /** Nothing older is looked for. */
  readonly fromMs?: number | undefined;
  /** So many are enough. */
  readonly wanted: number;
  readonly signal: AbortSignal;
  readonly tell?: (soFar: Found) => void;
}

export interface Found {
  readonly lines: readonly Line[];
  /** How many lines were looked at. */
  readonly looked: number;
  /** There are no more than these. */
  readonly isAll: boolean;
}

/** The newest lines that match. Never more than a few milliseconds at a time. */
export async function findLines(search: Search): Promise<Found> {
  await inTurn(catchUp);
  const lines: Line[] = [];
  let at = 0;
  let sinceMs = performance.now();
  for (;;) {
    search.signal.throwIfAborted();
    if (at >= opened.length && (isWhole || !(await inTurn(openMore)))) break;
    const line = opened[at];
    if (!line) continue;
    if (isTooOld(line, search)) break;
    at += 1;
    if (search.isMatch(line.activity)) lines.push(line);
    if (lines.length >= search.wanted) return { lines, looked: at, isAll: false };
    if (performance.now() - sinceMs < LONGEST_MS) continue;
    if (search.tell) search.tell({ lines: [...lines], looked: at, isAll: false });
    await breath();
    sinceMs = performance.now();
  }
  return { lines, looked: at, isAll: true };
}

const isTooOld = ({ activity }: Line, { fromMs }: Search): boolean =>
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

function inTurn<T>(work: (reader: Reader) => Promise<T>): Promise<T | undefined> {
  const next = turn.then(async () => {
    const reader = await findContent();
    if (reader) return work(reader);
    forgetActivity();
    isWhole = true;
    return undefined;
  });
  turn = next.catch(() => undefined);
  return next;
}

/** What was written since, and without what was let go since. */
async function catchUp(reader: Reader): Promise<void> {
  const { activity } = openDb();
  const oldest = await activity.orderBy(':id').first();
  const from = oldest?.n ?? Number.POSITIVE_INFINITY;
  const newest = opened[0]?.n;
  if (opened.some(({ n }) => n < from)) opened = opened.filter(({ n }) => n >= from);
  isWhole = opened.at(-1)?.n === from || oldest === undefined;
  if (newest === undefined) return;
  for (;;) {
    const last = opened[0]?.n ?? newest;
    const rows = await activity.where(':id').above(last).limit(SLICE).toArray();
    if (rows.length === 0) return;
    const lines = await Promise.all(rows.map((row) => openLine(reader, row)));
    opened = [...lines.map(toLine).reverse(), ...opened];
  }
}

/** False when there are no older ones. */
async function openMore(reader: Reader): Promise<boolean> {
  const { activity } = openDb();
  const below = opened.at(-1)?.n ?? Number.POSITIVE_INFINITY;
  const rows = await activity.where(':id').below(below).reverse().limit(SLICE).toArray();
  isWhole = rows.length < SLICE;
  const lines = await Promise.all(rows.map((row) => openLine(reader, row)));
  opened.push(...lines.map(toLine));
  return rows.length > 0;
}

/** Its hash is only for those who verify. */
const toLine = ({ n, id, activity }: Line): Line => ({ n, id, activity });

/** Walks the chain. Undefined while locked. */
export async function verifyActivity(
  signal: AbortSignal,
  tell: (done: number, total: number) => void,
): Promise<Verified | undefined> {
  const reader = await findContent();
  return reader && verify(reader, { signal, tell });
}
