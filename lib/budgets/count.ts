/** What one request of a job counts for in the budgets, as it stands in the job's row. */
import { z } from '../core/zod';

export const countSchema = z.object({
  /** The day on which it was sent, where the person was then. */
  day: z.string(),
  provider: z.string(),
  keyId: z.string(),
  /** Which request of its job it is: each round of a turn with tools is one. */
  round: z.number(),
  /** In 10^-8 dollars. Absent: no price is known. */
  usd: z.optional(z.int().check(z.gte(0))),
  tokens: z.int().check(z.gte(0)),
  /** It counts for the most it can come to, because nobody knows yet what it came to. */
  isHeld: z.boolean(),
});
export type Count = z.infer<typeof countSchema>;

/** What a request comes to at the most. */
export interface Worst {
  readonly usd?: number | undefined;
  /** Absent: nobody can tell before. */
  readonly tokens?: number;
}
