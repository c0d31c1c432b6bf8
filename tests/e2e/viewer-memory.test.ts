/** Memory is given back: thirty models are opened and closed in one page, and nothing of them is left there. */
import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { fullPageOf } from '../../components/viewer/address';
import type { Chromium } from '../harness/chromium';
import { cubeGlb, dracoGlb, ktx2Glb } from '../harness/models-3d';
import { plantModel } from '../harness/planted-models';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { setViewerStage } from './viewer-stage';

const stage = setViewerStage('chromium');

const MEGABYTE = 1024 * 1024;
/** One model alone is larger than what may be left of all of them. */
const MODEL_BYTES = 6 * MEGABYTE;
const MOST_LEFT_BYTES = 4 * MEGABYTE;
const TIMES = 30;
/** What a page makes once and keeps, it has made by then. */
const WARM_UP = 4;

interface Watched {
  readonly firekeepContexts: WeakRef<WebGL2RenderingContext>[];
  firekeepUrls: number;
}

/** Before the page's own programs: every drawing context and every blob's address is counted. */
function watch(): void {
  const watched = globalThis as unknown as Watched;
  Object.assign(watched, { firekeepContexts: [], firekeepUrls: 0 });
  const { getContext } = HTMLCanvasElement.prototype;
  Object.assign(HTMLCanvasElement.prototype, {
    getContext(this: HTMLCanvasElement, ...given: Parameters<typeof getContext>) {
      const context = getContext.apply(this, given);
      if (context instanceof WebGL2RenderingContext) watched.firekeepContexts.push(new WeakRef(context));
      return context;
    },
  });
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob: Blob) => {
    watched.firekeepUrls += 1;
    return createObjectURL(blob);
  };
  URL.revokeObjectURL = (url: string) => {
    watched.firekeepUrls -= url.startsWith('blob:') ? 1 : 0;
    revokeObjectURL(url);
  };
}

const counted = (screen: Screen) =>
  screen.evaluate(() => {
    const { firekeepContexts, firekeepUrls } = globalThis as unknown as Watched;
    const alive = firekeepContexts.filter((one) => one.deref()?.isContextLost() === false);
    return { made: firekeepContexts.length, alive: alive.length, urls: firekeepUrls };
  });

const isBeingRead = (screen: Screen): Promise<boolean> =>
  screen.evaluate(() => document.querySelector('model-viewer') !== null);

interface Usage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as Usage;
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
}

/** Elements that drew a model and are still held by somebody. */
async function keptElements(session: CDPSession): Promise<number> {
  const expression = "customElements.get('model-viewer').prototype";
  const { result } = await session.send('Runtime.evaluate', { expression });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  });
  const { result: own } = await session.send('Runtime.getProperties', {
    objectId: objects.objectId ?? '',
    ownProperties: true,
  });
  return own.filter(({ name }) => /^\d+$/.test(name)).length;
}

/** The least of what is measured until it falls no more: what is let go of is collected a little later. */
async function settledHeap(session: CDPSession): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let same = 0; same < 4; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = await heapOf(session);
    same = now < least - MEGABYTE / 10 ? 0 : same + 1;
    least = Math.min(least, now);
  }
  return least;
}

it('thirty models later the heap is where it was, and so are drawing contexts, addresses and workers', async () => {
  const addresses: string[] = [];
  for (const bytes of [cubeGlb({ cuts: 60, ballast: MODEL_BYTES }), dracoGlb(), ktx2Glb()]) {
    const { jobId } = await plantModel(stage.base, { bytes });
    addresses.push(fullPageOf(jobId, 0));
  }
  const screen = await stage.browser.open('icon.svg');
  const { context } = stage.browser as Chromium;
  const page = context.pages().at(-1) as Page;
  await page.addInitScript(watch);
  await screen.goto('model.html');
  const session = await context.newCDPSession(page);

  const openAndClose = async (address: string, isImpatient: boolean) => {
    await screen.evaluate(
      (hash) => {
        location.hash = hash;
      },
      address.slice(address.indexOf('#')),
    );
    if (isImpatient) await until(() => isBeingRead(screen), { what: 'the model to be on its way' });
    else await screen.find('group', 'View').waitVisible(90_000);
    expect((await counted(screen)).alive).toBe(1);
    await screen.evaluate(() => {
      location.hash = '#closed';
    });
    await until(async () => (await counted(screen)).alive === 0, {
      what: 'the drawing context to be given back',
    });
  };
  // Every fourth is closed before it is there.
  const round = (at: number) => openAndClose(addresses[at % addresses.length] ?? '', at % 4 === 3);

  for (let at = 0; at < WARM_UP; at += 1) await round(at);
  const before = await settledHeap(session);
  for (let at = 0; at < TIMES; at += 1) await round(at);
  const after = await settledHeap(session);

  expect(after - before).toBeLessThan(MOST_LEFT_BYTES);
  const { made, alive, urls } = await counted(screen);
  expect(made).toBeGreaterThanOrEqual(WARM_UP + TIMES);
  expect({ alive, urls, workers: page.workers().length }).toEqual({ alive: 0, urls: 0, workers: 0 });
  // The browser itself may still look at the last one.
  expect(await keptElements(session)).toBeLessThanOrEqual(1);
  await screen.close();
}, 600_000);
