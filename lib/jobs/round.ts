/** One request of a job: what was asked, answered and paid. */
import { z } from '../core/zod';
import { priceSchema } from '../providers/model';

export const tokensSchema = z.object({
  input: z.number(),
  output: z.number(),
  cachedInput: z.optional(z.number()),
  reasoning: z.optional(z.number()),
});

export const callSchema = z.object({ id: z.string(), name: z.string(), args: z.string() });
export const resultSchema = z.object({
  id: z.string(),
  name: z.string(),
  content: z.string(),
  isError: z.boolean(),
});

/** One request and its answer; a turn with tools has several. */
export const roundSchema = z.object({
  text: z.string(),
  thinking: z.string(),
  calls: z.array(callSchema),
  results: z.array(resultSchema),
  echo: z.optional(z.unknown()),
  generationId: z.optional(z.string()),
  tokens: z.optional(tokensSchema),
  costUsd: z.optional(z.string()),
  /** Which key paid. */
  keyId: z.optional(z.string()),
});
export type Round = z.infer<typeof roundSchema>;

export const costSchema = z.object({
  usd: z.string(),
  /** `told` by the provider; `about`: counted from tokens and prices, or not yet final. */
  how: z.enum(['told', 'about']),
  /** What it was reckoned with. */
  price: z.optional(priceSchema),
});
export type Cost = z.infer<typeof costSchema>;
