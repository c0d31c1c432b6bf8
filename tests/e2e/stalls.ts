/** How long a page stood still while something was done with it: its longest task, or the longest time without a frame. */
import type { BrowserName } from '../harness/browser';
import type { Screen } from '../harness/screen';

interface Watched extends Window {
  firekeepStalls?: { tasks: number[]; gaps: number[]; isOver: boolean };
}

/** Other programs hold a page up as well: what is its own fault happens each time. */
const TRIES = 4;
const ENOUGH_MS = 50;

export async function stallIn(screen: Screen, name: BrowserName, act: () => Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && least >= ENOUGH_MS; tries += 1) {
    await screen.evaluate(watch);
    await act();
    const { tasks, gaps } = await screen.evaluate(stop);
    least = Math.min(least, Math.max(0, ...(name === 'chromium' ? tasks : gaps)));
  }
  return least;
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
