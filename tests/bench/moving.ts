/** A backup of many megabytes, from the press to the word that it is made; and its import into a new vault. */
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSPHRASE } from '../harness/journey';
import { until } from '../harness/until';
import { createVault, fill, goTo, press, sees } from './acts';
import type { Builds } from './builds';
import { type Chromium, startChromium, type Tab } from './chromium';

const OF_ITS_OWN = 'marble kettle drift sparrow cinder veil';

export interface Moved {
  readonly megabytes: number;
  /** Both passphrases are proved within that time. */
  readonly exportMs: number;
  readonly importMs: number;
}

export async function measureMoving(browser: Chromium, tab: Tab, builds: Builds): Promise<Moved> {
  const folder = mkdtempSync(join(tmpdir(), 'firekeep-moved-'));
  await tab.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  await goTo(tab, `${browser.origin}/options.html#/backup`);
  await fill(tab, 'Backup passphrase', OF_ITS_OWN);
  await press(tab, 'Export backup');
  await fill(tab, 'Passphrase', PASSPHRASE);
  const exportMs = await clocked(tab, IN_DIALOG, `${said('Make a backup')}?.includes('The backup is made')`);
  const file = await until(async () => findWhole(folder), { what: 'the file', withinMs: 60_000 });
  const importMs = await importAnew(builds, file);
  return { megabytes: statSync(file).size / 1e6, exportMs, importMs };
}

const findWhole = (folder: string): string | undefined =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.firekeep'))
    .map((name) => join(folder, name))[0];

const region = (name: string) =>
  `[...document.querySelectorAll('section')].find((one) => one.querySelector('h2')?.textContent === ${JSON.stringify(name)})`;
const said = (name: string) => `${region(name)}?.textContent`;
const IN_DIALOG = `[...document.querySelectorAll('dialog button')].find((one) => one.textContent === 'Export backup')`;
const READING = region('Import a backup');
const IMPORT = `[...${READING}.querySelectorAll('button')].find((one) => one.textContent === 'Import backup')`;

/** From the press on `control` until `condition` holds, by the page's own clock. */
const clocked = (tab: Tab, control: string, condition: string): Promise<number> =>
  tab.evaluate<number>(`new Promise((resolve) => {
    const startMs = performance.now();
    ${control}.click();
    const look = () => (${condition} ? resolve(performance.now() - startMs) : setTimeout(look, 10));
    look();
  })`);

async function importAnew(builds: Builds, file: string): Promise<number> {
  const browser = await startChromium({ extension: builds.firekeep.folder });
  try {
    const tab = await browser.openTab();
    await createVault(tab, browser.origin);
    await goTo(tab, `${browser.origin}/options.html#/backup`);
    await sees(tab, `Boolean(${READING}?.querySelector('input[type="file"]'))`);
    await attach(tab, `${READING}.querySelector('input[type="file"]')`, file);
    await tab.evaluate(`${READING}.querySelector('input:not([type="file"])').focus()`);
    await tab.send('Input.insertText', { text: OF_ITS_OWN });
    return await clocked(tab, IMPORT, `${READING}?.querySelector('[role="status"]')`);
  } finally {
    await browser.close();
  }
}

async function attach(tab: Tab, input: string, file: string): Promise<void> {
  const { result } = await tab.send('Runtime.evaluate', { expression: input });
  if (!result.objectId) throw new Error('There is nothing to choose a file with.');
  await tab.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId });
}
