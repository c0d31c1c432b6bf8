/** What a person allows to be spent, and what was spent of it. */
import { MOST_E8 } from '../core/usd-e8';
import { z } from '../core/zod';

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));

export const budgetSchema = z.object({
  id,
  /** For one key, for all keys of a service, or, with neither, for everything. */
  keyId: z.optional(id),
  provider: z.optional(z.string().check(z.maxLength(64))),
  period: z.enum(['day', 'month']),
  unit: z.enum(['usd', 'calls', 'tokens']),
  /** Dollars in 10^-8. */
  limit: z.int().check(z.gte(0)),
  /** Refuses what could go beyond it. Otherwise it only warns. */
  isHard: z.boolean(),
});
export type Budget = z.infer<typeof budgetSchema>;

/** What may be set: sums stay exact up to there. What was set before is read whatever it is. */
export const MOST: Readonly<Record<Budget['unit'], number>> = { usd: MOST_E8, calls: 1e12, tokens: 1e12 };
export const newBudgetSchema = z
  .omit(budgetSchema, { id: true })
  .check(z.refine(({ unit, limit }) => limit <= MOST[unit]));

/** The sealed setting. */
export const BUDGETS = 'budgets';
export const budgetsSchema = z.array(budgetSchema);

export const sumSchema = z.object({
  usd: z.number(),
  tokens: z.number(),
  calls: z.number(),
  /** At the most, of what is on its way or may have been billed. */
  heldUsd: z.number(),
  heldTokens: z.number(),
  /** Calls of which nobody knows a price. */
  unpriced: z.number(),
});
export type Sum = z.infer<typeof sumSchema>;

const toldSchema = z.object({
  /** The day, or the first day of the month. */
  period: z.string(),
  /** 50, 80, 100: how far it has come. */
  step: z.number(),
  /** How far somebody has seen it come. */
  seen: z.number(),
});
export type Told = z.infer<typeof toldSchema>;

export const tallySchema = z.object({
  /** By day, then by provider and key. */
  days: z.record(z.string(), z.record(z.string(), sumSchema)),
  /** By budget. */
  told: z.record(z.string(), toldSchema),
});
export type Tally = z.infer<typeof tallySchema>;

/** Its row in `sums`, and its kind in the seal. */
export const TALLY = 'budget-tally';

/** So far back something counts: this month, and what is usual. */
export const BACK_DAYS = 62;
export const BACK_MS = BACK_DAYS * 86_400_000;

/** Under this name it is told that a day costs far more than usual. */
export const UNUSUAL = 'unusual';

export const NO_TALLY: Tally = { days: {}, told: {} };
