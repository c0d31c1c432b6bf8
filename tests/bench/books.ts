/** What the books cost in time: a vault with very much in it beside one with next to nothing. */
import { NAMES } from '../harness/in-page';
import { plantEntries } from '../harness/planted-ledger';
import { plantResults } from '../harness/planted-library';
import { ask, asScreen, button, goTo, sees, unlock } from './acts';
import type { Builds } from './builds';
import { type Chromium, startChromium, type Tab } from './chromium';
import { entriesOf } from './history';
import { inTurns, median, medians } from './median';
import type { Searched } from './search';
import { type Unlocked, unlockOnce } from './unlock';

const SIZES = ['little', 'much'] as const;
type Size = (typeof SIZES)[number];
export const AMOUNTS_OF: Readonly<Record<Size, { readonly items: number; readonly entries: number }>> = {
  little: { items: 10, entries: 10 },
  much: { items: 10_000, entries: 100_000 },
};

export interface Books {
  readonly unlocks: Readonly<Record<Size, Unlocked>>;
  /** From the address of the page to the chart of this month. */
  readonly chartMs: Readonly<Record<Size, number>>;
  /** The same the first time, when all of it had to be read and added up. */
  readonly firstSumMs: number;
  readonly searched: Searched;
}

/** `seed`: a profile whose vault has one key and nothing else. */
export async function measureBooks(builds: Builds, seed: string, rounds: number): Promise<Books> {
  const vaults = await Promise.all(SIZES.map((size) => fill(builds, seed, size)));
  const unlocks = await inTurns(
    rounds,
    Object.fromEntries(vaults.map(({ size, browser, tab }) => [size, () => unlockOnce(browser, tab, 1)])),
  );
  for (const { browser, tab } of vaults) await unlock(tab, browser.origin);
  const charts = await inTurns(
    rounds,
    Object.fromEntries(vaults.map(({ size, browser, tab }) => [size, () => drawChart(browser, tab)])),
  );
  const much = vaults.find(({ size }) => size === 'much');
  if (!much) throw new Error('Nobody holds much.');
  const searched = await searchLibrary(much.browser, much.tab);
  for (const { browser } of vaults) await browser.close();
  return {
    unlocks: ofEach((size) => medians<keyof Unlocked>(unlocks[size] ?? [])),
    chartMs: ofEach((size) => median(charts[size] ?? [])),
    firstSumMs: much.firstSumMs,
    searched,
  };
}

const ofEach = <T>(make: (size: Size) => T): Record<Size, T> =>
  Object.fromEntries(SIZES.map((size) => [size, make(size)])) as Record<Size, T>;

/** Everything is added up and indexed once, as it is after the first day. */
async function fill(builds: Builds, seed: string, size: Size) {
  const browser = await startChromium({ extension: builds.firekeep.folder, seed });
  const tab = await browser.openTab();
  await unlock(tab, browser.origin);
  const { items, entries } = AMOUNTS_OF[size];
  await plantResults(asScreen(tab), items);
  await plantEntries(asScreen(tab), entriesOf(entries));
  const firstSumMs = await drawChart(browser, tab);
  await showLibrary(browser, tab, items);
  await ask(tab, 'vault/lock');
  return { size, browser, tab, firstSumMs };
}

const CHART = `document.querySelector('.uplot canvas')?.width > 0 && !document.querySelector('[aria-busy="true"]')`;

async function drawChart(browser: Chromium, tab: Tab): Promise<number> {
  await goTo(tab, 'about:blank');
  const startMs = Date.now();
  await goTo(tab, `${browser.origin}/options.html#/usage`);
  await sees(tab, CHART, 300_000);
  return Date.now() - startMs;
}

async function showLibrary(browser: Chromium, tab: Tab, items: number): Promise<void> {
  await goTo(tab, 'about:blank');
  await goTo(tab, `${browser.origin}/options.html#/library`);
  const all = `Select all ${items.toLocaleString('en')}`;
  await sees(tab, `Boolean(${button(all)})`, 300_000);
}

/** Each finds another number of results, so that something has to change on the screen. */
const WORDS = ['kingfisher', 'kingfisher 1007', 'zzz', 'result 77', 'kingfisher', '', 'zzz', 'result 7', ''];

async function searchLibrary(browser: Chromium, tab: Tab): Promise<Searched> {
  await showLibrary(browser, tab, AMOUNTS_OF.much.items);
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
