/** A model as its provider lists it, in our words. Lists are kept sealed, so this has a schema. */
import { z } from '../core/zod';

/** USD for one token, one picture, one request: decimal strings, because a millionth of a dollar is no float. */
const usd = z.string().check(z.regex(/^\d+(\.\d+)?$/));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

export const priceSchema = z.object({
  input: z.optional(usd),
  output: z.optional(usd),
  cachedInput: z.optional(usd),
  request: z.optional(usd),
  image: z.optional(usd),
  /** Dearer from this many input tokens on, for all of them. Ascending. */
  steps: z.optional(z.array(z.object({ fromInput: z.number(), input: usd, output: usd }))),
  /** The day of our own table, where the provider's list has no prices. */
  asOf: z.optional(day),
});
export type Price = z.infer<typeof priceSchema>;

/** One choice on the form of an image model, under the provider's own name. */
export const optionSchema = z.object({
  name: z.string(),
  is: z.enum(['choice', 'range', 'switch', 'text', 'seed']),
  values: z.optional(z.array(z.string())),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  initial: z.optional(z.union([z.string(), z.number(), z.boolean()])),
});
export type Option = z.infer<typeof optionSchema>;

export const modelSchema = z.object({
  id: z.string(),
  name: z.string(),
  makes: z.array(z.enum(['text', 'image'])),
  takes: z.array(z.enum(['text', 'image', 'file', 'audio', 'video'])),
  contextTokens: z.optional(z.number()),
  /** The most it writes in one answer. */
  outputTokens: z.optional(z.number()),
  price: z.optional(priceSchema),
  isFree: z.optional(z.boolean()),
  isModerated: z.optional(z.boolean()),
  hasTools: z.optional(z.boolean()),
  /** Reasoning efforts, weakest first. Absent: none to choose. */
  efforts: z.optional(z.array(z.string())),
  takesTemperature: z.optional(z.boolean()),
  /** The day on which the provider takes it away. */
  goneOn: z.optional(day),
  /** When the provider added it. */
  addedAtMs: z.optional(z.number()),
  /** For image models: what may be chosen, and how many pictures may go in. */
  options: z.optional(z.array(optionSchema)),
  maxReferences: z.optional(z.number()),
  hasPreviews: z.optional(z.boolean()),
  /** The way this one is asked, where a provider has several; the provider's own word. */
  route: z.optional(z.string()),
  /** A sensible first choice of its provider's, by the provider's file. Lower is better. */
  rank: z.optional(z.number()),
});
export type Model = z.infer<typeof modelSchema>;
