/**
 * Text on its way, for whoever looks at it: quicker than the database, and nothing depends on it. Only our own
 * pages share this channel. Each piece says at which length of the whole it stands, so that a page that came late
 * or missed one waits for the row instead of showing a gap.
 */
import { z } from '../core/zod';

export const LIVE_CHANNEL = 'firekeep/jobs';

export const liveSchema = z.object({
  id: z.string(),
  /** Which of the two texts, and how much of it came before this piece (in UTF-16 units). */
  part: z.enum(['text', 'thinking']),
  round: z.number(),
  at: z.number(),
  piece: z.string(),
});
export type Live = z.infer<typeof liveSchema>;
