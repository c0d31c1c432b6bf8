/** How a job ends: done, refused, lost or stopped; and what is known of its bill then. */
import { sumUsd } from '../core/money';
import type { Told } from '../providers/makes';
import type { Happening } from './happening';
import { type Cost, NEVER_RAN, type State } from './record';

const hasArrived = (state: State): boolean =>
  state.text !== '' ||
  state.thinking !== '' ||
  state.rounds.length > 0 ||
  state.images.length > 0 ||
  (state.made ?? []).some(({ role }) => role === 'model');

export function finished(state: State, done: Extract<Happening, { is: 'done' }>): State {
  const { told, cost, images, ending, finish, echo, isFiltered, text, facts, compareUntilMs } = done;
  const { arrivals: _, receivedBytes: __, totalBytes: ___, says: ____, ...others } = state;
  const { stumbles: _____, unansweredMs: ______, fetches: _______, ...rest } = others;
  return {
    ...rest,
    ...withTold(told),
    ...withCost(cost),
    // It was booked when nobody knew what became of it.
    ...(state.isBooked ? { isBooked: false } : {}),
    ...(facts ? { facts } : {}),
    ...(images ? { images: [...images] } : {}),
    ...(ending ? { ending } : {}),
    ...(finish ? { finish } : {}),
    ...(echo === undefined ? {} : { echo }),
    ...(isFiltered ? { isFiltered } : {}),
    ...(text ? { text } : {}),
    ...(compareUntilMs === undefined ? {} : { compareUntilMs }),
  };
}

const withCost = (cost: Cost | undefined): Partial<State> => (cost ? { cost } : {});

const withTold = ({ tokens, credits, generationId }: Told): Partial<State> => ({
  ...(tokens ? { tokens } : {}),
  ...(credits === undefined ? {} : { credits }),
  ...(generationId ? { generationId } : {}),
});

/** With something in hand it is a part of an answer, whatever ended it. */
export function failed(state: State, happening: Extract<Happening, { is: 'failed' }>, atMs: number): State {
  const { problem, charge, keyTrouble, ...told } = happening.failed;
  return {
    ...state,
    ...withTold(told),
    ...(state.isBooked ? { isBooked: false } : {}),
    place: hasArrived(state) ? 'partial' : 'failed',
    problem,
    ...(charge === 'none' ? soFar(state) : { charge }),
    ...(keyTrouble ? { keyTrouble } : {}),
    ...withCost(happening.cost),
    endedAtMs: atMs,
  };
}

/** The bill when nothing is under way: that of the rounds before, each of which came to its end. */
function soFar({ rounds }: State): Pick<State, 'charge' | 'cost' | 'isSettled'> {
  if (rounds.length === 0) return { charge: 'none' };
  const told = rounds.flatMap(({ costUsd }) => costUsd ?? []);
  const cost: Cost | undefined =
    told.length === rounds.length ? { usd: sumUsd(told), how: 'told' } : undefined;
  return { charge: 'charged', isSettled: true, ...withCost(cost) };
}

export const lose = (
  state: State,
  { problem, findUntilMs }: Pick<Extract<Happening, { is: 'lost' }>, 'problem' | 'findUntilMs'>,
  atMs: number,
): State => ({
  ...state,
  place: hasArrived(state) ? 'partial' : 'uncertain',
  problem,
  charge: 'unknown',
  endedAtMs: atMs,
  ...withSearch(state, findUntilMs),
});

/** What has a handle is asked after by that: nobody looks for it. */
const withSearch = ({ operation }: State, findUntilMs: number | undefined) =>
  findUntilMs === undefined || operation !== undefined ? {} : { findUntilMs };

export function stop(state: State, wasSent: boolean, atMs: number, findUntilMs?: number): State {
  const { asks: _, notBeforeMs: __, ...rest } = state;
  const isUnknown = wasSent && !neverRan(state);
  return {
    ...rest,
    place: hasArrived(state) ? 'partial' : 'cancelled',
    problem: { code: 'stopped' },
    ...(isUnknown ? { charge: 'unknown' } : soFar(state)),
    endedAtMs: atMs,
    ...(isUnknown ? withSearch(state, findUntilMs) : {}),
  };
}

/** The provider took it back before it began. */
const neverRan = ({ notes }: State): boolean => notes.some(({ code }) => code === NEVER_RAN);
