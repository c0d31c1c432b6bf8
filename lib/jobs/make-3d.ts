/**
 * One step of a job in 3D: begun, asked after, or collected. Between two questions it rests as a row, so that minutes
 * of waiting hold neither a place in the queue nor the background itself.
 */
import { fail, type Problem, ProblemError } from '../core/problem';
import { assertRoom } from '../files/room';
import { backOffMs } from '../http/wait';
import { findModel } from '../models/find';
import { fromOf, readsWords } from '../providers/form-3d';
import type { Failed, Json, MakeCall } from '../providers/makes';
import type { Done3d, Failed3d, Input3d, Maker3d, Pending3d, Step3d } from '../providers/makes-3d';
import type { Model } from '../providers/model';
import { requireWire, type Sent, withCall } from './calling';
import { costOf3d } from './cost';
import { findable } from './findable';
import { assertWithin, send } from './gate';
import { cameFurther, keepMade } from './made';
import { inPace } from './queue';
import { forgetHandles, toPictures } from './uploads';
import type { Working } from './working';
import { worstOf3d } from './worst';

/** What lies between the questions that nobody answered: time in which nobody could ask is none of it. */
const MOST_UNANSWERED_MS = 7 * 24 * 60 * 60_000;
/** Files that did not come are asked for again under new addresses, so often; then somebody has to say so. */
const MOST_FETCHES = 8;
const NO_ROOM_MS = 60_000;

export async function make3d(work: Working): Promise<Failed | undefined> {
  const { held, open, key, signal } = work;
  const maker = requireWire(key.provider).makes?.model3d ?? fail('provider-cannot');
  const known = await findModel(open, key.provider, 'model3d', held.request.model);
  const { operation } = held.state;
  return withCall({ open, key, signal, tell: held.leave }, async (call, sent) => {
    const step =
      operation === undefined
        ? await begin(maker, work, known, call, sent)
        : await ask(maker, work, operation as Json, call);
    return step && (await take(work, step, known));
  });
}

/** What was uploaded before is not uploaded again while its handle lives. */
async function begin(
  maker: Maker3d,
  work: Working,
  known: Model | undefined,
  call: MakeCall,
  sent: Sent,
): Promise<Step3d> {
  if (requireWire(work.key.provider).downloads.length === 0) await assertRoomToBegin();
  const worst = worstOf3d(work.held.request, known);
  // Before its pictures are uploaded for nothing.
  await assertWithin(work, worst);
  for (let isAgain = false; ; isAgain = true) {
    const input = await toInput(maker, work, known, call);
    if (!isAgain) await send(work, worst);
    work.watch(sent);
    const step = await maker.start(input, call);
    const isStale = step.is === 'failed' && step.charge === 'none' && step.staleHandles;
    if (!isStale || isAgain) return step;
    await forgetHandles(work);
    sent.isBilled = false;
  }
}

/** A file that comes with the answer itself cannot wait at its provider until there is room. */
const assertRoomToBegin = (): Promise<void> =>
  assertRoom().catch((error: unknown) => {
    if (!hasNoRoom(error)) throw error;
    return fail('no-room-yet', error.problem.values);
  });

export async function toInput(
  maker: Maker3d,
  work: Pick<Working, 'held' | 'open' | 'key'>,
  known: Model | undefined,
  call: MakeCall | undefined,
): Promise<Input3d> {
  const { request } = work.held;
  return {
    model: request.model,
    known,
    // Words that are not read only name the result here.
    prompt: readsWords(known, fromOf(request.parent !== null, request.files.length)) ? request.prompt : '',
    options: request.chosen.model3d ?? {},
    pictures: await toPictures(maker, work, call),
    ...(request.from === undefined ? {} : { parent: request.from as Json }),
  };
}

