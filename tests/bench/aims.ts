/** The aims, each beside what was measured. They are read by people; no test fails by them. */
import { AMOUNTS } from './amounts';
import { bookRows, movedRow } from './book-aims';
import { PAGES, type Page } from './builds';
import { mib, more, ms, percent, task } from './format';
import { type Measured, type Screen, STATES, screenOf } from './measure';
import { modelRows } from './model-aims';
import { kib } from './sizes';
import { studioRows } from './studio-aims';

export interface Row {
  readonly aim: string;
  readonly measured: string;
  /** Undefined where there is nothing to miss. */
  readonly isMet?: boolean;
}

const KIB = 1024;
const MIB = KIB * KIB;
const PANELS: readonly Page[] = ['popup', 'sidepanel'];
const NAMES: Readonly<Record<Page, string>> = { popup: 'popup', sidepanel: 'side panel', options: 'options' };

export const toRows = (measured: Measured): Row[] => [
  ...weightRows(measured),
  usableRow(measured),
  taskRow(measured),
  blockedRow(measured),
  heapRow(measured),
  ...workerRows(measured),
  zipRow(measured),
  ...listRows(measured),
  ...studioRows(measured.studio),
  ...modelRows(measured.models),
  ...bookRows(measured.books),
  movedRow(measured.models.moved, measured.models.sealed),
];

interface Said {
  readonly text: string;
  readonly isMet: boolean;
}

/** `popup locked …, open …; side panel …`: the row is met when every screen is. */
function ofScreens(aim: string, pages: readonly Page[], say: (screen: Screen) => Said, after = ''): Row {
  const all = pages.map((page) => STATES.map((state) => ({ state, ...say(screenOf(page, state)) })));
  const cells = all.map((states, at) => {
    const page = NAMES[pages[at] ?? 'popup'];
    return `${page} ${states.map(({ state, text }) => `${state} ${text}`).join(', ')}`;
  });
  return { aim, measured: `${cells.join('; ')}${after}`, isMet: all.flat().every(({ isMet }) => isMet) };
}

function weightRows({ weights }: Measured): Row[] {
  const within = (bytes: number, mostKib: number): Said => ({
    text: kib(bytes),
    isMet: bytes <= mostKib * KIB,
  });
  return [
    ofScreens('popup and side panel: at most 110 KiB until usable', PANELS, (screen) =>
      within(weights[screen].untilUsableBytes, 110),
    ),
    ofScreens('popup and side panel: at most 160 KiB with all that loads by itself', PANELS, (screen) =>
      within(weights[screen].byItselfBytes, 160),
    ),
    ofScreens('options: at most 190 KiB with all that loads by itself', ['options'], (screen) =>
      within(weights[screen].byItselfBytes, 190),
    ),
  ];
}

function usableRow({ loads }: Measured): Row {
  const { react, empty } = loads;
  const say = (screen: Screen): Said => {
    const { usableMs, shownMs } = loads[screen];
    const beyondMs = usableMs - react.usableMs;
    const content = shownMs > usableMs ? ` (content ${more(shownMs - react.usableMs)})` : '';
    return { text: `${more(beyondMs)}${content}`, isMet: beyondMs <= 50 };
  };
  const after = ` (React ${ms(react.usableMs)}, empty ${ms(empty.usableMs)})`;
  return ofScreens('usable within 50 ms of the empty React page', PAGES, say, after);
}

function taskRow({ loads }: Measured): Row {
  const most = Math.max(50, loads.react.longestTaskMs);
  const say = (screen: Screen): Said => {
    const { longestTaskMs } = loads[screen];
    return { text: task(longestTaskMs), isMet: longestTaskMs <= most };
  };
  return ofScreens('no task over 50 ms that the empty React page has not', PAGES, say);
}

function blockedRow({ slowLoads }: Measured): Row {
  const say = (screen: Screen): Said => {
    const { blockedMs, longestTaskMs } = slowLoads[screen];
    const beyondMs = blockedMs - slowLoads.react.blockedMs;
    return { text: `${more(beyondMs)} (longest task: ${task(longestTaskMs)})`, isMet: beyondMs <= 150 };
  };
  return ofScreens(
    'processor slowed four times: at most 150 ms of blocking beyond the empty React page',
    PAGES,
    say,
  );
}

function heapRow({ loads, wakes }: Measured): Row {
  const { heapBytes } = wakes.firekeep;
  const row = ofScreens(
    'heap under 4 MiB',
    PAGES,
    (screen) => ({ text: mib(loads[screen].heapBytes), isMet: loads[screen].heapBytes < 4 * MIB }),
    `; worker ${mib(heapBytes)}`,
  );
  return { ...row, isMet: row.isMet === true && heapBytes < 4 * MIB };
}

const atMost = (what: string, bytes: number, mostKib: number): Row => ({
  aim: `${what}: at most ${mostKib} KiB`,
  measured: kib(bytes),
  isMet: bytes <= mostKib * KIB,
});

const zipRow = ({ packed: { bytes, viewerBytes } }: Measured): Row => ({
  aim: 'zip without the viewer and what unpacks models: at most 800 KiB',
  measured: `${kib(bytes - viewerBytes)} (with them ${kib(bytes)})`,
  isMet: bytes - viewerBytes <= 800 * KIB,
});

function workerRows({ workerBytes, wakes }: Measured): Row[] {
  const beyondMs = wakes.firekeep.coldMs - wakes.empty.coldMs;
  return [
    atMost('worker with all providers', workerBytes, 75),
    {
      aim: 'worker: answers from a cold stop within 15 ms of the empty one',
      measured: `${more(beyondMs)} (${ms(wakes.firekeep.coldMs)}, empty ${ms(wakes.empty.coldMs)}; awake ${ms(wakes.firekeep.warmMs)})`,
      isMet: beyondMs <= 15,
    },
  ];
}

function listRows({ lists }: Measured): Row[] {
  const { unlocks, shownMs, scrolled, scrolledNothing, verdictMs, heapBytes } = lists;
  const unlockRows = AMOUNTS.map((amount): Row => {
    const { proofMs, openMs, listMs } = unlocks[amount];
    return {
      aim: `unlock with ${amount} ${amount === 1 ? 'key' : 'keys'}, from the press to the list: mostly Argon2`,
      measured: `${ms(proofMs + openMs + listMs)} (Argon2 ${ms(proofMs)}, opening ${ms(openMs)}, list ${ms(listMs)})`,
      isMet: proofMs > openMs + listMs,
    };
  });
  return [
    ...unlockRows,
    {
      aim: 'options of an open vault, from opening to all keys there',
      measured: AMOUNTS.map((amount) => `${amount}: ${ms(shownMs[amount])}`).join(', '),
    },
    {
      aim: '500 keys, scrolled: at most 5 % more frames dropped than over an empty page',
      measured: `${percent(scrolled.droppedShare)}, longest ${ms(scrolled.longestFrameMs)} (empty ${percent(scrolledNothing.droppedShare)}, ${ms(scrolledNothing.longestFrameMs)})`,
      isMet: scrolled.droppedShare - scrolledNothing.droppedShare <= 0.05,
    },
    { aim: '500 keys: one verdict checked, saved and shown', measured: ms(verdictMs) },
    { aim: '500 keys: heap of the page', measured: mib(heapBytes) },
  ];
}
