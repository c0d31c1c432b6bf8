/** The text of the page in front. The browser lends it after a click on our button or menu item, never before. */
import { browser } from 'wxt/browser';
import { fail } from '../core/problem';

const MOST_CHARACTERS = 60_000;
const GOES_ON = '\n\n(The page goes on. Only its beginning was read.)';

export async function readPage(): Promise<string> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return fail('page-absent');
  if (tab.url?.startsWith(browser.runtime.getURL('/'))) return fail('page-ours');
  if (await isProviders(tab.url)) return fail('page-unreadable');
  // One more than is read tells that there was more.
  const args: [number] = [MOST_CHARACTERS + 1];
  const results = await browser.scripting
    .executeScript({ target: { tabId: tab.id }, func: readText, args })
    // An address is told only of pages that were lent: of those it was the page that refused.
    .catch(() => fail(tab.url === undefined ? 'page-not-lent' : 'page-unreadable'));
  const text: unknown = results[0]?.result;
  if (typeof text !== 'string') return fail('page-unreadable');
  return text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) + GOES_ON : text;
}

/** Hosts that were granted for a key need no click, and their pages may show a fresh one: never for a model. */
const isProviders = async (address: string | undefined): Promise<boolean> =>
  address?.startsWith('https:') === true &&
  browser.permissions.contains({ origins: [`${new URL(address).origin}/*`] });

/** Runs in the page, where nothing of ours can be reached. */
function readText(most: number): string {
  return `${document.title}\n\n${document.body?.innerText ?? ''}`.slice(0, most);
}
