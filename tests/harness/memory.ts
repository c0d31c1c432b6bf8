/** What all processes of a browser hold together, and the most of it while something runs. Where Linux tells it. */
import { readFileSync } from 'node:fs';
import { processesOf } from './processes';

const EVERY_MS = 1000;
const KIB = 1024;

/** Pages that several share are counted once. */
function heldBytes(profile: string): number {
  return processesOf(profile).reduce((sum, pid) => {
    try {
      const told = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss_Anon:\s+(\d+)/m);
      return sum + Number(told?.[1] ?? 0) * KIB;
    } catch {
      // It ended in between.
      return sum;
    }
  }, 0);
}

/** Returns what ends the watch, and tells how much more it was than at first. Undefined where nobody tells. */
export function watchMemory(profile: string): () => number | undefined {
  if (process.platform !== 'linux') return () => undefined;
  const base = heldBytes(profile);
  let most = base;
  const look = () => {
    most = Math.max(most, heldBytes(profile));
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    return most - base;
  };
}
