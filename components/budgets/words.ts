/** What is said of budgets. */

import type { Budget } from '../../lib/budgets/record';
import { of, sayAmount } from './amounts';

const counts = new Intl.NumberFormat('en');
/** "$1.00 of $5.00", "3 of 7 calls". */
export const sayShare = (unit: Budget['unit'], known: number, limit: number): string =>
  `${unit === 'usd' ? sayAmount(unit, known) : counts.format(known)} of ${sayAmount(unit, limit)}`;

export const words = {
  title: 'Budgets',
  about: 'A limit for a day or a month: for everything, for one service, or for one key.',
  add: 'Add budget',
  empty: 'No budgets yet',
  emptyNext: 'A budget can stop a request before it is sent, so that nothing is spent by mistake.',
  loading: 'Reading the budgets',
  damaged: 'The budgets could not be read',
  damagedMeans:
    'Until you remove them, everything that costs something is refused, because one of them might forbid it.',
  damagedRemove: 'Remove all budgets',
  everything: 'Everything',
  gone: 'A key or service that is not here any more',
  keyOf: (service: string, key: string) => `${service}: ${key}`,
  period: { day: 'today', month: 'this month' } satisfies Record<Budget['period'], string>,
  each: { day: 'each day', month: 'each month' } satisfies Record<Budget['period'], string>,
  name: (what: string, period: string) => `${what}, ${period}`,
  stops: 'Stops',
  warns: 'Warns',
  held: (held: string) => `up to ${held} more on its way or uncertain`,
  unpriced: (calls: number) => `${of(calls, 'call', 'calls')} without a known price`,
  editOf: (name: string) => `Edit the budget: ${name}`,
  removeOf: (name: string) => `Remove the budget: ${name}`,
  removed: 'Budget removed',
  undo: 'Undo',
  saved: 'Budget saved',
} as const;

export const form = {
  add: 'Add budget',
  edit: 'Edit budget',
  what: 'For',
  unit: 'Counted in',
  units: { usd: 'Dollars', calls: 'Calls', tokens: 'Tokens' } satisfies Record<Budget['unit'], string>,
  limit: {
    usd: 'At most, in dollars',
    calls: 'At most, in calls',
    tokens: 'At most, in tokens',
  } satisfies Record<Budget['unit'], string>,
  period: 'Each',
  periods: { day: 'Day', month: 'Month' } satisfies Record<Budget['period'], string>,
  kind: 'When it would be passed',
  hard: 'Stop before sending',
  hardHelp: 'What is on its way counts for the most that it could cost, until its cost is known.',
  soft: 'Only warn',
  softHelp: 'At 50, 80 and 100 %, once each.',
  wrongAmount: 'Write a number, such as 5 or 2.50.',
  wrongCount: 'Write a whole number.',
  tooMuch: (most: number) => `Write at most ${counts.format(most)}.`,
  cancel: 'Cancel',
  save: 'Save',
} as const;

export const notices = {
  reached: (step: number) => (step >= 100 ? 'A budget is used up' : `${step} % of a budget is spent`),
  stands: (name: string, spent: string) => `${name}: ${spent}.`,
  unusual: 'Today costs far more than usual',
  unusualMeans: (today: string, usual: string) => `${today} so far; on other days it was about ${usual}.`,
  ok: 'OK',
  open: 'Budgets',
} as const;

export const refused = {
  anyway: 'Send this one anyway',
  open: 'Open budgets',
  limit: (name: string, limit: string) => `${name}: ${limit}`,
  spent: 'Spent',
  held: 'On its way or uncertain, at most',
  worst: 'This one, at most',
} as const;
