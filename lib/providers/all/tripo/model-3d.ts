// https://developers.tripo3d.ai/en/docs (third generation of the API; recorded answers up to 2026-10-08)
import { fail, ProblemError } from '../../../core/problem';
import { backOffMs, pause } from '../../../http/wait';
import type { Json } from '../../makes';
import type { Failed3d, Maker3d, Step3d } from '../../makes-3d';
import type { Call, CallInit } from '../../shape';
import { pendingAt } from '../../wire/pending';
import { at } from '../../wire/read';
import { askApi, findId, NO_TASK, type Refused } from './api';
import { askedOf, subjectOf } from './ask-3d';
import { findLost } from './lost-3d';
import { MODELS } from './models-3d';
import { stepIn } from './task-3d';

const HOUR_MS = 3_600_000;
const MOST_BYTES = 20 * 1024 * 1024;

export const model3d: Maker3d = {
  models: async () => MODELS,
  /** Nothing that runs can be called back. */
  whenStopped: 'billed-whole',
  paceMs: 1_000,
  /** How long really, nobody says. Where it was less, the picture is sent there once more. */
  handlesLiveMs: 12 * HOUR_MS,
  upload,
  findLost,

  /** Kept apart by the service for one account. */
  laneOf({ model }) {
    if (/^(rig|animate)/.test(model)) return { id: 'animation', most: 10 };
    if (/^(texture|convert)/.test(model)) return { id: 'processing', most: 5 };
    if (/^(segment|complete|decimate)/.test(model)) return { id: 'mesh', most: 10 };
    return model.startsWith('P') ? { id: 'P', most: 3 } : { id: 'H', most: 10 };
  },

  async start(input, call) {
    const asked = askedOf(input);
    if ('is' in asked) return asked;
    const isFree = asked.row.step.deed === 'rig-check';
    const reply = await askApi(call, `/${asked.path}`, {
      method: 'POST',
      body: JSON.stringify(asked.body),
      ...(isFree ? { isFree } : {}),
    });
    if ('refused' in reply) return refusal(reply, input.pictures.length > 0);
    const id = findId(at(reply.data, 'task_id')) ?? fail('answer-malformed');
    const of = isFree ? subjectOf(input.parent) : undefined;
    return pendingAt({ id, ...(of ? { of } : {}) });
  },

  async poll(operation, call) {
    const id = findId(at(operation, 'id')) ?? fail('answer-malformed');
    const reply = await askApi(call, `/tasks/${id}`).catch(unlessMalformed);
    if (!reply) return pendingAt(operation, UNCLEAR_MS);
    return 'data' in reply ? stepIn(reply.data, operation) : withoutAnswer(reply, operation);
  },
};

const STALE = new Set([1004, 2003, 2019]);

/** Where nothing proves that it did not begin, it may have: then the records are searched. */
function refusal({ refused, code }: Refused, hasPictures: boolean): Failed3d {
  if (refused.charge === 'unknown') throw new ProblemError(refused.problem);
  const isStale =
    hasPictures && STALE.has(code) && /file|token|expired/i.test(String(refused.problem.values?.said));
  return isStale ? { ...refused, staleHandles: true } : refused;
}

const UNCLEAR_MS = 15_000;
const LATER_MS = 5_000;

/** A page in the place of an answer says nothing of the work. */
function unlessMalformed(error: unknown): undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'answer-malformed') throw error;
}

const PASSING = new Set(['rate-limited', 'provider-busy', 'provider-slow', 'provider-failed']);

/** Asked how far it is, the service would not say. That tells nothing of the work, which goes on and may be billed. */
function withoutAnswer({ refused, code, afterMs = LATER_MS }: Refused, operation: Json): Step3d {
  const { again: _, ...failed } = refused;
  const { problem } = refused;
  const isGone = code === NO_TASK || problem.values?.status === 404;
  if (!isGone && PASSING.has(problem.code)) return pendingAt(operation, afterMs);
  return {
    ...failed,
    charge: 'unknown',
    ...(isGone ? { problem: { ...problem, code: 'operation-lost' } } : {}),
  };
}

const MOST_TRIES = 4;
const LONGEST_WAIT_MS = 20_000;

/** Ten a minute are taken: what is refused for that waits a little, because nothing is billed and nothing began. */
async function upload(
  { bytes, media }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly media: string },
  call: Call,
): Promise<string> {
  const kind = /^image\/(png|jpeg|webp)$/.exec(media)?.[1] ?? fail('not-supported');
  if (bytes.length > MOST_BYTES) fail('file-too-large');
  const body = new FormData();
  body.append('file', new Blob([bytes], { type: media }), `picture.${kind}`);
  const init: CallInit = { method: 'POST', body, isFree: true };
  for (let tries = 1; ; tries += 1) {
    const reply = await askApi(call, '/files', init);
    if ('data' in reply) return findId(at(reply.data, 'file_token')) ?? fail('answer-malformed');
    const { problem } = reply.refused;
    const waitMs = reply.afterMs ?? backOffMs(tries);
    if (tries === MOST_TRIES || !PASSING.has(problem.code) || waitMs > LONGEST_WAIT_MS)
      throw new ProblemError(problem);
    await pause(waitMs, call.signal);
  }
}
