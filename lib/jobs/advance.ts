/**
 * The life of a job as one pure function: where it stands, and what happened. Nothing here knows of rows, clocks
 * or browsers. The rule above all: what may have been billed is never `draft` again by itself.
 */
import type { Count } from '../budgets/count';
import { compareUsd } from '../core/money';
import { fail } from '../core/problem';
import { type After, afterwards, withMade } from './afterwards';
import { failed, finished, lose, stop } from './endings';
import type { Happening } from './happening';
import { type Cost, isOver, type Round, type State } from './record';

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
      return { ...state, isBooked: true, ...withCounts(happening.counts), ...withEntry(happening.entryId) };
    case 'cost':
      return withLater(state, happening.cost);
    case 'note':
      return { ...state, notes: [...state.notes, happening.note] };
    case 'retry':
      return retry(state, happening, atMs);
    case 'woke':
      return wake(state, happening, atMs);
    case 'found':
    case 'looked':
    case 'collect':
    case 'compared':
    case 'poster':
      return afterwards(state, happening);
    default:
      if (!isOver(state.place)) return go(state, happening, atMs);
      // Somebody stopped it a moment ago: what comes late changes nothing, and above all nothing is sent.
      return happening.is === 'send' ? fail('job-over') : state;
  }
}

type Going = Exclude<Happening, After | { is: 'booked' | 'cost' | 'note' | 'retry' | 'woke' }>;

function go(state: State, happening: Going, atMs: number): State {
  switch (happening.is) {
    case 'send': {
      if (state.place !== 'draft' || state.asks) return fail('job-out-of-turn');
      const { problem: _, notBeforeMs: __, spentBeforeUsd: ___, spentBeforeAtMs: ____, ...rest } = state;
      const { boot, limit, spentBeforeUsd, spentBeforeAtMs, counts } = happening;
      return {
        ...rest,
        ...(limit === undefined ? {} : { limit }),
        ...(spentBeforeUsd === undefined ? {} : { spentBeforeUsd }),
        ...(spentBeforeAtMs === undefined ? {} : { spentBeforeAtMs }),
        place: 'sending',
        ...withCounts(counts),
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
      const { operation, pollAtMs, progress, says, stumbles, unansweredMs, fetches, why } = happening;
      const { says: _, stumbles: __, unansweredMs: ___, problem: ____, ...rest } = state;
      return {
        ...rest,
        place: 'running',
        operation,
        pollAtMs,
        ...(progress === undefined ? {} : { progress }),
        ...(says === undefined ? {} : { says }),
        ...(stumbles ? { stumbles } : {}),
        ...(unansweredMs ? { unansweredMs } : {}),
        ...(fetches ? { fetches } : {}),
        ...(why ? { problem: why } : {}),
      };
    }
    case 'download': {
      const { problem: _, ...rest } = state;
      const { credits, cost } = happening;
      return {
        ...rest,
        place: 'downloading',
        ...(credits === undefined ? {} : { credits }),
        ...(cost ? { cost } : {}),
      };
    }
    case 'arriving': {
      const { arrivals, receivedBytes, totalBytes } = happening;
      const { totalBytes: _, ...rest } = state;
      return { ...rest, arrivals, receivedBytes, ...(totalBytes === undefined ? {} : { totalBytes }) };
    }
    case 'kept':
      return withMade(state, happening.made);
    case 'round': {
      const { round, asks } = happening;
      const { generationId: _, refusal: __, tryingSinceMs: ___, isLetThrough: ____, ...rest } = state;
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
      return { ...rest, deniedAt: [...happening.deniedAt] };
    }
    case 'answered': {
      const { asks: _, deniedAt: __, ...rest } = state;
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
      return failed(state, happening, atMs);
    case 'lost':
      return lose(state, happening, atMs);
    case 'stop':
      return stop(state, happening.isSent ?? state.place !== 'draft', atMs, happening.findUntilMs);
  }
}

/** What is the same as before corrects nothing in the books. */
function withLater({ costUntilMs: _, ...state }: State, later: Cost | undefined): State {
  if (!later || isSame(later, state.cost)) return state;
  return { ...withoutDoubt(state, later), cost: later, ...(state.isBooked ? { isBooked: false } : {}) };
}

const isSame = (one: Cost, other: Cost | undefined): boolean =>
  one.how === other?.how && compareUsd(one.usd, other.usd) === 0;

/** What its provider told of the bill is no longer a doubt. What came to nothing was a request all the same. */
function withoutDoubt(state: State, { how, usd }: Cost): State {
  if (state.charge !== 'unknown' || how !== 'told') return state;
  const { charge: _, ...rest } = state;
  return compareUsd(usd, '0') > 0 ? { ...rest, charge: 'charged' } : rest;
}

const withEntry = (entryId: string | undefined) => (entryId ? { entryId } : {});

const withCounts = (counts: readonly Count[] | undefined) => (counts ? { counts: [...counts] } : {});

const withResults = (rounds: readonly Round[], results: Round['results']): Round[] =>
  rounds.map((round, at) => (at === rounds.length - 1 ? { ...round, results } : round));

/** Nobody works on it any more: what has a handle is asked after, everything else is over. */
function wake(state: State, woke: Extract<Happening, { is: 'woke' }>, atMs: number): State {
  if (isOver(state.place) || state.place === 'draft') return state;
  if (state.operation !== undefined)
    return state.place === 'running' ? state : { ...state, place: 'running' };
  return lose(state, { problem: { code: 'interrupted' }, findUntilMs: woke.findUntilMs }, atMs);
}

function retry(state: State, wish: Extract<Happening, { is: 'retry' }>, atMs: number): State {
  const { isLetThrough, payer = state.payer } = wish;
  const isFree = state.place === 'failed' && state.charge === 'none';
  if (!isFree && !isStoppedByBudget(state)) return fail('retry-costs');
  const past = [...(state.past ?? []), ...(state.operation === undefined ? [] : [state.operation])];
  return {
    ...newState(),
    seq: state.seq,
    retriedAtMs: atMs,
    rounds: state.rounds,
    ...(past.length > 0 ? { past } : {}),
    ...withEntry(state.entryId),
    ...(payer ? { payer } : {}),
    ...(state.limit === undefined ? {} : { limit: state.limit }),
    ...(state.counts ? { counts: state.counts } : {}),
    ...(isLetThrough ? { isLetThrough } : {}),
    // Its rounds stand in the books: what comes next corrects that.
    ...(state.isBooked && state.rounds.length > 0 ? { isBooked: false } : {}),
  };
}

/** Between two rounds: what was to be sent next never was. */
const isStoppedByBudget = ({ place, problem }: State): boolean =>
  place === 'partial' && problem?.code.startsWith('budget') === true;
