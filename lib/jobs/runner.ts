/**
 * Brings every job on, in the order in which they were asked for, a few at a time for each provider. It may be called
 * at any moment and any number of times: it looks at what there is and does what can be done now.
 */

import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import { backOffMs } from '../http/wait';
import { findOpenVault, holdOpen, type OpenVault } from '../vault/session';
import { keepAlarm, keepAlive } from './alive';
import { book } from './book';
import { compareRecords } from './comparing';
import { findable } from './findable';
import { FIND_EVERY_MS, lookForLost } from './finding';
import { awaitsAnswer, awaitsComparing, awaitsCost, awaitsFinding, Held } from './held';
import { costEveryMs, isCostDue, lookForCost } from './late';
import { tellSent } from './leaving';
import { showRunning, tellEnd } from './notify';
import { dueAtMs, hasLane } from './queue';
import { isOver } from './record';
import { type Running, run } from './run';
import { hasOpenPage } from './watched';
import { toReader } from './working';

const MOST_AT_ONCE = 3;
/** After a lock, what is on its way has so long to end. */
const AFTER_LOCK_MS = 10 * 60_000;

const held = new Map<string, Held>();
const running = new Map<string, Running>();
/** When each may be looked for again; not while somebody looks. */
const lookAtMs = new Map<string, number>();
/** What came of these could not be written down: how often in a row, and when they are taken up again. */
const unwritten = new Map<string, { readonly tries: number; readonly untilMs: number }>();
/** The timer that brings us there may be a little early. */
const SLACK_MS = 500;
const watched = new WeakSet<OpenVault>();
const inTurn = newTurn();
let timer: ReturnType<typeof setTimeout> | undefined;

export const findHeld = (id: string): Held | undefined => held.get(id);
export const findRunning = (id: string): Running | undefined => running.get(id);

/** Jobs are never lost for a mistake here: the next alarm comes by again. */
export const pump = (): Promise<void> => inTurn(bringOn);

async function bringOn(): Promise<void> {
  const open = await findOpenVault();
  if (!open) {
    forgetResting();
    showRunning(0);
    return keepAlarm(running.size > 0);
  }
  watchLock(open);
  await takeUp(open);
  for (const job of inOrder()) if (isDue(job, Date.now())) begin(job, open);
  for (const job of inOrder()) await settle(job, open);
  for (const [id, job] of held) if (isOver(job.state.place) && !awaitsAnswer(job.state)) letGo(id, job);
  showRunning(inOrder().filter(({ state }) => !isOver(state.place)).length);
  const isSeldom = unwritten.size === 0 && [...held.values()].every(isOnlyChecked);
  await keepAlarm(held.size + unwritten.size > 0, isSeldom);
  const mayRest = [...held.values()].some(isLong);
  scheduleNext(!mayRest || (await hasOpenPage()));
}

const inOrder = () => [...held.values()].sort((a, b) => a.n - b.n);

function letGo(id: string, job: Held): void {
  if (job.state.isBooked && !running.has(id)) drop(id);
}

function drop(id: string): void {
  held.delete(id);
  lookAtMs.delete(id);
}

/** Opens what is not in hand yet. A row that is damaged is the listing's to tell. */
async function takeUp(open: OpenVault): Promise<void> {
  const rows = await openDb().jobs.where('open').equals(1).toArray();
  const there = new Set(rows.map(({ id }) => id));
  for (const id of unwritten.keys()) if (!there.has(id)) unwritten.delete(id);
  // Destroyed meanwhile: nothing of it stays here, and nothing is asked about it.
  for (const id of held.keys()) if (!there.has(id) && !running.has(id)) drop(id);
  for (const row of rows) {
    if (held.has(row.id) || (unwritten.get(row.id)?.untilMs ?? 0) > Date.now()) continue;
    const job = await Held.open(toReader(open), row).catch(() => undefined);
    if (!job) continue;
    held.set(row.id, job);
    const wasOver = isOver(job.state.place);
    await job.happen({ is: 'woke', ...findable(job.request, Date.now()) }).catch(() => putOff(row.id));
    if (!wasOver) tellEnd(job);
  }
}

/** Out of hand for a while: as it stands in its row it is found again. */
function putOff(id: string): void {
  held.delete(id);
  const tries = (unwritten.get(id)?.tries ?? 0) + 1;
  unwritten.set(id, { tries, untilMs: Date.now() + backOffMs(tries) });
}

