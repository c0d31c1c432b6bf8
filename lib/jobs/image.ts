/** A request for pictures: made at once, or made step by step and asked after. */
import { fail, ProblemError } from '../core/problem';
import { backOffMs, pause } from '../http/wait';
import { findModel } from '../models/find';
import type {
  Failed,
  ImageDone,
  ImageInput,
  ImageMaker,
  ImageStep,
  Json,
  MakeCall,
} from '../providers/makes';
import type { Model } from '../providers/model';
import { requireWire, type Sent, withCall } from './calling';
import { costOf } from './cost';
import { send } from './gate';
import { keepImages } from './pictures';
import { toPicture } from './turns';
import type { Working } from './working';
import { worstOfImage } from './worst';

/** No maker takes that long; after it the provider's own pages are the place to look. */
const LONGEST_MS = 60 * 60_000;
/** A file that did not come is fetched again: that is free, and its operation tells where it lies. */
const DOWNLOAD_AGAIN_MS = 5_000;

export async function makeImage(work: Working): Promise<Failed | undefined> {
  const { held, open, key, signal } = work;
  const maker = requireWire(key.provider).makes?.image ?? fail('provider-cannot');
  const known = await findModel(open, key.provider, 'image', held.request.model);
  const { operation } = held.state;
  return withCall({ open, key, signal, tell: held.leave }, async (call, sent) => {
    let step =
      operation === undefined
        ? await start(maker, work, known, call, sent)
        : pendingOf(operation, held.state.pollAtMs);
    for (;;) {
      const last = await follow(maker, work, step, call);
      if (last.is === 'failed') return last;
      if (await end(work, last, known)) return undefined;
      step = pendingOf(held.state.operation, Date.now() + DOWNLOAD_AGAIN_MS);
    }
  });
}

async function start(
  maker: ImageMaker,
  work: Working,
  known: Model | undefined,
  call: MakeCall,
  sent: Sent,
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
  return maker.start(input, call);
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
    if (Date.now() - (work.held.state.sentAtMs ?? 0) > LONGEST_MS) fail('operation-lost');
    await pause(pollAfterMs, call.signal);
    const next = await ask(maker, operation, call);
    stumbles = next ? 0 : stumbles + 1;
    step = next ?? { ...step, pollAfterMs: backOffMs(Math.min(stumbles, 6)) };
  }
  return step;
}

const PASSING = new Set(['offline', 'no-connection', 'timed-out']);
const isPassing = (error: unknown) => error instanceof ProblemError && PASSING.has(error.problem.code);

/** Undefined when nobody answered: the next time may be better. */
async function ask(maker: ImageMaker, operation: Json, call: MakeCall): Promise<ImageStep | undefined> {
  try {
    const step = await (maker.poll?.(operation, call) ?? fail('provider-cannot'));
    return step.is === 'failed' && step.again ? undefined : step;
  } catch (error) {
    if (isPassing(error)) return undefined;
    throw error;
  }
}

/** False when a file did not come, and there is a way to ask for it again. */
async function end(work: Working, done: ImageDone, known: Model | undefined): Promise<boolean> {
  const { held, key } = work;
  await held.happen({ is: 'download' });
  try {
    const images = await keepImages(work, done.images, requireWire(key.provider).downloads);
    const cost = costOf([], done, known, images.length);
    const { isFiltered, text } = done;
    await held.happen({ is: 'done', told: done, cost, images, isFiltered, text });
    return true;
  } catch (error) {
    if (isPassing(error) && held.state.operation !== undefined) return false;
    throw error;
  }
}
