/** Pulls the cable, for pages and background alike, and puts it back. */
import type { Browser } from './browser';
import type { Chromium } from './chromium';
import type { Firefox } from './firefox';

export async function setOffline(browser: Browser, isOffline: boolean): Promise<void> {
  if (browser.name === 'firefox')
    return void (await (browser as Firefox).inside.run(`Services.io.offline = ${isOffline}`));
  const { context } = browser as Chromium;
  await context.setOffline(isOffline);
}
