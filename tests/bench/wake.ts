/** From a question to a worker that is not running to its answer. */
import { ask } from './acts';
import type { Chromium, Tab } from './chromium';
import { inTurns, median } from './median';
import { load, type Marks } from './probe';

export interface Woken {
  readonly coldMs: number;
  readonly warmMs: number;
  readonly heapBytes: number;
}

export interface Sleeper {
  readonly browser: Chromium;
  readonly marks: Marks;
}

export async function measureWakes<K extends string>(
  sleepers: Readonly<Record<K, Sleeper>>,
  rounds: number,
): Promise<Record<K, Woken>> {
  const open = await Promise.all(
    Object.entries<Sleeper>(sleepers).map(async ([name, { browser, marks }]) => {
      const tab = await browser.openTab();
      await load(tab, `${browser.origin}/popup.html`, marks);
      return { name, browser, tab };
    }),
  );
  const turns = open.map(({ name, browser, tab }) => [name, () => wakeOnce(browser, tab)] as const);
  const results = await inTurns(rounds, Object.fromEntries(turns));
  const woken: [string, Woken][] = [];
  for (const { name, browser, tab } of open) {
    const list = results[name] ?? [];
    woken.push([
      name,
      {
        coldMs: median(list.map(({ coldMs }) => coldMs)),
        warmMs: median(list.map(({ warmMs }) => warmMs)),
        heapBytes: await browser.workerHeapBytes(),
      },
    ]);
    await tab.close();
  }
  return Object.fromEntries(woken) as Record<K, Woken>;
}

/** The empty worker answers anything. */
const question = `(async () => {
  const startMs = performance.now();
  const reply = await chrome.runtime.sendMessage({ firekeep: 'vault/state', input: {} });
  if (!reply || reply.ok === false) throw new Error('no answer');
  return performance.now() - startMs;
})()`;

async function wakeOnce(browser: Chromium, tab: Tab) {
  // Whatever the page itself still asks is answered first.
  await ask(tab, 'vault/state');
  await browser.stopWorker();
  const coldMs = await tab.evaluate<number>(question);
  const warmMs = await tab.evaluate<number>(question);
  return { coldMs, warmMs };
}
