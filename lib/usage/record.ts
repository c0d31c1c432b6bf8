/** One entry for each thing that was paid for, or may have been. Appended, never edited: a correction is an entry too. */
import { z } from '../core/zod';

export const entrySchema = z.object({
  atMs: z.number(),
  jobId: z.string(),
  provider: z.string(),
  keyId: z.string(),
  model: z.string(),
  make: z.enum(['text', 'image', 'model3d']),
  /** Absent: nobody told and no price is known. It counts as unknown, never as nothing. */
  usd: z.optional(z.string()),
  how: z.enum(['told', 'about', 'unknown']),
  input: z.optional(z.number()),
  output: z.optional(z.number()),
  /** In the provider's own coin. */
  credits: z.optional(z.number()),
  /** This replaces what was booked for the same job before. */
  corrects: z.optional(z.boolean()),
});
export type Entry = z.infer<typeof entrySchema>;

export const LEDGER_ENTRY = 'ledger-entry';
