import { useEffect, useState } from 'react';

/** Whole seconds until then, 0 once it is over; counts down by itself. */
export function useCountdown(untilMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now);
  const leftMs = Math.max(0, untilMs - nowMs);
  useEffect(() => {
    const tick = () => setNowMs(Date.now());
    if (untilMs - Date.now() <= 0) return tick();
    tick();
    const timer = setInterval(() => {
      tick();
      if (Date.now() >= untilMs) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [untilMs]);
  return Math.ceil(leftMs / 1000);
}
