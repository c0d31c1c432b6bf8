/** A vault moves from one browser into the other by a file, both ways. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type BrowserName, bothBrowsers, launch } from '../harness/browser';
import { catchDownloads, type Downloads } from '../harness/downloads';
import { PASSPHRASE } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { pictureFailures } from '../harness/pictures';
import { plantKey, plantVault } from '../harness/planted';
import type { Found, Screen } from '../harness/screen';
import { type Server, startServer } from '../harness/server';
import { until } from '../harness/until';
import { generate, newest, untilOver } from './jobs-stage';

const OPENER = fileURLToPath(new URL('../open-backup.mjs', import.meta.url));
const BACKUP = 'options.html#/backup';
const OF_ITS_OWN = 'marble kettle drift sparrow cinder veil';

interface Home {
  readonly browser: Browser;
  readonly downloads: Downloads;
  readonly options: Screen;
  readonly secret: string;
  /** The picture that was made here, in base64. */
  picture: string;
  file: string;
}

let server: Server;
const homes = {} as Record<BrowserName, Home>;
const others: Readonly<Record<BrowserName, BrowserName>> = { chromium: 'firefox', firefox: 'chromium' };

const making = (screen: Screen): Found => screen.find('region', 'Make a backup');
const reading = (screen: Screen): Found => screen.find('region', 'Import a backup');

async function settle(name: BrowserName): Promise<Home> {
  const browser = await launch(name, { server });
  const downloads = await catchDownloads(browser);
  const options = await browser.open('options.html#/keys');
  await plantVault(options);
  const fields = server.credential('openrouter');
  await plantKey(options, 'openrouter', fields, `From ${name}`);
  const home = { browser, downloads, options, secret: fields.apiKey ?? '', picture: '', file: '' };
  const panel = await browser.open('sidepanel.html');
  await mustAsk(panel, 'models/refresh', { provider: 'openrouter', make: 'image', isForced: true });
  await panel.find('tab', 'Image').click();
  await panel.find('combobox', 'Model').waitVisible();
  await generate(panel, `a fox for ${name}`);
  await untilOver(newest(panel));
  home.picture = await pictureIn(newest(panel), panel);
  await panel.close();
  return home;
}

async function pictureIn(item: Found, screen: Screen): Promise<string> {
  const href = (await item.find('link', 'Download').attribute('href')) ?? '';
  return screen.evaluate(async (url) => {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, href);
}

async function exportFrom({ options, downloads }: Home): Promise<string> {
  await options.goto(BACKUP);
  await making(options).field('Backup passphrase').fill(OF_ITS_OWN);
  await making(options).find('button', 'Export backup').click();
  const dialog = options.find('dialog', 'Export backup');
  await dialog.field('Passphrase').fill(PASSPHRASE);
  await dialog.find('button', 'Export backup').click();
  await making(options).find('status').waitVisible();
  return downloads.next();
}

async function importInto({ options }: Home, file: string, passphrase = OF_ITS_OWN): Promise<void> {
  await options.goto(BACKUP);
  await options.reload();
  await reading(options).field('Backup file').attach(file);
  await reading(options).field('Backup passphrase').fill(passphrase);
  await reading(options).find('button', 'Import backup').click();
}

const told = async ({ options }: Home): Promise<string> => {
  await until(
    async () =>
      (await reading(options).find('status').count()) + (await reading(options).find('alert').count()) > 0,
    {
      what: 'a word of the import',
    },
  );
  const role = (await reading(options).find('alert').count()) > 0 ? 'alert' : 'status';
  return reading(options).find(role).content();
};

beforeAll(async () => {
  server = await startServer();
  for (const name of bothBrowsers) homes[name] = await settle(name);
  for (const name of bothBrowsers) homes[name].file = await exportFrom(homes[name]);
}, 300_000);

afterAll(async () => {
  for (const home of Object.values(homes)) {
    home.downloads.clear();
    await home.browser.close();
  }
  await server.close();
});

describe.each(bothBrowsers)('%s', (name) => {
  pictureFailures(() => homes[name].browser);

  it('makes a file in which nothing can be read, and which a few lines of others open', () => {
    const { file, secret, picture } = homes[name];
    expect(file).toMatch(/firekeep-backup-\d{4}-\d\d-\d\d-\d{6}\.firekeep$/);
    const text = readFileSync(file).toString('latin1');
    for (const word of [secret, 'a fox for', 'openrouter', PASSPHRASE, OF_ITS_OWN])
      expect(text.includes(word)).toBe(false);
    const env = { ...process.env, BACKUP_PASSPHRASE: OF_ITS_OWN };
    const opened = JSON.parse(
      execFileSync('node', [OPENER, file], { env, encoding: 'utf8', maxBuffer: 1e8 }),
    );
    expect(opened.keys[0].secret).toEqual({ apiKey: secret });
    expect(opened.jobs[0].request.prompt).toBe(`a fox for ${name}`);
    expect(opened.jobs[0].state.images[0].sealed.byteCount).toBe(Buffer.from(picture, 'base64').length);
  });

  it('refuses another passphrase, and a file that was cut, and stays as it was', async () => {
    const home = homes[name];
    const { file } = homes[others[name]];
    await importInto(home, file, 'marble kettle drift sparrow cinder vale');
    expect(await told(home)).toMatch(/^Wrong passphrase/);
    const cut = `${file}.cut`;
    writeFileSync(cut, readFileSync(file).subarray(0, -70_000));
    await importInto(home, cut);
    expect(await told(home)).toMatch(/^This backup is damaged/);
    await home.options.goto('options.html#/keys');
    await home.options.find('article', 'OpenRouter').waitVisible();
    expect(await home.options.find('article', 'OpenRouter').find('listitem').count()).toBe(1);
  });

  it('reads the other’s: its key works, its picture is the same to the byte, and what was here stays', async () => {
    const home = homes[name];
    const other = homes[others[name]];
    await importInto(home, other.file);
    expect(await told(home)).toMatch(/^Imported 1 key, 1 result, 1 file/);
    await home.options.goto('options.html#/keys');
    const row = home.options.find('article', 'OpenRouter').find('listitem');
    await until(async () => (await row.count()) === 2, { what: 'two keys' });
    await row.nth(1).find('button', 'Reveal').click();
    const dialog = home.options.find('dialog', 'Reveal secret');
    await dialog.field('Passphrase').fill(PASSPHRASE);
    await dialog.find('button', 'Reveal').click();
    await dialog.text(other.secret).waitVisible();
    const panel = await home.browser.open('sidepanel.html');
    await panel.find('tab', 'Image').click();
    await untilOver(newest(panel));
    expect(await pictureIn(newest(panel), panel)).toBe(other.picture);
    expect(await panel.find('list', 'Results').content()).toContain(`a fox for ${name}`);
    await panel.close();
  });

  it('reads it a second time, and nothing is new', async () => {
    const home = homes[name];
    await importInto(home, homes[others[name]].file);
    expect(await told(home)).toMatch(/^Imported 0 keys \(1 here already\), 0 results \(1 here already\)/);
    home.browser.assertQuiet();
  });
});
