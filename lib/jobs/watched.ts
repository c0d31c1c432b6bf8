/** Whether a page of ours is open: what somebody watches is asked after more often. */
import { browser } from 'wxt/browser';

interface Contexts {
  getContexts?(filter: { readonly contextTypes: readonly string[] }): Promise<readonly unknown[]>;
}

const PAGES = { contextTypes: ['POPUP', 'SIDE_PANEL', 'TAB'] };

/** Chromium tells contexts; Firefox's background is a page among the others and can count them. */
export async function hasOpenPage(): Promise<boolean> {
  const runtime = browser.runtime as Contexts;
  if (runtime.getContexts) return (await runtime.getContexts(PAGES)).length > 0;
  return browser.extension.getViews().some((view) => view !== globalThis);
}
