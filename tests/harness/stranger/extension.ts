/** Another extension in the same browser, with as many powers as one can ask for. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '../browser';
import type { Loose } from '../chromium-loose';
import type { Firefox } from '../firefox';
import type { ChromeScope } from '../firefox-inside';
import { until } from '../until';

const GECKO_ID = 'stranger@firekeep.test';

const MANIFEST = {
  manifest_version: 3,
  name: 'Stranger',
  version: '1.0',
  permissions: ['tabs', 'scripting', 'storage', 'webNavigation'],
  host_permissions: ['<all_urls>'],
  browser_specific_settings: { gecko: { id: GECKO_ID } },
};

export interface Stranger {
  readonly origin: string;
  clear(): void;
}

/** Adds it to a browser that runs under Puppeteer. Its one page is `/page.html`. */
export async function addStranger(browser: Browser): Promise<Stranger> {
  const folder = join(mkdtempSync(join(tmpdir(), 'firekeep-stranger-')), 'extension');
  mkdirSync(folder);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  writeFileSync(
    join(folder, 'page.html'),
    '<!doctype html><meta charset="utf-8"><title>Stranger</title><body>',
  );
  const id = await (browser as Loose | Firefox).puppet.installExtension(folder);
  const host = browser.name === 'chromium' ? id : await hostOf((browser as Firefox).inside);
  return {
    origin: `${new URL(browser.origin).protocol}//${host}`,
    clear: () => rmSync(join(folder, '..'), { recursive: true, force: true }),
  };
}

const hostOf = (inside: ChromeScope) =>
  until(
    async () =>
      (await inside.run(`WebExtensionPolicy.getByID('${GECKO_ID}')?.mozExtensionHostname`)) as string,
    { what: 'the stranger to be installed' },
  );