/** Whether it can be brought on now: its turn has come, and nothing it goes on from is still under way. */
function isDue(job: Held, nowMs: number): boolean {
  const { id, request, state } = job;
  if (running.has(id) || isOver(state.place) || state.asks) return false;
  if (state.place !== 'draft' && state.operation === undefined) return false;
  if (dueAtMs(job) > nowMs) return false;
  if (state.place === 'draft' && !hasLane(job, held.values(), (one) => running.has(one))) return false;
  const parent = request.continues ?? request.parent;
  const before = parent === null ? undefined : held.get(parent);
  if (before && !isOver(before.state.place)) return false;
  const others = [...running.values()].filter(({ provider }) => provider === request.provider);
  return others.length < MOST_AT_ONCE;
}

function begin(job: Held, open: OpenVault): void {
  const work = run(job, open);
  running.set(job.id, work);
  keepAlive(true, holdOpen);
  void work.ended.then(
    () => endOf(job.id),
    () => endOf(job.id, true),
  );
}

/** What could not be written is lost, and is said to be when its row takes it; nothing is sent again for it. */
function endOf(id: string, hasFailed = false): void {
  running.delete(id);
  const job = held.get(id);
  if (job) tellEnd(job);
  if (hasFailed) putOff(id);
  else unwritten.delete(id);
  if (running.size === 0) keepAlive(false, holdOpen);
  void pump();
}

/** What is over is written into the books, and its cost is asked after for a while. */
async function settle(job: Held, open: OpenVault): Promise<void> {
  if (!isOver(job.state.place) || running.has(job.id)) return;
  if (isCostDue(job.state, Date.now())) lookOnce(job, costEveryMs(job.state), () => lookForCost(job, open));
  if (awaitsFinding(job.state)) lookOnce(job, FIND_EVERY_MS, () => lookForLost(job, open));
  if (awaitsComparing(job.state)) lookOnce(job, FIND_EVERY_MS, () => compareRecords(job, open));
  const isNew = !job.state.isBooked;
  if (isNew) await book(job, open).catch(() => putOff(job.id));
  // What is asked while its cost is waited for is told once, when that is over.
  if (job.state.isBooked && (isNew || !awaitsAnswer(job.state)))
    await tellSent(job, open).catch(() => undefined);
}

/** Nobody's answer is needed: what it could not learn, the next look may, a while after this one. */
function lookOnce({ id }: Held, everyMs: number, look: () => Promise<unknown>): void {
  if ((lookAtMs.get(id) ?? 0) > Date.now()) return;
  lookAtMs.set(id, Number.POSITIVE_INFINITY);
  const next = () => {
    lookAtMs.set(id, Date.now() + everyMs - SLACK_MS);
    void pump();
  };
  void look().then(next, next);
}

/** In the tick of a lock nothing new starts; what is on its way has a while, and the rest is put out of hand. */
function watchLock(open: OpenVault): void {
  if (watched.has(open)) return;
  watched.add(open);
  open.signal.addEventListener('abort', () => {
    forgetResting();
    for (const work of running.values()) setTimeout(() => work.giveUp(), AFTER_LOCK_MS);
  });
}

/** Locked: of what nobody works on any more, neither words nor key stay here. */
function forgetResting(): void {
  for (const id of held.keys()) if (!running.has(id)) held.delete(id);
}

/** It takes minutes, and its provider has taken it. */
const isLong = ({ request, state }: Held): boolean =>
  request.make === 'model3d' && state.operation !== undefined && !isOver(state.place);

/** It is over, and so are its books: what was told of its cost is looked at once more, and nobody waits for that. */
const isOnlyChecked = ({ state }: Held): boolean =>
  isOver(state.place) && state.isBooked === true && state.cost?.how === 'told' && awaitsCost(state);

/** Timers are for quickness only: the alarm comes in any case. */
function scheduleNext(isWatched: boolean): void {
  clearTimeout(timer);
  const nowMs = Date.now();
  const times = [...held.values()].flatMap((job) => {
    const { id, state } = job;
    if (running.has(id) || state.asks) return [];
    if (isOver(state.place)) return [nowMs + (awaitsCost(state) ? costEveryMs(state) : FIND_EVERY_MS)];
    // Looked after by the alarm while nobody watches: the background may sleep.
    if (isLong(job) && !isWatched) return [];
    return [dueAtMs(job) || nowMs + 1_000];
  });
  for (const [id, { untilMs }] of unwritten) if (!held.has(id)) times.push(untilMs);
  if (times.length === 0) return;
  timer = setTimeout(() => void pump(), Math.max(50, Math.min(...times) - nowMs));
}
