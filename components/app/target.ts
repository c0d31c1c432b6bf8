/**
 * Opens the options page at one place. The place waits in session memory, never in an address: addresses end
 * up in the browser's history.
 */
import { browser } from 'wxt/browser';
import { z } from '../../lib/core/zod';

const TARGET = 'target';

const targetSchema = z.object({
  page: z.enum(['keys', 'usage', 'security']),
  provider: z.optional(z.string()),
  keyId: z.optional(z.string()),
});
export type Target = z.infer<typeof targetSchema>;

/** In session memory a target may be for one tab alone: of several open pages only the one in front goes there. */
const storedSchema = z.extend(targetSchema, { tabId: z.optional(z.number()) });

export async function openOptionsAt(target: Target): Promise<void> {
  const tab = await findOptionsTab();
  await browser.storage.session.set({ [TARGET]: { ...target, tabId: tab?.id } });
  if (tab?.id === undefined) return browser.runtime.openOptionsPage();
  // Both at once: a popup ends as soon as something else has the focus.
  await Promise.all([
    browser.tabs.update(tab.id, { active: true }),
    browser.windows.update(tab.windowId, { focused: true }),
  ]);
}

/** The one that was looked at last. Firefox would open another for every address with a fragment. */
async function findOptionsTab() {
  const tabs = await browser.tabs.query({ url: browser.runtime.getURL('/options.html') });
  return tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

export async function peekTarget(): Promise<Target | undefined> {
  const stored: Record<string, unknown> = await browser.storage.session.get(TARGET);
  const parsed = storedSchema.safeParse(stored[TARGET]);
  if (!parsed.success) return undefined;
  const { tabId, ...target } = parsed.data;
  return tabId === undefined || tabId === (await browser.tabs.getCurrent())?.id ? target : undefined;
}

/** What waits for this page, once: it is gone afterwards. */
export async function takeTarget(page: Target['page']): Promise<Target | undefined> {
  const target = await peekTarget();
  if (target?.page !== page) return undefined;
  await browser.storage.session.remove(TARGET);
  return target;
}

/** The options page may be open already when another page sends somebody there. */
export function onTarget(react: () => void): () => void {
  const listen = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    if (area === 'session' && changes[TARGET]?.newValue) react();
  };
  browser.storage.onChanged.addListener(listen);
  return () => browser.storage.onChanged.removeListener(listen);
}
