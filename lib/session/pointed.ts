/**
 * Which result somebody wants to come to, and what for: a notification was about it, or the library showed it. It waits
 * in session memory, never in an address: addresses end up in the browser's history.
 */
import { browser } from 'wxt/browser';
import { z } from '../core/zod';

const POINTED = 'pointed';

const schema = z.object({
  id: z.string(),
  make: z.enum(['text', 'image', 'model3d']),
  /** What stands on the form then; without it the result is only shown. */
  deed: z.optional(z.enum(['go-on', 'again', 'use', 'make3d'])),
  /** Of its pictures, the one that it is done with. */
  fileId: z.optional(z.string()),
  /** For the panel of that window alone. */
  windowId: z.optional(z.number()),
  /** Whoever opens a panel later than that wants something else. */
  untilMs: z.optional(z.number()),
});
export type Pointed = z.infer<typeof schema>;

/** The address of a page that shows it says only that there is one. */
export const POINTED_HASH = '#result';

export const point = (pointed: Pointed): Promise<void> => browser.storage.session.set({ [POINTED]: pointed });

/** Once: it is gone afterwards. */
export async function takePointed(): Promise<Pointed | undefined> {
  const pointed = await findPointed();
  if (pointed) await browser.storage.session.remove(POINTED);
  return pointed;
}

/** Calls back now and later, when there is one that is for the panel of this window. */
export function onPointed(react: () => void): () => void {
  const look = () => void findPointed().then((pointed) => pointed?.windowId !== undefined && react());
  const listen = (changes: Record<string, { readonly newValue?: unknown }>, area: string) => {
    if (area === 'session' && changes[POINTED]?.newValue !== undefined) look();
  };
  browser.storage.onChanged.addListener(listen);
  look();
  return () => browser.storage.onChanged.removeListener(listen);
}

async function findPointed(): Promise<Pointed | undefined> {
  const stored: Record<string, unknown> = await browser.storage.session.get(POINTED);
  const { data } = schema.safeParse(stored[POINTED]);
  const { windowId, untilMs = Number.POSITIVE_INFINITY } = data ?? {};
  if (!data || Date.now() > untilMs) return undefined;
  return windowId === undefined || windowId === (await browser.windows.getCurrent()).id ? data : undefined;
}
