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
  /** Where a picture costs credits: how many, and dollars for one. */
  credits: z.optional(z.number()),
  credit: z.optional(usd),
  /** Dearer from this many input tokens on, for all of them. Ascending. */
  steps: z.optional(z.array(z.object({ fromInput: z.number(), input: usd, output: usd }))),
  /** The day of our own table, where the provider's list has no prices. */
  asOf: z.optional(day),
});
export type Price = z.infer<typeof priceSchema>;

const valueSchema = z.union([z.string(), z.number(), z.boolean()]);

/** One choice on the form of a model, under the provider's own name. */
export const optionSchema = z.object({
  name: z.string(),
  /** `choices`: several of `values`, at most `max`. `parts`: several of the names inside what it goes on from. */
  is: z.enum(['choice', 'choices', 'parts', 'range', 'switch', 'text', 'seed']),
  values: z.optional(z.array(z.string())),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  initial: z.optional(valueSchema),
  /** Only when others have one of these values: what the provider refuses together cannot be chosen. */
  when: z.optional(z.record(z.string(), z.array(valueSchema))),
  /** Only when it is made from one of these. */
  from: z.optional(z.array(z.enum(['text', 'picture', 'views', 'result']))),
});
export type Option = z.infer<typeof optionSchema>;

/** What something in 3D costs: all rows that fit, added. */
export const tariffSchema = z.object({
  /** USD for one unit: a credit, or a thousandth of a dollar. */
  usdEach: usd,
  unit: z.enum(['credits', 'usd']),
  asOf: day,
  rows: z.array(
    z.object({
      amount: z.int(),
      /** Only when the options have these values, */
      when: z.optional(z.record(z.string(), z.array(valueSchema))),
      /** it is made from one of these, */
      from: z.optional(z.array(z.enum(['text', 'picture', 'views', 'result']))),
      /** and any of these is not as it stood there from the start. */
      changed: z.optional(z.array(z.string())),
      /** For each of what was chosen under this name. */
      each: z.optional(z.string()),
    }),
  ),
});
export type Tariff = z.infer<typeof tariffSchema>;

/** Of what makes in 3D: a beginning, or a step on something made before. */
export const stepSchema = z.object({
  /** `create`, or `texture`, `rig-check`, `rig`, `animate`, `convert`, `segment`, `complete`, `decimate`, … */
  deed: z.string(),
  from: z.array(z.enum(['text', 'picture', 'views', 'result'])),
  /** The deeds whose results it goes on from; the job's own facts must say so too. */
  after: z.optional(z.array(z.string())),
  needs: z.optional(z.record(z.string(), z.array(valueSchema))),
  /** A file it cannot go on from, by its media type. */
  notFrom: z.optional(z.array(z.string())),
  mostPrompt: z.optional(z.number()),
  /** What words may go along with; all of `from` when absent. */
  wordsFrom: z.optional(z.array(z.enum(['text', 'picture', 'views', 'result']))),
  /** Nothing comes of it without words or a picture. */
  needsWords: z.optional(z.boolean()),
});
export type Step = z.infer<typeof stepSchema>;

export const modelSchema = z.object({
  id: z.string(),
  name: z.string(),
  makes: z.array(z.enum(['text', 'image', 'model3d'])),
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
  step: z.optional(stepSchema),
  tariff: z.optional(tariffSchema),
  /** The way this one is asked, where a provider has several; the provider's own word. */
  route: z.optional(z.string()),
  /** A sensible first choice of its provider's, by the provider's file. Lower is better. */
  rank: z.optional(z.number()),
});
export type Model = z.infer<typeof modelSchema>;
