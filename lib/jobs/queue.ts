/** Whose turn it is: what a provider works on at once, and how often it wants to be asked. */
import { pause } from '../http/wait';
import { requireWire } from './calling';
import type { Held } from './held';
import { isOver } from './record';

/** When each provider was last asked how far something is. */
const askedAtMs = new Map<string, number>();

const MOST_WAITING = 10;

const makerOf = ({ request }: Held) =>
  request.make === 'model3d' ? requireWire(request.provider).makes?.model3d : undefined;

/** Waits for its turn to be asked about: the one before was a while ago, whatever each of them still had to do. */
export async function inPace(job: Held, signal: AbortSignal): Promise<void> {
  const { provider } = job.request;
  const paceMs = makerOf(job)?.paceMs ?? 0;
  const nowMs = Date.now();
  // A clock that went back makes nobody wait for ever.
  const latestMs = nowMs + MOST_WAITING * paceMs;
  const atMs = Math.max(nowMs, Math.min((askedAtMs.get(provider) ?? 0) + paceMs, latestMs));
  askedAtMs.set(provider, atMs);
  if (atMs > nowMs) await pause(atMs - nowMs, signal);
}

/** 0: at any time. */
export function dueAtMs(job: Held): number {
  const { state, request } = job;
  if (state.place === 'draft') return state.notBeforeMs ?? 0;
  const paceMs = makerOf(job)?.paceMs;
  const next = paceMs === undefined ? 0 : (askedAtMs.get(request.provider) ?? 0) + paceMs;
  return Math.max(state.pollAtMs ?? 0, next);
}

/** The others wait here and not there: a provider that is asked for more than it works on at once refuses. */
export function hasLane(job: Held, all: Iterable<Held>, isRunning: (id: string) => boolean): boolean {
  const lane = laneOf(job);
  if (!lane) return true;
  const isAtWork = ({ id, state }: Held) =>
    isRunning(id) || (state.place !== 'draft' && !isOver(state.place));
  let busy = 0;
  for (const other of all) if (isAtWork(other) && laneOf(other)?.id === lane.id) busy += 1;
  return busy < lane.most;
}

function laneOf(job: Held): { id: string; most: number } | undefined {
  const { model, provider } = job.request;
  const lane = makerOf(job)?.laneOf?.({ model });
  return lane && { ...lane, id: `${provider} ${lane.id}` };
}
