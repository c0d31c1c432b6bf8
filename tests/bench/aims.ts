/** The aims, each beside what was measured. They are read by people; no test fails by them. */
import { AMOUNTS } from './amounts';
import { type Measured, SCREENS, type Screen } from './measure';
import { kib } from './sizes';

export interface Row {
  readonly aim: string;
  readonly measured: string;
  /** Undefined where there is nothing to miss. */
  readonly isMet?: boolean;
}

const KIB = 1024;

export const toRows = (measured: Measured): Row[] => [
  ...SCREENS.flatMap((screen) => weightRows(screen, measured)),
  ...SCREENS.map((screen) => usableRow(screen, measured)),
  ...SCREENS.map((screen) => taskRow(screen, measured)),
  ...SCREENS.map((screen) => blockedRow(screen, measured)),
  ...SCREENS.map((screen) => heapRow(`${screen}: heap`, measured.loads[screen].heapBytes)),
  heapRow('worker: heap', measured.wakes.firekeep.heapBytes),
  ...workerRows(measured),
  ...listRows(measured),
];

function weightRows(screen: Screen, { weights }: Measured): Row[] {
  const { untilUsableBytes, byItselfBytes } = weights[screen];
  if (screen.startsWith('options'))
    return [weightRow(`${screen}: with all that loads by itself`, byItselfBytes, 190)];
  return [
    weightRow(`${screen}: loaded until usable`, untilUsableBytes, 110),
    weightRow(`${screen}: with all that loads by itself`, byItselfBytes, 160),
  ];
}

const weightRow = (what: string, bytes: number, mostKib: number): Row => ({
  aim: `${what}, at most ${mostKib} KiB`,
  measured: kib(bytes),
  isMet: bytes <= mostKib * KIB,
});

function usableRow(screen: Screen, { loads }: Measured): Row {
  const { usableMs, shownMs } = loads[screen];
  const beyondMs = usableMs - loads.react.usableMs;
  const content = shownMs > usableMs ? `; its content at ${ms(shownMs)}` : '';
  return {
    aim: `${screen}: usable within 50 ms of the empty React page`,
    measured: `${more(beyondMs)} (${ms(usableMs)}; React ${ms(loads.react.usableMs)}, empty ${ms(loads.empty.usableMs)})${content}`,
    isMet: beyondMs <= 50,
  };
}

function taskRow(screen: Screen, { loads }: Measured): Row {
  const { longestTaskMs } = loads[screen];
  return {
    aim: `${screen}: no task over 50 ms that the empty React page has not`,
    measured: `${task(longestTaskMs)} (React ${task(loads.react.longestTaskMs)})`,
    isMet: longestTaskMs <= Math.max(50, loads.react.longestTaskMs),
  };
}

function blockedRow(screen: Screen, { slowLoads }: Measured): Row {
  const { blockedMs, longestTaskMs, usableMs } = slowLoads[screen];
  const beyondMs = blockedMs - slowLoads.react.blockedMs;
  return {
    aim: `${screen}, processor slowed four times: at most 150 ms of blocking beyond the empty React page`,
    measured: `${more(beyondMs)} (longest task ${task(longestTaskMs)}; usable at ${ms(usableMs)}, React ${ms(slowLoads.react.usableMs)})`,
    isMet: beyondMs <= 150,
  };
}

const heapRow = (what: string, bytes: number): Row => ({
  aim: `${what} under 4 MiB`,
  measured: `${(bytes / KIB / KIB).toFixed(1)} MiB`,
  isMet: bytes < 4 * KIB * KIB,
});

function workerRows({ workerBytes, wakes, zipBytes }: Measured): Row[] {
  const beyondMs = wakes.firekeep.coldMs - wakes.empty.coldMs;
  return [
    weightRow('worker, gzipped, with all providers', workerBytes, 75),
    {
      aim: 'worker: answers from a cold stop within 15 ms of the empty one',
      measured: `${more(beyondMs)} (${ms(wakes.firekeep.coldMs)}; empty ${ms(wakes.empty.coldMs)}; awake ${ms(wakes.firekeep.warmMs)})`,
      isMet: beyondMs <= 15,
    },
    weightRow('zip', zipBytes, 800),
  ];
}

function listRows({ lists }: Measured): Row[] {
  const { unlocks, shownMs, scrolled, scrolledNothing, verdictMs, heapBytes } = lists;
  return [
    ...AMOUNTS.map((amount): Row => {
      const { proofMs, openMs, listMs } = unlocks[amount];
      return {
        aim: `unlock with ${amount} ${amount === 1 ? 'key' : 'keys'}, press to list: mostly Argon2`,
        measured: `${ms(proofMs + openMs + listMs)} (Argon2 ${ms(proofMs)}, opening ${ms(openMs)}, list ${ms(listMs)})`,
        isMet: proofMs > openMs + listMs,
      };
    }),
    {
      aim: 'list in an open vault, opening the page to all keys there',
      measured: AMOUNTS.map((amount) => `${amount}: ${ms(shownMs[amount])}`).join(', '),
    },
    {
      aim: 'list of 500 keys stays smooth: of its frames at most 5 % more are dropped than over an empty page',
      measured: `${percent(scrolled.droppedShare)} of ${scrolled.frames}, longest ${ms(scrolled.longestFrameMs)} (empty ${percent(scrolledNothing.droppedShare)}, ${ms(scrolledNothing.longestFrameMs)})`,
      isMet: scrolled.droppedShare - scrolledNothing.droppedShare <= 0.05,
    },
    { aim: 'list of 500 keys: one verdict checked, saved and shown', measured: ms(verdictMs) },
    { aim: 'list of 500 keys: heap of the page', measured: `${(heapBytes / KIB / KIB).toFixed(1)} MiB` },
  ];
}

const ms = (value: number) => `${Math.round(value)} ms`;
const more = (value: number) => `${value < 0 ? '−' : '+'}${ms(Math.abs(value))}`;
const task = (value: number) => (value === 0 ? 'none over 50 ms' : ms(value));
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
