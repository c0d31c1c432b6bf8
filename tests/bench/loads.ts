/** First load of each page, the worker asleep and no other page of the extension open, as after an hour away. */
import type { Chromium } from './chromium';
import { inTurns, medians } from './median';
import { type Loaded, load, type Marks } from './probe';

export interface Visit {
  readonly browser: Chromium;
  readonly page: string;
  readonly marks: Marks;
}

export interface Visited extends Loaded {
  readonly heapBytes: number;
}

export type Visits = Readonly<Record<string, Visit>>;

/** `slowness` 4: the processor of a cheap laptop. */
export async function measureLoads(
  visits: Visits,
  { rounds, slowness }: { readonly rounds: number; readonly slowness: 1 | 4 },
): Promise<Record<string, Visited>> {
  const turns = Object.fromEntries(
    Object.entries(visits).map(([name, visit]) => [name, () => visitOnce(visit, slowness)]),
  );
  const results = await inTurns(rounds, turns);
  return Object.fromEntries(
    Object.entries(results).map(([name, list]) => [name, medians<keyof Visited>(list)]),
  );
}

async function visitOnce({ browser, page, marks }: Visit, slowness: number): Promise<Visited> {
  await browser.stopWorker();
  const tab = await browser.openTab();
  await tab.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  const loaded = await load(tab, `${browser.origin}/${page}`, marks);
  const heapBytes = await tab.heapBytes();
  await tab.close();
  return { ...loaded, heapBytes };
}
