/** What a browser downloads, as files in a folder. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from './browser';
import type { Chromium } from './chromium';
import type { Firefox } from './firefox';
import { until } from './until';

export interface Downloads {
  /** The next file that is whole. */
  next(withinMs?: number): Promise<string>;
  clear(): void;
}

const isChromium = (browser: Browser): browser is Chromium => browser.name === 'chromium';
const isFirefox = (browser: Browser): browser is Firefox => browser.name === 'firefox';

export async function catchDownloads(browser: Browser): Promise<Downloads> {
  const folder = mkdtempSync(join(tmpdir(), 'firekeep-downloads-'));
  const whole: string[] = [];
  if (isChromium(browser)) {
    const watch = (page: ReturnType<typeof browser.context.pages>[number]) =>
      page.on('download', async (download) => {
        const path = join(folder, download.suggestedFilename());
        await download.saveAs(path);
        whole.push(path);
      });
    for (const page of browser.context.pages()) watch(page);
    browser.context.on('page', watch);
  }
  if (isFirefox(browser)) {
    await browser.inside.prefer('browser.download.folderList', 2);
    await browser.inside.run(
      `Services.prefs.setStringPref('browser.download.dir', ${JSON.stringify(folder)})`,
    );
  }
  const taken = new Set<string>();
  const find = (): string | undefined => {
    if (isChromium(browser)) return whole.find((path) => !taken.has(path));
    const names = readdirSync(folder);
    if (names.some((name) => name.endsWith('.part'))) return undefined;
    const paths = names.map((name) => join(folder, name));
    return paths.find((path) => !taken.has(path) && statSync(path).size > 0);
  };
  return {
    async next(withinMs) {
      const path = await until(async () => find(), { withinMs, what: 'a download' });
      taken.add(path);
      return path;
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
