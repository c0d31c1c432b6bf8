/** What pages may ask about budgets. They are set where they are seen, on the options page, and nowhere else. */
import { newBudgetSchema } from '../budgets/record';
import { z } from '../core/zod';
import { contract } from './contract';

const nothing = z.object({});
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** A new one, or one in the place of another. */
export const budgetsPut = contract({
  name: 'budgets/put',
  from: ['options'],
  input: z.object({ budget: newBudgetSchema, replaces: z.optional(id) }),
  output: nothing,
});

/** Without an id: all of them, when they cannot be read any more. */
export const budgetsRemove = contract({
  name: 'budgets/remove',
  from: ['options'],
  input: z.object({ id: z.optional(id) }),
  output: nothing,
});

/** Somebody has read how far one has come. */
export const budgetsSeen = contract({
  name: 'budgets/seen',
  from: ['options', 'popup', 'sidepanel'],
  input: z.object({ name: z.string().check(z.maxLength(32)), step: z.number() }),
  output: nothing,
});
