/**
 * How long a page stood still while something was done with it: its longest task, or the longest time without a frame.
 * It is done in the page itself: to look for things from outside costs the page time of its own.
 */
import type { BrowserName } from '../harness/browser';
import type { Screen } from '../harness/screen';

interface Watched extends Window {
  firekeepStalls?: { tasks: number[]; gaps: number[]; isOver: boolean; sinceMs: number };
}

/** Other programs hold a page up as well: what is its own fault happens each time. */
const TRIES = 8;
const ENOUGH_MS = 50;

export interface Stalls {
  readonly least: number;
  /** What may be: 50 ms, or the least that the same page stood still while nothing was done in it for as long a time. */
  readonly mostMs: number;
  /** Of each try, beside what the machine did while nothing was done: for whoever asks why. */
  readonly all: readonly string[];
}

/** `before` is done from outside, ahead of each try, and is not measured. */
export async function stallIn(
  screen: Screen,
  name: BrowserName,
  actInPage: () => Promise<void>,
  before: () => Promise<unknown> = async () => undefined,
): Promise<Stalls> {
  const acts: Still[] = [];
  const rests: number[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    await before();
    const act = await standstill(screen, name, () => screen.evaluate(actInPage));
    acts.push(act);
    if (act.longestMs <= ENOUGH_MS) break;
    // The yardstick: the same page, left alone for as long. It is only needed when something stood still.
    const rest = await standstill(screen, name, () => screen.evaluate(restInPage, act.tookMs));
    rests.push(rest.longestMs);
    if (act.longestMs <= rest.longestMs) break;
  }
  const all = acts.map(({ longestMs, tookMs }, at) =>
    [longestMs, 'of', tookMs, 'ms, at rest', rests[at] ?? '-']
      .map((part) => (typeof part === 'number' ? Math.round(part) : part))
      .join(' '),
  );
  const least = Math.min(...acts.map(({ longestMs }) => longestMs));
  return { least, mostMs: Math.max(ENOUGH_MS, ...(rests.length > 0 ? [Math.min(...rests)] : [])), all };
}

interface Still {
  readonly longestMs: number;
  readonly tookMs: number;
}

async function standstill(screen: Screen, name: BrowserName, act: () => Promise<void>): Promise<Still> {
  await screen.evaluate(watch);
  await act();
  const { tasks, gaps, tookMs } = await screen.evaluate(stop);
  return { longestMs: Math.max(0, ...(name === 'chromium' ? tasks : gaps)), tookMs };
}

/** Nothing is done: what holds the page up now is the machine. */
async function restInPage(forMs: number): Promise<void> {
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) await new Promise((resolve) => requestAnimationFrame(resolve));
}

function watch(): void {
  const sinceMs = performance.now();
  const stalls = { tasks: [] as number[], gaps: [] as number[], isOver: false, sinceMs };
  (window as Watched).firekeepStalls = stalls;
  if (PerformanceObserver.supportedEntryTypes.includes('longtask'))
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) stalls.tasks.push(duration);
    }).observe({ type: 'longtask' });
  let lastMs = sinceMs;
  const frame = () => {
    const nowMs = performance.now();
    stalls.gaps.push(nowMs - lastMs);
    lastMs = nowMs;
    if (!stalls.isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function stop(): { tasks: number[]; gaps: number[]; tookMs: number } {
  const stalls = (window as Watched).firekeepStalls;
  if (!stalls) throw new Error('nobody watched');
  stalls.isOver = true;
  return { tasks: stalls.tasks, gaps: stalls.gaps, tookMs: performance.now() - stalls.sinceMs };
}
