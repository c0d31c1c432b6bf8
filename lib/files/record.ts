/** A file we keep: its sealed chunks lie under `id`, its key lies in this record, which is itself sealed. */
import { z } from '../core/zod';
import { fileRecordSchema } from '../seal/file-record';
import { keyTextSchema } from '../seal/kdf';

export const fileSchema = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** Checked by its first bytes, not by what somebody called it. */
  media: z.string().check(z.maxLength(100)),
  /** What the person called it; empty for what was made here. */
  name: z.string().check(z.maxLength(200)),
  width: z.optional(z.number()),
  height: z.optional(z.number()),
  sealed: fileRecordSchema,
});
export type KeptFile = z.infer<typeof fileSchema>;

/** A file of which only the beginning is here: so many whole chunks lie under `id`, sealed with `key`. */
export const arrivalSchema = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  key: keyTextSchema,
  chunkCount: z.int().check(z.gte(0)),
  /** The host's own name for exactly these bytes. Without a strong one nothing is resumed. */
  etag: z.optional(z.string()),
  totalBytes: z.optional(z.number()),
});
export type Arrival = z.infer<typeof arrivalSchema>;
