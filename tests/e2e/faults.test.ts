import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, bothBrowsers, launch } from '../harness/browser';
import { unlock } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { pictureFailures } from '../harness/pictures';
import { plantKey, plantVault } from '../harness/planted';
import { holdOlder, letGoOlder, loseDatabase, raiseVersion, readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';

const PAGES = ['options.html#/keys', 'popup.html', 'sidepanel.html'];
const NEWER = 1000;

describe.each(bothBrowsers)('%s', (name) => {
  let browser: Browser;
  let screen: Screen;

  beforeAll(async () => {
    browser = await launch(name);
    screen = await browser.open('options.html#/keys');
  });
  afterAll(() => browser.close());
  pictureFailures(() => browser);

  const everyPageSays = async (heading: string) => {
    for (const page of PAGES) {
      const other = await browser.open(page);
      await other.find('heading', heading).waitVisible();
      expect(await other.find('button', 'Create vault').count()).toBe(0);
      await other.close();
    }
  };
  const withOneKey = async () => {
    await plantVault(screen);
    await plantKey(screen, 'openrouter', { apiKey: `sk-or-v1-${'0a1b'.repeat(16)}` }, 'Mine');
    await screen.find('article', 'OpenRouter').text('Mine').waitVisible();
  };

  it('a database that the browser lost is never a first run', async () => {
    await withOneKey();
    await mustAsk(screen, 'vault/lock');
    await loseDatabase(screen);
    await everyPageSays('The browser lost this vault');
    await browser.killWorker();
    await screen.reload();
    await screen.find('heading', 'The browser lost this vault').waitVisible();
    await screen.text('Erase what is left').click();
    await screen.field('Type “erase everything” to confirm').fill('erase everything');
    await screen.find('button', 'Erase everything').click();
    await screen.find('heading', 'Create your vault').waitVisible();
  });

  it('a database that the browser lost while the vault was open takes no new key', async () => {
    await withOneKey();
    await loseDatabase(screen);
    const added = plantKey(screen, 'openrouter', { apiKey: `sk-or-v1-${'9f8e'.repeat(16)}` }, 'Later');
    await expect(added).rejects.toThrow('vault-lost');
    await screen.find('heading', 'The browser lost this vault').waitVisible();
    await everyPageSays('The browser lost this vault');
  });

  it('a database of a newer version is left alone', async () => {
    await withOneKey();
    await raiseVersion(screen, NEWER);
    const before = await readRows(screen);
    if (!before) throw new Error('nothing was saved');
    expect(before.keys).toHaveLength(1);
    await mustAsk(screen, 'vault/lock');
    await everyPageSays('Your vault belongs to a newer Firekeep');
    await browser.killWorker();
    await screen.reload();
    await screen.find('heading', 'Your vault belongs to a newer Firekeep').waitVisible();
    await screen.find('button', 'Try again').click();
    await screen.find('heading', 'Your vault belongs to a newer Firekeep').waitVisible();
    expect(await readRows(screen)).toEqual(before);
    expect(
      await screen.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version)),
    ).toEqual([NEWER]);
    // As when the newer Firekeep is installed, or the older database put back: a retry is enough.
    await loseDatabase(screen);
    await holdOlder(screen, before);
    await letGoOlder(screen);
    await screen.find('button', 'Try again').click();
    await unlock(screen);
    await screen.text('Mine').waitVisible();
  });

  it('an older page that is in the way of an upgrade is named, and nothing is lost when it goes', async () => {
    await withOneKey();
    await mustAsk(screen, 'vault/lock');
    const before = await readRows(screen);
    // A page of ours in which none of our programs runs.
    const older = await browser.open('icon.svg');
    await screen.goto('icon.svg');
    await browser.killWorker();
    await loseDatabase(older);
    if (!before) throw new Error('nothing was saved');
    await holdOlder(older, before);
    await everyPageSays('Another Firekeep page is in the way');
    await screen.goto('options.html#/keys');
    await screen.find('heading', 'Another Firekeep page is in the way').waitVisible();
    await screen.find('button', 'Try again').click();
    await screen.find('heading', 'Another Firekeep page is in the way').waitVisible();
    await older.close();
    await screen.reload();
    await unlock(screen);
    await screen.text('Mine').waitVisible();
  });
});
