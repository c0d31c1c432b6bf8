/** What a budget stopped. Nothing was sent. */
import type { Problems } from './shape';

export const makingBudgets: Problems = {
  'budget-reached': {
    what: 'Your budget stopped this',
    means:
      'It could cost more than what is left of the budget. This request was not sent, and nothing was billed for it.',
    next: 'Send this one anyway, or change the budget.',
  },
  'budget-no-price': {
    what: 'Your budget stopped this, because no price is known',
    means:
      'Nobody can tell whether it fits into what is left. This request was not sent, and nothing was billed for it.',
    next: 'Send this one anyway, choose a model with a price, or change the budget.',
  },
  'budget-no-tokens': {
    what: 'Your budget of tokens stopped this',
    means:
      'How many tokens a picture or a 3D model counts as is not known before. This request was not sent, and nothing was billed for it.',
    next: 'Send this one anyway, or change the budget.',
  },
  'budgets-damaged': {
    what: 'Your budgets could not be read',
    means:
      'Nobody can tell whether one of them forbids this. This request was not sent, and nothing was billed for it.',
    next: 'Send this one anyway, or set your budgets anew in Usage.',
  },
  'books-moved': {
    what: 'What was spent changed in the same moment',
    means: 'Firekeep could not count this request, so it was not sent, and nothing was billed.',
    next: 'Try again.',
  },
};
