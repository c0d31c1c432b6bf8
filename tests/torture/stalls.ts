/**
 * How long a page stood still while something was done with it: its longest task, or the longest time without a frame.
 * It is done in the page itself: to look for things from outside costs the page time of its own.
 */
import type { BrowserName } from '../harness/browser';
import type { Screen } from '../harness/screen';

interface Watched extends Window {
  firekeepStalls?: { tasks: number[]; gaps: number[]; isOver: boolean };
}

/** Other programs hold a page up as well: what is its own fault happens each time. */
const TRIES = 8;
const ENOUGH_MS = 50;

export interface Stalls {
  readonly least: number;
  /** What may be: 50 ms, or as long as the machine held the page up while nothing was done. */
  readonly mostMs: number;
  /** Of each try, for whoever asks why. */
  readonly all: readonly number[];
}

export async function stallIn(
  screen: Screen,
  name: BrowserName,
  actInPage: () => Promise<void>,
): Promise<Stalls> {
  const all: number[] = [];
  const mostMs = Math.max(ENOUGH_MS, await standstill(screen, name, restInPage));
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && least > mostMs; tries += 1) {
    all.push(await standstill(screen, name, actInPage));
    least = Math.min(...all);
  }
  return { least, all, mostMs };
}

async function standstill(
  screen: Screen,
  name: BrowserName,
  actInPage: () => Promise<void>,
): Promise<number> {
  await screen.evaluate(watch);
  await screen.evaluate(actInPage);
  const { tasks, gaps } = await screen.evaluate(stop);
  return Math.max(0, ...(name === 'chromium' ? tasks : gaps));
}

/** Nothing is done: what holds the page up now is the machine. */
async function restInPage(): Promise<void> {
  for (let frame = 0; frame < 60; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

function watch(): void {
  const stalls = { tasks: [] as number[], gaps: [] as number[], isOver: false };
  (window as Watched).firekeepStalls = stalls;
  if (PerformanceObserver.supportedEntryTypes.includes('longtask'))
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) stalls.tasks.push(duration);
    }).observe({ type: 'longtask' });
  let lastMs = performance.now();
  const frame = () => {
    const nowMs = performance.now();
    stalls.gaps.push(nowMs - lastMs);
    lastMs = nowMs;
    if (!stalls.isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function stop(): { tasks: number[]; gaps: number[] } {
  const stalls = (window as Watched).firekeepStalls;
  if (!stalls) throw new Error('nobody watched');
  stalls.isOver = true;
  return { tasks: stalls.tasks, gaps: stalls.gaps };
}