/** Undefined when nobody answered: the next time may be better. */
async function ask(
  maker: Maker3d,
  work: Working,
  operation: Json,
  call: MakeCall,
): Promise<Step3d | undefined> {
  const { stumbles = 0, unansweredMs = 0 } = work.held.state;
  const isOver = unansweredMs >= MOST_UNANSWERED_MS;
  try {
    await inPace(work.held, work.signal);
    const step = await (maker.poll?.(operation, call) ?? fail('provider-cannot'));
    if (step.is !== 'failed' || !step.again || isOver) return step;
  } catch (error) {
    if (!isPassing(error)) throw error;
    if (isOver) fail('never-answered');
  }
  await rest(work, { is: 'pending', operation, pollAfterMs: 0 }, { stumbles: stumbles + 1 });
  return undefined;
}

const PASSING = new Set(['offline', 'no-connection', 'timed-out']);
export const isPassing = (error: unknown) => error instanceof ProblemError && PASSING.has(error.problem.code);

async function take(work: Working, step: Step3d, known: Model | undefined): Promise<Failed | undefined> {
  if (step.is === 'pending') return rest(work, step);
  if (step.is === 'failed') return withoutHandles(step);
  return collect(work, step, known);
}

const withoutHandles = ({ staleHandles: _, ...failed }: Failed3d): Failed => failed;

/** The handle is in the row before anything else happens. */
async function rest(work: Working, step: Pending3d, about: Resting = {}): Promise<undefined> {
  const { operation, progress, says } = step;
  const times = Math.min(about.stumbles ?? about.fetches ?? 0, 6);
  const waitMs = Math.max(step.pollAfterMs, times > 0 ? backOffMs(times) : 0);
  await work.held.happen({
    is: 'pending',
    operation,
    pollAtMs: Date.now() + waitMs,
    progress,
    says,
    ...about,
    ...(about.stumbles ? { unansweredMs: (work.held.state.unansweredMs ?? 0) + waitMs } : {}),
  });
}

interface Resting {
  /** Nobody answered: how often in a row. */
  readonly stumbles?: number;
  /** Its files did not come. */
  readonly fetches?: number;
  /** It waits for something that somebody can do. */
  readonly why?: Problem;
}

/** It is paid for: the files are what is left to get, one after the other, each resumed where it broke off. */
async function collect(work: Working, done: Done3d, known: Model | undefined): Promise<undefined> {
  const { held } = work;
  const before = held.state;
  const cost = costOf3d(held.request, done, known);
  const isTold = done.credits !== undefined || done.costUsd !== undefined;
  // What it took is known from now on, whatever becomes of its files.
  await held.happen({ is: 'download', ...(isTold ? { credits: done.credits, cost } : {}) });
  try {
    await keepMade(work, done.files);
  } catch (error) {
    const { operation } = held.state;
    if (operation === undefined || !mayComeLater(error)) throw error;
    const again = { is: 'pending', operation: operation as Json } as const;
    // What is on its way is safe there: nobody has to be quick but who makes room.
    if (hasNoRoom(error)) return rest(work, { ...again, pollAfterMs: NO_ROOM_MS }, { why: error.problem });
    const fetches = cameFurther(before, held.state) ? 1 : (before.fetches ?? 0) + 1;
    if (fetches > MOST_FETCHES) throw error;
    return rest(work, { ...again, pollAfterMs: 0 }, { fetches });
  }
  const { findUntilMs: compareUntilMs } = findable(held.request, Date.now());
  await held.happen({ is: 'done', told: done, cost, facts: done.facts, compareUntilMs });
}

/** An address that expired, a connection that broke, a page in the place of the file. */
const LATER = new Set([...PASSING, 'file-gone', 'file-cut', 'file-wrong', 'no-room', 'storage-full']);
const mayComeLater = (error: unknown) => error instanceof ProblemError && LATER.has(error.problem.code);

const hasNoRoom = (error: unknown): error is ProblemError =>
  error instanceof ProblemError &&
  (error.problem.code === 'no-room' || error.problem.code === 'storage-full');
