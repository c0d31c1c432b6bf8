/** A request for pictures: made at once, or made step by step and asked after. */
import { fail, ProblemError } from '../core/problem';
import { backOffMs, pause } from '../http/wait';
import { findModel } from '../models/find';
import type {
  Delta,
  Failed,
  ImageDone,
  ImageInput,
  ImageMaker,
  ImageStep,
  Json,
  MakeCall,
} from '../providers/makes';
import type { Model } from '../providers/model';
import { Arriving } from './arriving';
import { requireWire, type Sent, withCall } from './calling';
import { costOf } from './cost';
import { send } from './gate';
import { tellPreview } from './live';
import { keepImages } from './pictures';
import { toPicture } from './turns';
import type { Working } from './working';
import { worstOfImage } from './worst';

/** No maker takes that long; after it the provider's own pages are the place to look. */
const LONGEST_MS = 60 * 60_000;
/** Files that did not come are fetched again, so often: that is free, and an operation tells where they lie now. */
const MOST_FETCHES = 8;
/** Answers about an operation that nobody can read, in a row: a page that stands between us goes away. */
const MOST_UNREADABLE = 8;

export async function makeImage(work: Working): Promise<Failed | undefined> {
  const { held, open, key, signal } = work;
  const maker = requireWire(key.provider).makes?.image ?? fail('provider-cannot');
  const known = await findModel(open, key.provider, 'image', held.request.model);
  const { operation } = held.state;
  const arriving = new Arriving(held, () => !open.signal.aborted);
  // Words beside a picture come with its end: without one they are what was said, and no part of an answer.
  const partial = (delta: Delta) => {
    if (delta.is === 'generation') arriving.take(delta);
    else if (delta.is === 'preview' && !open.signal.aborted) tellPreview(held.id, delta.bytes);
  };
  return withCall({ open, key, signal, partial, tell: held.leave }, async (call, sent) => {
    let step =
      operation === undefined
        ? await start(maker, work, known, { call, sent, arriving })
        : pendingOf(operation, held.state.pollAtMs);
    for (let fetches = 1; ; fetches += 1) {
      const last = await follow(maker, work, step, call);
      if (last.is === 'failed') return last;
      if (await end(work, last, known, fetches)) return undefined;
      const waitMs = backOffMs(fetches);
      if (held.state.operation === undefined) await pause(waitMs, signal);
      step = held.state.operation === undefined ? last : pendingOf(held.state.operation, Date.now() + waitMs);
    }
  });
}

interface Line {
  readonly call: MakeCall;
  readonly sent: Sent;
  readonly arriving: Arriving;
}

async function start(
  maker: ImageMaker,
  work: Working,
  known: Model | undefined,
  { call, sent, arriving }: Line,
): Promise<ImageStep> {
  const { request } = work.held;
  const input: ImageInput = {
    model: request.model,
    known,
    prompt: request.prompt,
    options: request.chosen.image ?? {},
    references: await Promise.all(request.files.map(toPicture)),
  };
  await send(work, worstOfImage(input));
  work.watch(sent);
  try {
    return await maker.start(input, call);
  } finally {
    // The picture counts: a handle that could not be saved on the way does not take it along.
    await arriving.settle().catch(() => undefined);
  }
}

const pendingOf = (operation: unknown, pollAtMs: number | undefined): ImageStep => ({
  is: 'pending',
  operation: operation as Json,
  pollAfterMs: Math.max(0, (pollAtMs ?? 0) - Date.now()),
});

/** The handle is in the row before anything else happens; asking after it is free and may be repeated. */
async function follow(
  maker: ImageMaker,
  work: Working,
  first: ImageStep,
  call: MakeCall,
): Promise<ImageDone | Failed> {
  let step = first;
  let stumbles = 0;
  while (step.is === 'pending') {
    const { operation, pollAfterMs, progress } = step;
    await work.held.happen({ is: 'pending', operation, pollAtMs: Date.now() + pollAfterMs, progress });
    await pause(pollAfterMs, call.signal);
    const next = await ask(maker, operation, call, stumbles);
    stumbles = next ? 0 : stumbles + 1;
    step = next ?? { ...step, pollAfterMs: backOffMs(Math.min(stumbles, 6)) };
    // Asked once in any case: what somebody fetches again may be older.
    if (step.is === 'pending' && Date.now() - (work.held.state.sentAtMs ?? 0) > LONGEST_MS)
      fail('operation-lost');
  }
  return step;
}

const PASSING = new Set(['offline', 'no-connection', 'timed-out']);
const isPassing = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && PASSING.has(error.problem.code);

/** Undefined when nobody answered, or nobody could read what: the next time may be better. */
async function ask(
  maker: ImageMaker,
  operation: Json,
  call: MakeCall,
  stumbles: number,
): Promise<ImageStep | undefined> {
  try {
    const step = await (maker.poll?.(operation, call) ?? fail('provider-cannot'));
    return step.is === 'failed' && step.again ? undefined : step;
  } catch (error) {
    if (isPassing(error) || (isUnreadable(error) && stumbles < MOST_UNREADABLE)) return undefined;
    throw error;
  }
}

const isUnreadable = (error: unknown) =>
  error instanceof ProblemError && error.problem.code === 'answer-malformed';

/** False when a file did not come, and may come later. */
async function end(
  work: Working,
  done: ImageDone,
  known: Model | undefined,
  fetches: number,
): Promise<boolean> {
  const { held, key } = work;
  await held.happen({ is: 'download' });
  try {
    const images = await keepImages(work, done.images, requireWire(key.provider).downloads);
    const cost = costOf([], done, known, images.length);
    const { isFiltered, text } = done;
    await held.happen({ is: 'done', told: done, cost, images, isFiltered, text });
    return true;
  } catch (error) {
    if (fetches <= mostFetches(error, held.state.operation !== undefined)) return false;
    throw error;
  }
}

/** A file that is gone under its address may have a new one, and only its operation tells. */
function mostFetches(error: unknown, hasOperation: boolean): number {
  if (isPassing(error)) return MOST_FETCHES;
  if (!(error instanceof ProblemError) || error.problem.code !== 'file-gone') return 0;
  const status = Number(error.problem.values?.status);
  if (status === 408 || status === 429 || status >= 500) return MOST_FETCHES;
  return hasOperation ? 1 : 0;
}
