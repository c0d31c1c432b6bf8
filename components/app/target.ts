/**
 * Opens the options page at one place. The place waits in session memory, never in an address: addresses end
 * up in the browser's history.
 */
import { browser } from 'wxt/browser';
import { z } from '../../lib/core/zod';

const TARGET = 'target';

const targetSchema = z.object({
  page: z.enum(['keys', 'security']),
  provider: z.optional(z.string()),
});
export type Target = z.infer<typeof targetSchema>;

export async function openOptionsAt(target: Target): Promise<void> {
  await browser.storage.session.set({ [TARGET]: target });
  await browser.runtime.openOptionsPage();
}

export async function peekTarget(): Promise<Target | undefined> {
  const stored: Record<string, unknown> = await browser.storage.session.get(TARGET);
  const parsed = targetSchema.safeParse(stored[TARGET]);
  return parsed.success ? parsed.data : undefined;
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
