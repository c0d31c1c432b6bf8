/** What a piece of work came to, as a happening of its job. Only what provably never ran is sent again by itself. */
import { type Problem, ProblemError, problem, toProblem } from '../core/problem';
import { toStorageProblem } from '../db/problems';
import { toSendError } from '../http/send';
import { hasTrace } from '../http/trace';
import { backOffMs } from '../http/wait';
import type { Failed } from '../providers/makes';
import type { Sent } from './calling';
import type { Happening } from './happening';
import { affordable, LONGEST_TRYING_MS, MOST_TRIES } from './limits';
import type { State } from './record';

const NO_KEY_MS = 60_000;

/** A provider quotes; what it quotes of the key is not kept. */
export function withoutTraces(failed: Failed, traces: readonly string[]): Failed {
  const { code, values } = failed.problem;
  if (!values || !hasTrace(JSON.stringify(values), traces)) return failed;
  return { ...failed, problem: { code } };
}

/** The provider said no. */
export function afterRefusal(state: State, failed: Failed, nowMs: number): Happening[] {
  if (failed.charge !== 'none') return [{ is: 'failed', failed }];
  const lower = affordable(failed.affordableTokens);
  if (lower !== undefined && (state.limit === undefined || lower < state.limit) && !wasLowered(state))
    return [
      { is: 'limit', limit: lower },
      { is: 'note', note: problem('limit-lowered', { tokens: lower }) },
      { is: 'wait', untilMs: nowMs, problem: failed.problem, counts: true },
    ];
  if (!failed.again) return [{ is: 'failed', failed }];
  const waitMs = Math.max(failed.again.afterMs ?? 0, backOffMs(state.tries + 1));
  return [again(state, failed.problem, waitMs, nowMs) ?? { is: 'failed', failed }];
}

const wasLowered = (state: State) => state.notes.some(({ code }) => code === 'limit-lowered');

/** Undefined when it was tried often or long enough, or is asked to wait for longer than anybody would. */
function again(state: State, reason: Problem, waitMs: number, nowMs: number): Happening | undefined {
  const sinceMs = state.tryingSinceMs ?? nowMs;
  const isTooLong = nowMs + waitMs - sinceMs > LONGEST_TRYING_MS;
  if (state.tries >= MOST_TRIES || isTooLong) return undefined;
  return { is: 'wait', untilMs: nowMs + waitMs, problem: reason, counts: true };
}

/** It threw. Before anything was sent nothing is lost; afterwards nobody can say what became of it. */
export function afterThrow(
  state: State,
  error: unknown,
  { sent, signal, nowMs }: { sent: Sent | undefined; signal: AbortSignal; nowMs: number },
): Happening {
  const reason = reasonOf(error, signal);
  // A lock that came between: asking after what runs goes on when it opens, and so does what was not sent.
  if (reason.code === 'locked' && state.operation !== undefined)
    return { is: 'pending', operation: state.operation, pollAtMs: nowMs };
  // It runs on at its provider, which answers no other key: it waits until that one is here again.
  if (reason.code === 'key-gone' && state.operation !== undefined)
    return { is: 'pending', operation: state.operation, pollAtMs: nowMs + NO_KEY_MS, why: reason };
  const isUnsent = sent?.isBilled !== true && state.operation === undefined;
  if (isUnsent && reason.code === 'locked')
    return { is: 'wait', untilMs: nowMs, problem: reason, counts: false };
  if (isUnsent && reason.code === 'offline') {
    const waiting = again(state, reason, backOffMs(state.tries + 1), nowMs);
    if (waiting) return waiting;
  }
  if (isUnsent) return { is: 'failed', failed: { problem: reason, charge: 'none' } };
  if (isOurs(reason)) return { is: 'failed', failed: { problem: reason, charge: 'charged' } };
  return { is: 'lost', problem: afterSending(state, reason) };
}

/** That there is no network is true, but says that nothing was sent; and once words came, nobody doubts that it arrived. */
function afterSending({ place }: State, reason: Problem): Problem {
  if (reason.code !== 'offline' && reason.code !== 'no-connection') return reason;
  return problem(place === 'running' ? 'stream-cut' : 'no-connection');
}

/** The answer came whole and was paid for; what is wrong with it is known. */
const OURS = new Set([
  'picture-damaged',
  'file-too-large',
  'file-gone',
  'file-cut',
  'file-wrong',
  'no-room',
  'storage-full',
]);
const isOurs = ({ code }: Problem) => OURS.has(code);

function reasonOf(error: unknown, signal: AbortSignal): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (signal.aborted) return toSendError(error, signal).problem;
  // A connection that breaks in the middle of an answer throws what the browser likes.
  const stored = toStorageProblem(error);
  if (stored.code !== 'unexpected') return stored;
  return error instanceof TypeError ? toSendError(error, signal).problem : toProblem(error);
}
