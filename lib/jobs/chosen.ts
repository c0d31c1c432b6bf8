import { z } from '../core/zod';

/** What a person chose on the form; the wire says which of it a model takes. */
export const chosenSchema = z.object({
  system: z.optional(z.string().check(z.maxLength(100_000))),
  temperature: z.optional(z.number().check(z.gte(0), z.lte(2))),
  effort: z.optional(z.string().check(z.maxLength(20))),
  maxTokens: z.optional(z.int().check(z.gte(1), z.lte(1_000_000))),
  /** Names of our own tools that are switched on. */
  tools: z.optional(z.array(z.string().check(z.maxLength(64))).check(z.maxLength(10))),
  /** The form of an image model, by the provider's names. */
  image: z.optional(
    z.record(
      z.string().check(z.maxLength(64)),
      z.union([z.string().check(z.maxLength(500)), z.number(), z.boolean()]),
    ),
  ),
  /** The same of one that makes in 3D, for what is made anew or for the step after it. */
  model3d: z.optional(
    z.record(
      z.string().check(z.maxLength(64)),
      z.union([
        z.string().check(z.maxLength(1_100)),
        z.number(),
        z.boolean(),
        z.array(z.string().check(z.maxLength(200))).check(z.maxLength(200)),
      ]),
    ),
  ),
});
export type Chosen = z.infer<typeof chosenSchema>;
