/** One whole run: what is measured, in which order, in how many rounds. */
import { unlock } from './acts';
import { AMOUNTS, type Amount } from './amounts';
import { type Books, measureBooks } from './books';
import type { Builds, Page } from './builds';
import { PAGES } from './builds';
import { type Chromium, startChromium } from './chromium';
import { type Lists, measureLists } from './lists';
import { measureLoads, type Visit, type Visited } from './loads';
import { bare, keysOf, locked, panel } from './marks';
import { inTurns, median } from './median';
import { type Models, measureModels } from './models';
import type { Packed } from './packed';
import type { Marks } from './probe';
import { sized, sum } from './sizes';
import { measureStudio, type Studio } from './studio';
import { listenToLoad } from './traffic';
import { measureWakes, type Woken } from './wake';

export const STATES = ['locked', 'open'] as const;
export type State = (typeof STATES)[number];
export const BARE = ['react', 'empty'] as const;

export interface Weight {
  readonly untilUsableBytes: number;
  readonly byItselfBytes: number;
}

export type Screen = `${Page}, ${State}`;
export const screenOf = (page: Page, state: State): Screen => `${page}, ${state}`;

export interface Measured {
  readonly browser: string;
  readonly packed: Packed;
  readonly workerBytes: number;
  readonly weights: Readonly<Record<Screen, Weight>>;
  readonly loads: Readonly<Record<Screen | 'react' | 'empty', Visited>>;
  readonly slowLoads: Readonly<Record<Screen | 'react' | 'empty', Visited>>;
  readonly wakes: Readonly<Record<'firekeep' | 'react' | 'empty', Woken>>;
  readonly lists: Lists;
  readonly studio: Studio;
  readonly models: Models;
  readonly books: Books;
}

export interface Rounds {
  readonly loads: number;
  readonly wakes: number;
  readonly unlocks: number;
  readonly answers: number;
}

type Say = (line: string) => void;

export async function measure(
  builds: Builds,
  profiles: Readonly<Record<Amount, string>>,
  rounds: Rounds,
  say: Say,
): Promise<Measured> {
  const browsers = await startAll(builds, profiles);
  say('Which files each page loads');
  const screens = screensOf(browsers);
  const weights = await weighAll(screens, builds.firekeep.folder);
  const visits = { ...screens, ...barePages(browsers) };
  say(`First load of each page, ${rounds.loads} rounds`);
  const loads = await measureLoads(visits, { rounds: rounds.loads, slowness: 1 });
  say(`The same with the processor slowed four times, ${rounds.loads} rounds`);
  const slowLoads = await measureLoads(visits, { rounds: rounds.loads, slowness: 4 });
  say(`Waking the worker, ${rounds.wakes} rounds`);
  const wakes = await measureWakes(
    {
      firekeep: { browser: browsers.locked, marks: locked },
      react: { browser: browsers.react, marks: bare },
      empty: { browser: browsers.empty, marks: bare },
    },
    rounds.wakes,
  );
  await Promise.all(Object.values(browsers).map((browser) => browser.close()));
  say(`Unlocking with ${AMOUNTS.join(', ')} keys, ${rounds.unlocks} rounds, and the long list`);
  const lists = await measureLists(builds, profiles, rounds.unlocks);
  say(`Answers, requests, results and models, ${rounds.answers} rounds`);
  const studio = await measureStudio(builds, rounds.answers);
  say(`Models in 3D, ${rounds.answers} rounds`);
  const models = await measureModels(builds, rounds.answers);
  say(`Books and library, ${rounds.answers} rounds`);
  const books = await measureBooks(builds, profiles[1], rounds.answers);
  return {
    browser: browsers.empty.version,
    packed: builds.firekeep.packed,
    workerBytes: sum(sized(builds.firekeep.folder, ['background.js'])),
    weights,
    loads: loads as Measured['loads'],
    slowLoads: slowLoads as Measured['slowLoads'],
    wakes,
    lists,
    studio,
    models,
    books,
  };
}

type Browsers = Readonly<Record<State | 'react' | 'empty', Chromium>>;

/** All at the same time, each with one key in its vault: what the machine does meanwhile is the same for all. */
async function startAll(builds: Builds, profiles: Readonly<Record<Amount, string>>): Promise<Browsers> {
  const extension = builds.firekeep.folder;
  const browsers = {
    locked: await startChromium({ extension, seed: profiles[1] }),
    open: await startChromium({ extension, seed: profiles[1] }),
    react: await startChromium({ extension: builds.react.folder }),
    empty: await startChromium({ extension: builds.empty.folder }),
  };
  const tab = await browsers.open.openTab();
  await unlock(tab, browsers.open.origin);
  await tab.close();
  return browsers;
}

const marksOf = (page: Page, state: State): Marks => {
  if (state === 'locked') return locked;
  return page === 'options' ? keysOf(1) : panel;
};

const screensOf = (browsers: Browsers): Record<Screen, Visit> =>
  Object.fromEntries(
    PAGES.flatMap((page) =>
      STATES.map((state) => [
        screenOf(page, state),
        { browser: browsers[state], page: `${page}.html`, marks: marksOf(page, state) },
      ]),
    ),
  ) as Record<Screen, Visit>;

const barePages = (browsers: Browsers): Record<(typeof BARE)[number], Visit> => ({
  react: { browser: browsers.react, page: 'popup.html', marks: bare },
  empty: { browser: browsers.empty, page: 'popup.html', marks: bare },
});

/** What comes just before the page is usable and what just after is a matter of luck: several times, the middle. */
async function weighAll(screens: Record<Screen, Visit>, build: string): Promise<Record<Screen, Weight>> {
  const turns = Object.fromEntries(
    Object.entries(screens).map(([name, { browser, page, marks }]) => [
      name,
      () => listenToLoad(browser, build, page, marks),
    ]),
  );
  const results = await inTurns(5, turns);
  return Object.fromEntries(
    Object.entries(results).map(([name, list]) => [
      name,
      {
        untilUsableBytes: median(list.map(({ untilUsable }) => sum(untilUsable))),
        byItselfBytes: median(list.map(({ byItself }) => sum(byItself))),
      },
    ]),
  ) as Record<Screen, Weight>;
}
