/** One entry for each thing that was paid for, or may have been. Appended, never edited: a correction is an entry too. */
import { countSchema } from '../budgets/count';
import { z } from '../core/zod';
import { priceSchema } from '../providers/model';

/** A part of a job's bill: what went to one key. */
const shareSchema = z.object({
  keyId: z.string(),
  /** Absent: nobody told and no price is known. It counts as unknown, never as nothing. */
  usd: z.optional(z.string()),
  how: z.enum(['told', 'about', 'unknown']),
  input: z.optional(z.number()),
  output: z.optional(z.number()),
  /** Requests that were sent for it; one when absent. */
  calls: z.optional(z.number()),
});
export type Share = z.infer<typeof shareSchema>;

export const entrySchema = z.extend(shareSchema, {
  atMs: z.number(),
  jobId: z.string(),
  provider: z.string(),
  model: z.string(),
  make: z.enum(['text', 'image', 'model3d']),
  /** What it was reckoned with, as it was on that day: prices move. */
  price: z.optional(priceSchema),
  /** In the provider's own coin. */
  credits: z.optional(z.number()),
  /** The rest of its bill: another key's when one went on for it, and what is known where the last of it is not. */
  others: z.optional(z.array(shareSchema)),
  /** What it counts for in the budgets, where the rest does not say it: something may still come to it. */
  counts: z.optional(z.array(countSchema)),
  /** This replaces what was booked for the same job before, */
  corrects: z.optional(z.boolean()),
  /** which lies in this row. Entries of the first days do not say so. */
  replaces: z.optional(z.string()),
});
export type Entry = z.infer<typeof entrySchema>;

export const LEDGER_ENTRY = 'ledger-entry';
