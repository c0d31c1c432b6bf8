/** What a page is watched with from its first moment on. It runs in the page, before any of the page's own lines. */
import { NAMES } from '../harness/in-page';
import type { Tab } from './chromium';

/** Tells by the DOM alone that something is there. `count`: of things of which there are many. */
export type Mark = (count: number) => boolean;

export interface Loaded {
  /** The first control that a person can use is there and handled. */
  readonly usableMs: number;
  /** What the person came for is there. */
  readonly shownMs: number;
  /** The longest task; 0 when none took 50 ms, which is where the browser begins to count. */
  readonly longestTaskMs: number;
  /** Of each task the part beyond 50 ms, summed: total blocking time. */
  readonly blockedMs: number;
}

declare global {
  interface Window {
    firekeepProbe?: { settled(): Promise<Loaded> };
  }
}

export interface Marks {
  readonly usable: Mark;
  readonly shown: Mark;
  readonly count?: number;
}

export async function load(tab: Tab, url: string, { usable, shown, count = 1 }: Marks): Promise<Loaded> {
  await tab.send('Page.enable');
  const source = `${NAMES}(${watch.toString()})(${usable.toString()}, ${shown.toString()}, ${count});`;
  const { identifier } = await tab.send('Page.addScriptToEvaluateOnNewDocument', { source });
  const { errorText } = await tab.send('Page.navigate', { url });
  if (errorText) throw new Error(`${url}: ${errorText}`);
  const loaded = await tab.evaluate<Loaded>('firekeepProbe.settled()');
  await tab.send('Page.removeScriptToEvaluateOnNewDocument', { identifier });
  return loaded;
}

function watch(usable: Mark, shown: Mark, count: number): void {
  const QUIET_MS = 600;
  const GIVE_UP_MS = 60_000;
  const TASK_MS = 50;
  let usableMs: number | undefined;
  let shownMs: number | undefined;
  let stirredMs = 0;
  const tasks: number[] = [];

  const stir = () => {
    stirredMs = performance.now();
    if (usableMs === undefined && usable(count)) usableMs = stirredMs;
    if (shownMs === undefined && shown(count)) shownMs = stirredMs;
  };
  new MutationObserver(stir).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
    stirredMs = performance.now();
  }).observe({ type: 'longtask' });

  const settled = () =>
    new Promise<Loaded>((resolve, reject) => {
      const look = () => {
        const nowMs = performance.now();
        const isDone = usableMs !== undefined && shownMs !== undefined && document.readyState === 'complete';
        if (isDone && nowMs - stirredMs > QUIET_MS)
          resolve({
            usableMs: usableMs ?? 0,
            shownMs: shownMs ?? 0,
            longestTaskMs: Math.max(0, ...tasks),
            blockedMs: tasks.reduce((sum, duration) => sum + Math.max(0, duration - TASK_MS), 0),
          });
        else if (nowMs > GIVE_UP_MS)
          reject(new Error(`Not there after ${GIVE_UP_MS} ms: ${document.body?.textContent.slice(0, 300)}`));
        else setTimeout(look, 100);
      };
      look();
    });
  window.firekeepProbe = { settled };
}
