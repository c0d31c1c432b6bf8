/** The library: its first page, the search, and how soon after an unlock something is found. */
import { NAMES } from '../harness/in-page';
import { countParts } from '../harness/index-parts';
import { PASSPHRASE } from '../harness/journey';
import { ask, button, fill, goTo, sees, waitOpen } from './acts';
import type { Chromium, Tab } from './chromium';
import { median } from './median';
import type { Searched } from './search';

const LIBRARY = 'options.html#/library';
/** So many are shown at a time. */
const PAGE = 60;
/** So many lie in one part of the index. */
const PART_ITEMS = 500;

async function showLibrary(browser: Chromium, tab: Tab, items: number): Promise<void> {
  await goTo(tab, 'about:blank');
  await goTo(tab, `${browser.origin}/${LIBRARY}`);
  const all = `Select all ${items.toLocaleString('en')}`;
  await sees(tab, `Boolean(${button(all)})`, 300_000);
}

/** Its index lies on the disk, as it does a moment after everything was looked at. */
export async function untilIndexed(browser: Chromium, tab: Tab, items: number): Promise<void> {
  await showLibrary(browser, tab, items);
  await sees(tab, `${NAMES}(${countParts.toString()})().then((parts) => parts > ${items / PART_ITEMS})`);
}

/** Each finds another number of results, so that something has to change on the screen. */
const WORDS = ['kingfisher', 'kingfisher 1007', 'zzz', 'result 77', 'kingfisher', '', 'zzz', 'result 7', ''];

export async function searchLibrary(browser: Chromium, tab: Tab, items: number): Promise<Searched> {
  await showLibrary(browser, tab, items);
  const times = await tab.evaluate<number[]>(`${NAMES}(${type.toString()})(${JSON.stringify(WORDS)})`);
  return { medianMs: median(times), slowestMs: Math.max(...times) };
}

/** Runs in the page: from the event of a key to the frame that shows other results. */
async function type(words: readonly string[]): Promise<number[]> {
  const box = document.querySelector<HTMLInputElement>('input[type="search"]');
  if (!box) throw new Error('There is no search.');
  const shown = () => document.querySelector('main')?.textContent;
  const changed = async (word: string) => {
    const before = shown();
    const startMs = performance.now();
    while (shown() === before) {
      if (performance.now() - startMs > 30_000) throw new Error(`“${word}” changes nothing.`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  const times: number[] = [];
  for (const word of words) {
    const startMs = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, word);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await changed(word);
    times.push(performance.now() - startMs);
    // What is left to be drawn of it is not the next one's.
    for (const _ of [1, 2, 3, 4, 5, 6]) await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return times;
}

/** From the address to the frame with the first page of results, in a vault that is open. */
export async function openLibrary(browser: Chromium, tab: Tab): Promise<number> {
  await goTo(tab, 'about:blank');
  await goTo(tab, `${browser.origin}/${LIBRARY}`);
  await sees(tab, `location.hash === '#/library'`);
  return tab.evaluate<number>(`${NAMES}(${untilShown.toString()})(${PAGE})`);
}

/** Runs in the page, whose clock began with its address. */
function untilShown(count: number): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const shown = document.querySelectorAll('ul[aria-label="Results"] > li').length;
      if (shown === count) setTimeout(() => resolve(performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
}

export interface Hit {
  /** From the press of "Unlock": mostly Argon2. */
  readonly searchableMs: number;
  /** From the same press to the frame that shows what was found. */
  readonly foundMs: number;
}

/** Unlocks in the library, types at once what only these find, and locks again. */
export async function findOnce(browser: Chromium, tab: Tab, text: string, count: number): Promise<Hit> {
  await goTo(tab, 'about:blank');
  await goTo(tab, `${browser.origin}/${LIBRARY}`);
  await fill(tab, 'Passphrase', PASSPHRASE);
  const hit = await tab.evaluate<Hit>(
    `${NAMES}(${unlockAndFind.toString()})(${button('Unlock')}, ${JSON.stringify(text)}, ${count})`,
  );
  await waitOpen(tab);
  await ask(tab, 'vault/lock');
  return hit;
}

/** Runs in the page. */
async function unlockAndFind(unlock: HTMLButtonElement, text: string, count: number): Promise<Hit> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const box = () => document.querySelector<HTMLInputElement>('main input[type="search"]');
  const pressedMs = performance.now();
  const waited = () => performance.now() - pressedMs;
  const until = async (isSo: () => boolean, what: string) => {
    while (!isSo()) {
      if (waited() > 120_000) throw new Error(`There is never ${what}.`);
      await frame();
    }
  };
  unlock.click();
  await until(() => box() !== null, 'a search');
  const searchableMs = waited();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box(), text);
  box()?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const found = () => document.querySelectorAll('ul[aria-label="Results"] > li').length;
  await until(() => found() === count, `what “${text}” finds`);
  await new Promise((resolve) => setTimeout(resolve));
  return { searchableMs, foundMs: waited() };
}
