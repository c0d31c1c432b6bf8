/** What opens a file that was sealed in chunks. Apart from the sealing, which a page that only lists files never needs. */
import { z } from '../core/zod';
import { keyTextSchema } from './kdf';

export const fileRecordSchema = z.object({
  format: z.literal(1),
  key: keyTextSchema,
  chunkCount: z.int().check(z.gte(1)),
  byteCount: z.int().check(z.gte(0)),
  /** Of the whole file, in hex. */
  sha256: z.string(),
});
export type FileRecord = z.infer<typeof fileRecordSchema>;
