/** A provider's list of models as we keep it, and what a person chose among all of them. */
import { z } from '../core/zod';
import { modelSchema } from '../providers/model';

const makeSchema = z.enum(['text', 'image', 'model3d']);
export type Make = z.infer<typeof makeSchema>;

export const listSchema = z.object({
  provider: z.string(),
  make: makeSchema,
  models: z.array(modelSchema),
  readAtMs: z.number(),
  /** What single models were asked for, by their id: a price for one picture, or that none is told. */
  prices: z.optional(z.record(z.string(), z.object({ atMs: z.number(), usd: z.optional(z.string()) }))),
});
export type ModelList = z.infer<typeof listSchema>;

const choiceSchema = z.object({ provider: z.string(), model: z.string() });
export type Choice = z.infer<typeof choiceSchema>;

export const choicesSchema = z.object({
  favourites: z.array(choiceSchema),
  /** By what is made. */
  defaults: z.record(z.string(), choiceSchema),
  lastUsed: z.record(z.string(), choiceSchema),
});
export type Choices = z.infer<typeof choicesSchema>;

/** One change of them: each page knows only its own copy of the whole. */
export const choiceChangeSchema = z.union([
  z.object({ is: z.literal('favourite'), choice: choiceSchema, isOn: z.boolean() }),
  z.object({ is: z.literal('default'), make: makeSchema, choice: z.nullable(choiceSchema) }),
  z.object({ is: z.literal('used'), make: makeSchema, choice: choiceSchema }),
]);
export type ChoiceChange = z.infer<typeof choiceChangeSchema>;

export const MODEL_LIST = 'model-list';
export const CHOICES = 'choices';
