/**
 * The life of a job as one pure function: where it stands, and what happened. Nothing here knows of rows, clocks
 * or browsers. The rule above all: what may have been billed is never `draft` again by itself.
 */
import { sumUsd } from '../core/money';
import { fail, type Problem } from '../core/problem';
import type { Failed, Told } from '../providers/makes';
import type { Happening } from './happening';
import { type Cost, isOver, NEVER_RAN, type Round, type State } from './record';

export const newState = (): State => ({
  place: 'draft',
  seq: 0,
  tries: 0,
  text: '',
  thinking: '',
  rounds: [],
  images: [],
  notes: [],
});

export function advance(state: State, happening: Happening, atMs: number): State {
  const next = step(state, happening, atMs);
  return next === state ? state : { ...next, seq: state.seq + 1 };
}

function step(state: State, happening: Happening, atMs: number): State {
  switch (happening.is) {
    case 'booked':
      return { ...state, isBooked: true };
    case 'cost':
      return { ...state, cost: happening.cost, ...(state.isBooked ? { isBooked: false } : {}) };
    case 'note':
      return { ...state, notes: [...state.notes, happening.note] };
    case 'retry':
      return retry(state);
    case 'woke':
      return wake(state, happening.boot, atMs);
    default:
      if (!isOver(state.place)) return go(state, happening, atMs);
      // Somebody stopped it a moment ago: what comes late changes nothing, and above all nothing is sent.
      return happening.is === 'send' ? fail('job-over') : state;
  }
}

type Going = Exclude<Happening, { is: 'booked' | 'cost' | 'note' | 'retry' | 'woke' }>;

function go(state: State, happening: Going, atMs: number): State {
  switch (happening.is) {
    case 'send': {
      if (state.place !== 'draft' || state.asks) return fail('job-out-of-turn');
      const { problem: _, notBeforeMs: __, spentBeforeUsd: ___, ...rest } = state;
      const { boot, limit, spentBeforeUsd } = happening;
      return {
        ...rest,
        ...(limit === undefined ? {} : { limit }),
        ...(spentBeforeUsd === undefined ? {} : { spentBeforeUsd }),
        place: 'sending',
        boot,
        sentAtMs: atMs,
      };
    }
    case 'arrived': {
      const { text, thinking, refusal, generationId } = happening;
      return {
        ...state,
        place: 'running',
        text,
        thinking,
        ...(refusal ? { refusal } : {}),
        ...(generationId ? { generationId } : {}),
      };
    }
    case 'pending': {
      const { operation, pollAtMs, progress } = happening;
      return {
        ...state,
        place: 'running',
        operation,
        pollAtMs,
        ...(progress === undefined ? {} : { progress }),
      };
    }
    case 'download':
      return { ...state, place: 'downloading' };
    case 'round': {
      const { round, asks } = happening;
      const { generationId: _, refusal: __, tryingSinceMs: ___, ...rest } = state;
      const waiting = asks.length > 0 ? { asks: [...asks] } : {};
      return {
        ...rest,
        ...waiting,
        place: 'draft',
        text: '',
        thinking: '',
        rounds: [...state.rounds, round],
      };
    }
    case 'allowed': {
      const { asks: _, ...rest } = state;
      return { ...rest, denied: [...happening.denied] };
    }
    case 'answered': {
      const { asks: _, denied: __, ...rest } = state;
      return { ...rest, rounds: withResults(state.rounds, happening.results) };
    }
    case 'wait':
      return {
        ...state,
        place: 'draft',
        tries: state.tries + (happening.counts ? 1 : 0),
        ...(happening.counts ? { tryingSinceMs: state.tryingSinceMs ?? atMs } : {}),
        notBeforeMs: happening.untilMs,
        problem: happening.problem,
      };
    case 'payer':
      return { ...state, payer: happening.payer };
    case 'limit':
      return { ...state, limit: happening.limit };
    case 'done':
      return { ...finished(state, happening), place: 'done', endedAtMs: atMs };
    case 'failed':
      return { ...failed(state, happening.failed, atMs), ...withCost(happening.cost) };
    case 'lost':
      return lose(state, happening.problem, atMs);
    case 'stop':
      return stop(state, happening.isSent ?? state.place !== 'draft', atMs);
  }
}

