/**
 * Lock triggers of Chromium. Firefox never says that the system locked its screen, and on Linux and Windows it
 * ends with its last window.
 */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../harness/chromium';
import { unlock, untilOpen } from '../harness/journey';
import { pictureFailures } from '../harness/pictures';
import { plantVault } from '../harness/planted';
import type { Screen } from '../harness/screen';
import { readSession } from '../harness/session';
import { until } from '../harness/until';

let browser: Chromium;
let screen: Screen;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  screen = await browser.open('options.html#/keys');
  await plantVault(screen);
  await untilOpen(screen);
});
afterAll(() => browser.close());
pictureFailures(() => browser);

interface Idle {
  readonly idle: { readonly onStateChanged: { dispatch(state: string): void } };
}

/** Wakes the worker's own listeners, as the browser does. */
async function become(state: 'idle' | 'active' | 'locked'): Promise<void> {
  const [worker] = browser.context.serviceWorkers();
  if (!worker) throw new Error('no worker');
  await worker.evaluate((now) => {
    (globalThis as unknown as { chrome: Idle }).chrome.idle.onStateChanged.dispatch(now);
  }, state);
}

it('locks when the system locks its screen, and not when somebody merely looks away', async () => {
  await become('idle');
  await become('active');
  expect((await readSession(screen)).open).toBeDefined();
  await become('locked');
  await screen.find('heading', 'Unlock Firekeep').waitVisible();
  expect(await readSession(screen)).toEqual({});
  await unlock(screen);
});

async function isSessionEmpty(): Promise<boolean> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { session: { get(): Promise<object> } } };
  };
  // That files without a name were looked for tells nothing.
  return Object.keys(await chrome.storage.session.get()).every((name) => name === 'swept');
}

it('locks when the last window closes, although the browser goes on', async () => {
  const [worker] = browser.context.serviceWorkers();
  if (!worker) throw new Error('no worker');
  for (const page of browser.context.pages()) await page.close();
  await until(() => worker.evaluate(isSessionEmpty), { what: 'the vault to be locked without a window' });
  screen = await browser.open('options.html#/keys');
  await screen.find('heading', 'Unlock Firekeep').waitVisible();
});
