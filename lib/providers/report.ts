/** What a check learned: the verdict, why, and what the provider told for free. */
import { z } from '../core/zod';

export const VERDICTS = [
  'works',
  'works-with-limits',
  'rejected',
  'out-of-credit',
  'unreachable',
  'cannot-be-checked',
  'not-checked',
] as const;

export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

/** A finding is a code with the values of its sentence; the sentence itself belongs to the screen. */
export const findingSchema = z.object({
  code: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)),
  values: z.optional(z.record(z.string(), z.union([z.string().check(z.maxLength(300)), z.number()]))),
});
export type Finding = z.infer<typeof findingSchema>;

const factName = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/));
export const factSchema = z.union([
  z.object({ name: factName, text: z.string().check(z.maxLength(300)) }),
  /** A decimal string as the provider wrote it: money is never a float here. */
  z.object({ name: factName, amount: z.string().check(z.regex(/^-?\d+(\.\d+)?$/)), currency: z.string() }),
  z.object({ name: factName, count: z.number(), unit: z.string() }),
  z.object({ name: factName, atMs: z.number() }),
]);
export type Fact = z.infer<typeof factSchema>;

export const reportSchema = z.object({
  verdict: verdictSchema,
  reason: z.optional(findingSchema),
  facts: z.array(factSchema),
  warnings: z.array(findingSchema),
});
export type Report = z.infer<typeof reportSchema>;
