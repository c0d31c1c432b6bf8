/** What the library keeps beside the jobs themselves: what a person said about each, and an index to search them by. */
import { z } from '../core/zod';
import { makeSchema, placeSchema } from '../jobs/record';

/** As long as a deletion can be taken back. What is not by then is destroyed. */
export const UNDO_MS = 60_000;

export const markSchema = z.object({
  isFavourite: z.boolean(),
  deletedAtMs: z.optional(z.number()),
});
export type Mark = z.infer<typeof markSchema>;

export const NO_MARK: Mark = { isFavourite: false };

/** What is known of a job without opening it. It holds no key: of what is destroyed, no file can be opened by it. */
export const entrySchema = z.object({
  n: z.number(),
  id: z.string(),
  rev: z.number(),
  make: makeSchema,
  place: placeSchema,
  atMs: z.number(),
  provider: z.string(),
  model: z.string(),
  conversation: z.string(),
  /** In dollars, as far as that is known. */
  usd: z.optional(z.string()),
  /** What it takes on the disk, files included. */
  bytes: z.number(),
  /** Its files, which other jobs may name too, and how much of `bytes` each is. */
  files: z.optional(z.array(z.object({ id: z.string(), bytes: z.number() }))),
  /** Each word of what was asked and answered, once, each on its own line. */
  words: z.string(),
});
export type Entry = z.infer<typeof entrySchema>;

export const partSchema = z.array(entrySchema);

/** So many insertion numbers lie in one sealed part of the index. */
const PART_NUMBERS = 500;
export const partOf = (n: number): number => Math.floor(n / PART_NUMBERS);
export const partId = (part: number): string => `part-${part}`;

/** In the place of a part that named what is gone: whoever still holds the old one sees that it moved. */
export const NO_PART = new Uint8Array(0);

/** Kinds in the seal's AAD. */
export const MARK = 'mark';
export const SEARCH_PART = 'search-part';
