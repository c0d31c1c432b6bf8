/** A page's own clock, set forward by the test. What waits for a later hour (a second or more) hears of it. */
import type { Screen } from './screen';

declare global {
  interface Window {
    firekeepClock?: { advance(ms: number): void };
  }
}

/** From the next load on the clock is right again. */
export const takeClock = (screen: Screen): Promise<void> => screen.evaluate(install);

export const advance = (screen: Screen, ms: number): Promise<void> =>
  screen.evaluate((by) => {
    if (!window.firekeepClock) throw new Error('The clock was not taken.');
    window.firekeepClock.advance(by);
  }, ms);

function install(): void {
  const LONG_MS = 1_000;
  const [now, later, forget] = [Date.now, window.setTimeout, window.clearTimeout];
  let aheadMs = 0;
  Date.now = () => now() + aheadMs;

  const waiting = new Map<number, { readonly dueMs: number; readonly act: () => void }>();
  const tick = () => {
    for (const [id, { dueMs, act }] of waiting)
      if (Date.now() >= dueMs) {
        waiting.delete(id);
        act();
      }
  };
  setInterval(tick, 50);
  const wait = (act: TimerHandler, ms = 0, ...values: unknown[]): number => {
    if (ms < LONG_MS || typeof act !== 'function') return later(act, ms, ...values);
    // An id of its own, that no timer of the browser has.
    const id = later(() => undefined);
    waiting.set(id, { dueMs: Date.now() + ms, act: () => act(...values) });
    return id;
  };
  window.setTimeout = wait as typeof window.setTimeout;
  window.clearTimeout = ((id?: number) => {
    if (id !== undefined && !waiting.delete(id)) forget(id);
  }) as typeof window.clearTimeout;

  window.firekeepClock = {
    advance(ms) {
      aheadMs += ms;
      tick();
    },
  };
}
