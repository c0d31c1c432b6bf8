/**
 * Which result a notification was about. It waits in session memory, never in an address: addresses end up in the
 * browser's history.
 */
import { browser } from 'wxt/browser';
import { z } from '../core/zod';

const POINTED = 'pointed';

const schema = z.object({ id: z.string(), make: z.enum(['text', 'image', 'model3d']) });
export type Pointed = z.infer<typeof schema>;

/** The address of a page that shows it says only that there is one. */
export const POINTED_HASH = '#result';

export const point = (pointed: Pointed): Promise<void> => browser.storage.session.set({ [POINTED]: pointed });

/** Once: it is gone afterwards. */
export async function takePointed(): Promise<Pointed | undefined> {
  const stored: Record<string, unknown> = await browser.storage.session.get(POINTED);
  await browser.storage.session.remove(POINTED);
  return schema.safeParse(stored[POINTED]).data;
}
