/** The text of the page in front. The browser lends it after a click on our button or menu item, never before. */
import { browser } from 'wxt/browser';
import { fail } from '../core/problem';

const MOST_CHARACTERS = 60_000;

export async function readPage(): Promise<string> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return fail('page-absent');
  if (await isProviders(tab.url)) return fail('page-unreadable');
  const results = await browser.scripting
    .executeScript({ target: { tabId: tab.id }, func: readText })
    .catch(() => fail('page-not-lent'));
  const text: unknown = results[0]?.result;
  if (typeof text !== 'string') return fail('page-unreadable');
  return text.slice(0, MOST_CHARACTERS);
}

/** Hosts that were granted for a key need no click, and their pages may show a fresh one: never for a model. */
const isProviders = async (address: string | undefined): Promise<boolean> =>
  address?.startsWith('https:') === true &&
  browser.permissions.contains({ origins: [`${new URL(address).origin}/*`] });

/** Runs in the page, where nothing of ours can be reached. */
function readText(): string {
  return `${document.title}\n\n${document.body?.innerText ?? ''}`;
}
