/**
 * Words that somebody marked on a web page and wants to ask about. They wait in session memory, which is never
 * disk, until a prompt takes them: also while the vault is locked. Nothing of ours is in them.
 */
import { browser } from 'wxt/browser';
import { z } from '../core/zod';

const QUOTE = 'quote';
const LOCK = 'firekeep/quote';
const MOST_CHARACTERS = 60_000;

const schema = z.object({
  text: z.string(),
  /** Where it was marked. Another window's panel leaves it alone. */
  windowId: z.optional(z.number()),
});
export type Quote = z.infer<typeof schema>;

/** In place of one that nobody took. */
export async function putQuote({ text, windowId }: Quote): Promise<void> {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  if (cut.trim() !== '')
    await browser.storage.session.set({
      [QUOTE]: windowId === undefined ? { text: cut } : { text: cut, windowId },
    });
}

/** Once: two pages that look at the same moment do not both get it. */
export const takeQuote = (): Promise<string | undefined> =>
  navigator.locks.request(LOCK, async () => {
    const quote = await findQuote();
    if (quote) await browser.storage.session.remove(QUOTE);
    return quote?.text;
  });

/** Calls back when one is put that is for this page's window. */
export function onQuote(react: () => void): () => void {
  const listen = (changes: Record<string, { readonly newValue?: unknown }>, area: string) => {
    if (area !== 'session' || changes[QUOTE]?.newValue === undefined) return;
    void findQuote().then((quote) => quote && react());
  };
  browser.storage.onChanged.addListener(listen);
  return () => browser.storage.onChanged.removeListener(listen);
}

async function findQuote(): Promise<Quote | undefined> {
  const stored: Record<string, unknown> = await browser.storage.session.get(QUOTE);
  const { success, data } = schema.safeParse(stored[QUOTE]);
  if (!success) return undefined;
  return data.windowId === undefined || data.windowId === (await browser.windows.getCurrent()).id
    ? data
    : undefined;
}
