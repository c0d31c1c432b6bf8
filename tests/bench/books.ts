/** What the books cost in time: a vault with very much in it beside one with next to nothing. */
import { plantEntries } from '../harness/planted-ledger';
import { plantResults } from '../harness/planted-library';
import { ask, asScreen, goTo, sees, unlock } from './acts';
import type { Builds } from './builds';
import { type Chromium, startChromium, type Tab } from './chromium';
import { entriesOf } from './history';
import { findOnce, type Hit, openLibrary, searchLibrary, untilIndexed } from './library';
import { inTurns, median, medians } from './median';
import type { Searched } from './search';
import { type Unlocked, unlockOnce } from './unlock';

const SIZES = ['little', 'much'] as const;
type Size = (typeof SIZES)[number];
export const AMOUNTS_OF: Readonly<Record<Size, { readonly items: number; readonly entries: number }>> = {
  little: { items: 100, entries: 10 },
  much: { items: 10_000, entries: 100_000 },
};

export interface Books {
  readonly unlocks: Readonly<Record<Size, Unlocked>>;
  /** From the address of the page to the chart of this month. */
  readonly chartMs: Readonly<Record<Size, number>>;
  /** The same the first time, when all of it had to be read and added up. */
  readonly firstSumMs: number;
  /** From the address of the library to its first page. */
  readonly libraryMs: Readonly<Record<Size, number>>;
  readonly searched: Searched;
  readonly hit: Hit;
}

/** One in a thousand results has it. */
const SELDOM = { text: 'kingfisher', count: AMOUNTS_OF.much.items / 1_000 };

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
  const libraries = await inTurns(
    rounds,
    Object.fromEntries(vaults.map(({ size, browser, tab }) => [size, () => openLibrary(browser, tab)])),
  );
  const much = vaults.find(({ size }) => size === 'much');
  if (!much) throw new Error('Nobody holds much.');
  const searched = await searchLibrary(much.browser, much.tab, AMOUNTS_OF.much.items);
  const hits = await findAgain(much, rounds);
  for (const { browser } of vaults) await browser.close();
  return {
    unlocks: ofEach((size) => medians<keyof Unlocked>(unlocks[size] ?? [])),
    chartMs: ofEach((size) => median(charts[size] ?? [])),
    firstSumMs: much.firstSumMs,
    libraryMs: ofEach((size) => median(libraries[size] ?? [])),
    searched,
    hit: medians<keyof Hit>(hits),
  };
}

async function findAgain({ browser, tab }: Pick<Vault, 'browser' | 'tab'>, rounds: number): Promise<Hit[]> {
  await ask(tab, 'vault/lock');
  const { text, count } = SELDOM;
  const hits = await inTurns(rounds, { much: () => findOnce(browser, tab, text, count) });
  return hits.much ?? [];
}

const ofEach = <T>(make: (size: Size) => T): Record<Size, T> =>
  Object.fromEntries(SIZES.map((size) => [size, make(size)])) as Record<Size, T>;

type Vault = Awaited<ReturnType<typeof fill>>;

/** Everything is added up and indexed once, as it is after the first day. */
async function fill(builds: Builds, seed: string, size: Size) {
  const browser = await startChromium({ extension: builds.firekeep.folder, seed });
  const tab = await browser.openTab();
  await unlock(tab, browser.origin);
  const { items, entries } = AMOUNTS_OF[size];
  await plantResults(asScreen(tab), items);
  await plantEntries(asScreen(tab), entriesOf(entries));
  const firstSumMs = await drawChart(browser, tab);
  await untilIndexed(browser, tab, items);
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
