/** That there is something to read about budgets, and no more than that: pages load what says it only then. */
import { browser } from 'wxt/browser';

const NEWS = 'budget-news';

export async function setNews(isThere: boolean): Promise<void> {
  if (isThere) await browser.storage.session.set({ [NEWS]: true });
  else await browser.storage.session.remove(NEWS);
}

/** Now and after every change. Returns what ends it. */
export function onNews(react: (isThere: boolean) => void): () => void {
  const listen = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const change = area === 'session' ? changes[NEWS] : undefined;
    if (change) react(change.newValue === true);
  };
  browser.storage.onChanged.addListener(listen);
  void browser.storage.session.get(NEWS).then((stored: Record<string, unknown>) => {
    if (stored[NEWS] === true) react(true);
  });
  return () => browser.storage.onChanged.removeListener(listen);
}
