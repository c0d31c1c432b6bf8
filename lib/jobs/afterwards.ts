/** What may still happen to a job that is over: found at its provider, compared, collected once more, given a picture. */
import { fail } from '../core/problem';
import type { Happening } from './happening';
import type { Made, State } from './record';

export type After = Extract<Happening, { is: 'found' | 'looked' | 'collect' | 'poster' | 'compared' }>;

export function afterwards(state: State, happening: After): State {
  switch (happening.is) {
    case 'found':
      return mayBeFound(state) ? goOn(state, happening.operation) : fail('job-out-of-turn');
    case 'looked': {
      if (!mayBeFound(state)) return state;
      const { findUntilMs: _, candidates: __, ...rest } = state;
      return {
        ...rest,
        ...(happening.candidates.length > 0 ? { candidates: happening.candidates } : {}),
        ...(happening.isOver || state.findUntilMs === undefined ? {} : { findUntilMs: state.findUntilMs }),
      };
    }
    case 'collect':
      return again(state, happening.damaged ?? []);
    case 'compared': {
      const { compareUntilMs: _, ...rest } = state;
      return rest;
    }
    case 'poster':
      return state.place === 'done' && !(state.made ?? []).some(({ role }) => role === 'poster')
        ? withMade(state, happening.made)
        : state;
  }
}

/** Nobody knows what became of it, and nothing is known of it there. */
export const mayBeFound = ({ place, operation }: State): boolean =>
  (place === 'uncertain' || place === 'cancelled') && operation === undefined;

/** It may have been paid for, and its provider can be asked: what came of it is still there, or not. */
export const mayBeCollected = ({ place, operation, charge }: State): boolean =>
  (place === 'failed' || place === 'partial' || place === 'uncertain' || place === 'cancelled') &&
  operation !== undefined &&
  charge !== 'none';

/** It is done, and its provider can be asked for its files anew, should one of them be damaged here. */
export const mayBeMended = ({ place, operation, made = [] }: State): boolean =>
  place === 'done' && operation !== undefined && made.length > 0;

function again(state: State, damaged: readonly Made[]): State {
  if (!mayBeCollected(state) && !(mayBeMended(state) && damaged.length > 0)) return fail('job-out-of-turn');
  const { made, ...rest } = goOn(state, state.operation);
  const whole = made?.filter(({ at }) => !damaged.some((one) => one.at === at));
  return { ...rest, ...(whole ? { made: whole } : {}) };
}

function goOn(state: State, operation: unknown): State {
  const { problem: _, charge: __, endedAtMs: ___, findUntilMs: ____, candidates: _____, ...rest } = state;
  const { stumbles: ______, keyTrouble: _______, fetches: ________, ...others } = rest;
  const { unansweredMs: _________, ...plain } = others;
  return { ...plain, place: 'running', operation, pollAtMs: 0 };
}

/** In the order of the answer, each place once. */
export function withMade(state: State, made: Made): State {
  const others = (state.made ?? []).filter(({ at }) => at !== made.at);
  const { [`${made.at}`]: _, ...arrivals } = state.arrivals ?? {};
  return { ...state, arrivals, made: [...others, made].sort((a, b) => a.at - b.at) };
}
