/** Asking the browser for hosts. Firefox hears it only as the first act of a click: nothing may be awaited before. */
import { browser } from 'wxt/browser';
import { toPatterns } from '../../lib/keys/hosts';
import type { KeyRecord } from '../../lib/keys/record';
import { findGuide } from '../../lib/providers/guides';

/** Its provider's addresses, and where the provider keeps the files that it makes. */
export function originsOf(key: KeyRecord): readonly string[] {
  const guide = findGuide(key.provider);
  return guide ? [...guide.originsFor(key.kind, key.identifiers), ...(guide.downloads ?? [])] : [];
}

export const toHosts = (origins: readonly string[]): string[] =>
  origins.map((origin) => new URL(origin).host);

/** True at once, and without a word, for what the browser granted before. */
export function askForHosts(origins: readonly string[]): Promise<boolean> {
  if (origins.length === 0) return Promise.resolve(true);
  const wanted = { origins: toPatterns(origins) };
  return browser.permissions.request(wanted).catch(() => browser.permissions.contains(wanted));
}
