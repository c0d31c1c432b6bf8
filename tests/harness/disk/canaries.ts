/**
 * Texts put in the open, in each form and at each place of a profile that the search must see into. They are
 * planted by a page beside our own, in a copy of the build, so that they lie among our own data.
 */
import { join } from 'node:path';
import type { Altered } from '../altered';
import type { Browser } from '../browser';
import type { Screen } from '../screen';
import { until } from '../until';
import { contentsOf } from './contents';
import { Search, type Wanted } from './search';
import type { Words } from './words';

const PAGE = 'canary.html';
const html = '<!doctype html><meta charset="utf-8"><title>Canary</title><input aria-label="Canary">';

export const addCanaryPage = (build: Altered): Altered => build.write(PAGE, html);
export const openCanary = (browser: Browser): Promise<Screen> => browser.open(PAGE);

/** Plants one text for each place and form, and returns them. */
export async function plantCanaries(screen: Screen, words: Words): Promise<readonly Wanted[]> {
  const texts = Object.fromEntries(PLACES.map((place) => [place, words.fresh(`canary, ${place}`)]));
  await screen.evaluate(plant, texts as Texts);
  return PLACES.map((place) => ({ label: `canary, ${place}`, text: texts[place] ?? '' }));
}

/** Types without any care, and waits until the browser has written it to its session files. */
export async function untilSessionIsSaved(browser: Browser, screen: Screen, words: Words): Promise<void> {
  const text = words.fresh('canary, typed');
  await screen.field('Canary').fill('');
  await screen.field('Canary').type(text);
  const search = new Search([{ label: 'typed', text }]);
  const folder = join(
    browser.profile,
    browser.name === 'chromium' ? 'Default/Sessions' : 'sessionstore-backups',
  );
  await until(async () => search.inside(contentsOf(folder)).length > 0, {
    what: 'the browser to save its session',
    withinMs: 60_000,
  });
}

const PLACES = [
  'text in a row',
  'two-byte text in a row',
  'UTF-8 in a row',
  'UTF-16LE in a row',
  'UTF-16BE in a row',
  'base64 in a row',
  'base64 in a row, shifted by 1',
  'base64 in a row, shifted by 2',
  'hex in a row',
  'key of a row',
  'row that packs well',
  'row that is long',
  'row in a file of its own',
  'storage.local',
  'localStorage',
  'sessionStorage',
  'cache',
  'title',
  'address',
] as const;
type Texts = Readonly<Record<(typeof PLACES)[number], string>>;

async function plant(texts: Texts): Promise<void> {
  const bytes = (text: string, shift = 0) => new TextEncoder().encode(`${'~'.repeat(shift)}${text}`);
  const base64 = (text: string, shift: number) => btoa(String.fromCharCode(...bytes(text, shift)));
  const wide = (text: string, isLittle: boolean) => {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
    return new Uint8Array(view.buffer);
  };
  const noise = (length: number) => {
    const made = new Uint8Array(length);
    for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(made.subarray(at, at + 65_536));
    return made;
  };
  const amid = (text: string, length: number) => {
    const made = noise(length);
    made.set(bytes(text), length >> 1);
    return made;
  };
  // Each part was there before, so that a packer writes down no more than where.
  const pieces = texts['row that packs well'].match(/.{1,8}/g) ?? [];
  const rows: unknown[] = [
    texts['text in a row'],
    `${texts['two-byte text in a row']}\u2603`,
    bytes(texts['UTF-8 in a row']),
    wide(texts['UTF-16LE in a row'], true),
    wide(texts['UTF-16BE in a row'], false),
    base64(texts['base64 in a row'], 0),
    base64(texts['base64 in a row, shifted by 1'], 1),
    base64(texts['base64 in a row, shifted by 2'], 2),
    [...bytes(texts['hex in a row'])].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    `${pieces.map((piece, at) => `${piece} ${at} `).join('')}${texts['row that packs well']}${'.'.repeat(100_000)}`,
    amid(texts['row that is long'], 50_000),
    amid(texts['row in a file of its own'], 3_000_000),
  ];

  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('canary');
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const change = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
      for (const [index, row] of rows.entries()) change.objectStore('rows').add(row, index);
      change.objectStore('rows').add('', texts['key of a row']);
      change.oncomplete = () => resolve();
      change.onerror = () => reject(change.error);
    };
  });
  const { chrome } = globalThis as unknown as {
    readonly chrome: { readonly storage: { readonly local: { set(values: object): Promise<void> } } };
  };
  await chrome.storage.local.set({ canary: texts['storage.local'] });
  localStorage.setItem('canary', texts.localStorage);
  sessionStorage.setItem('canary', texts.sessionStorage);
  const cache = await caches.open('canary');
  await cache.put('https://canary.test/', new Response(texts.cache));
  document.title = texts.title;
  location.hash = texts.address;
}