const hasArrived = (state: State): boolean =>
  state.text !== '' || state.thinking !== '' || state.rounds.length > 0 || state.images.length > 0;

const withResults = (rounds: readonly Round[], results: Round['results']): Round[] =>
  rounds.map((round, at) => (at === rounds.length - 1 ? { ...round, results } : round));

function finished(state: State, done: Extract<Happening, { is: 'done' }>): State {
  const { told, cost, images, ending, finish, echo, isFiltered, text } = done;
  return {
    ...state,
    ...withTold(told),
    ...withCost(cost),
    ...(images ? { images: [...images] } : {}),
    ...(ending ? { ending } : {}),
    ...(finish ? { finish } : {}),
    ...(echo === undefined ? {} : { echo }),
    ...(isFiltered ? { isFiltered } : {}),
    ...(text ? { text } : {}),
  };
}

const withCost = (cost: Cost | undefined): Partial<State> => (cost ? { cost } : {});

const withTold = ({ tokens, generationId }: Told): Partial<State> => ({
  ...(tokens ? { tokens } : {}),
  ...(generationId ? { generationId } : {}),
});

/** With something in hand it is a part of an answer, whatever ended it. */
function failed(
  state: State,
  { problem, charge, keyTrouble, ...told }: Omit<Failed, 'is' | 'again'>,
  atMs: number,
): State {
  return {
    ...state,
    ...withTold(told),
    place: hasArrived(state) ? 'partial' : 'failed',
    problem,
    ...(charge === 'none' ? soFar(state) : { charge }),
    ...(keyTrouble ? { keyTrouble } : {}),
    endedAtMs: atMs,
  };
}

/** The bill when nothing is under way: that of the rounds before, each of which came to its end. */
function soFar({ rounds }: State): Pick<State, 'charge' | 'cost'> {
  if (rounds.length === 0) return { charge: 'none' };
  const told = rounds.flatMap(({ costUsd }) => costUsd ?? []);
  const cost: Cost | undefined =
    told.length === rounds.length ? { usd: sumUsd(told), how: 'told' } : undefined;
  return { charge: 'charged', ...withCost(cost) };
}

const lose = (state: State, problem: Problem, atMs: number): State => ({
  ...state,
  place: hasArrived(state) ? 'partial' : 'uncertain',
  problem,
  charge: 'unknown',
  endedAtMs: atMs,
});

function stop(state: State, wasSent: boolean, atMs: number): State {
  const { asks: _, notBeforeMs: __, ...rest } = state;
  return {
    ...rest,
    place: hasArrived(state) ? 'partial' : 'cancelled',
    problem: { code: 'stopped' },
    ...(wasSent && !neverRan(state) ? { charge: 'unknown' } : soFar(state)),
    endedAtMs: atMs,
  };
}

/** The provider took it back before it began. */
const neverRan = ({ notes }: State): boolean => notes.some(({ code }) => code === NEVER_RAN);

/** Another life sent it: what has a handle is asked after, everything else is over. */
function wake(state: State, boot: string, atMs: number): State {
  if (isOver(state.place) || state.place === 'draft' || state.boot === boot) return state;
  if (state.operation !== undefined)
    return state.place === 'running' ? state : { ...state, place: 'running' };
  return lose(state, { code: 'interrupted' }, atMs);
}

function retry(state: State): State {
  if (state.place !== 'failed' || state.charge !== 'none') return fail('retry-costs');
  return {
    ...newState(),
    seq: state.seq,
    rounds: state.rounds,
    ...(state.payer ? { payer: state.payer } : {}),
    ...(state.limit === undefined ? {} : { limit: state.limit }),
  };
}
