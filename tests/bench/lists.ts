/** Unlocking with few and many keys, and what a long list is like to use. */
import { allStandIns } from '../harness/stand-ins/all';
import { unlock } from './acts';
import { AMOUNTS, type Amount } from './amounts';
import type { Builds } from './builds';
import { type Chromium, startChromium, type Tab } from './chromium';
import { changeVerdict, type Scrolled, scroll, scrollNothing } from './list';
import { bare, keysOf } from './marks';
import { inTurns, median, medians } from './median';
import { load } from './probe';
import { type Unlocked, unlockOnce } from './unlock';

export interface Lists {
  readonly unlocks: Readonly<Record<Amount, Unlocked>>;
  /** From opening the page of an open vault to all keys in it. */
  readonly shownMs: Readonly<Record<Amount, number>>;
  readonly scrolled: Scrolled;
  readonly scrolledNothing: Scrolled;
  readonly verdictMs: number;
  readonly heapBytes: number;
}

const MANY = 500;
const FRAMES = 300;

export async function measureLists(
  builds: Builds,
  profiles: Readonly<Record<Amount, string>>,
  rounds: number,
): Promise<Lists> {
  const extension = builds.firekeep.folder;
  const open = await Promise.all(
    AMOUNTS.map(async (amount) => {
      const browser = await startChromium({ extension, seed: profiles[amount] });
      return { amount, browser, tab: await browser.openTab() };
    }),
  );
  const unlocks = await inTurns(
    rounds,
    Object.fromEntries(
      open.map(({ amount, browser, tab }) => [amount, () => unlockOnce(browser, tab, amount)]),
    ),
  );
  for (const { browser, tab } of open) {
    await unlock(tab, browser.origin);
    await tab.close();
  }
  const shown = await inTurns(
    rounds,
    Object.fromEntries(open.map(({ amount, browser }) => [amount, () => showOnce(browser, amount)])),
  );
  const many = open.find(({ amount }) => amount === MANY);
  if (!many) throw new Error('Nobody holds many keys.');
  const used = await workWithMany(many.browser);
  const scrolledNothing = await scrollEmptyPage(builds);
  for (const { browser } of open) await browser.close();
  return {
    unlocks: ofEach(unlocks, (list) => medians<keyof Unlocked>(list)),
    shownMs: ofEach(shown, median),
    ...used,
    scrolledNothing,
  };
}

const ofEach = <T, U>(results: Record<string, T[]>, middle: (list: T[]) => U): Record<Amount, U> =>
  Object.fromEntries(AMOUNTS.map((amount) => [amount, middle(results[amount] ?? [])])) as Record<Amount, U>;

async function openKeys(browser: Chromium, amount: number): Promise<{ tab: Tab; shownMs: number }> {
  const tab = await browser.openTab();
  const { shownMs } = await load(tab, `${browser.origin}/options.html#/keys`, keysOf(amount));
  return { tab, shownMs };
}

async function showOnce(browser: Chromium, amount: number): Promise<number> {
  const { tab, shownMs } = await openKeys(browser, amount);
  await tab.close();
  return shownMs;
}

async function workWithMany(browser: Chromium): Promise<Pick<Lists, 'scrolled' | 'verdictMs' | 'heapBytes'>> {
  const { tab } = await openKeys(browser, MANY);
  const heapBytes = await tab.heapBytes();
  const scrolled = await scroll(tab, FRAMES);
  const changes: number[] = [];
  for (const name of uncheckable().slice(0, 7))
    changes.push(await changeVerdict(tab, name, 'cannot be checked'));
  await tab.close();
  return { scrolled, heapBytes, verdictMs: median(changes) };
}

/** Keys of the one provider that nobody can be asked about: its check is over as soon as it has begun. */
function uncheckable(): string[] {
  const place = allStandIns.findIndex(({ id }) => id === 'ga4');
  return Array.from({ length: MANY }, (_, number) => number)
    .filter((number) => number % allStandIns.length === place)
    .map((number) => `Key ${number}`);
}

async function scrollEmptyPage(builds: Builds): Promise<Scrolled> {
  const browser = await startChromium({ extension: builds.empty.folder });
  const tab = await browser.openTab();
  await load(tab, `${browser.origin}/options.html`, bare);
  const scrolled = await scrollNothing(tab, FRAMES);
  await browser.close();
  return scrolled;
}
