/** What is written of a request that left: never a query, a header or a body. */
import { z } from '../core/zod';

export const requestSchema = z.object({
  method: z.string(),
  host: z.string(),
  /** Without a query. Of several under one line, what they have in common. */
  path: z.string(),
  /** The last one's. Absent: nobody answered. */
  status: z.optional(z.number()),
  sentBytes: z.number(),
  receivedBytes: z.number(),
  /** How many this line stands for, and when the last of them left. */
  count: z.number(),
  lastMs: z.number(),
  isBilled: z.optional(z.boolean()),
  isFile: z.optional(z.boolean()),
});
export type Request = z.infer<typeof requestSchema>;

/** One that is not in the record yet. */
export const sentSchema = z.object({
  atMs: z.number(),
  keyId: z.optional(z.string()),
  keyName: z.optional(z.string()),
  request: requestSchema,
});
export type Sent = z.infer<typeof sentSchema>;
