/**
 * Text on its way, for whoever looks at it: quicker than the database, and nothing depends on it. Only our own
 * pages share this channel. Each piece says at which length of the whole it stands, so that a page that came late
 * or missed one waits for the row instead of showing a gap.
 */
import { type Bytes, isBytes } from '../core/bytes';
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

/** Pictures half made, each in the place of the one before. They are kept nowhere. */
export const PREVIEW_CHANNEL = 'firekeep/previews';

export const previewSchema = z.object({ id: z.string(), bytes: z.custom<Bytes>(isBytes) });
export type Preview = z.infer<typeof previewSchema>;

let previews: BroadcastChannel | undefined;

export function tellPreview(id: string, bytes: Bytes): void {
  previews ??= new BroadcastChannel(PREVIEW_CHANNEL);
  previews.postMessage({ id, bytes } satisfies Preview);
}
