/** Rows that are not what was written: told apart from a wrong passphrase, and never taking the others along. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Browser, bothBrowsers } from '../harness/browser';
import {
  addKey,
  cardOf,
  credentialOf,
  keysOf,
  lock,
  PASSPHRASE,
  unlock,
  verdictOf,
} from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { plantKey, plantVault } from '../harness/planted';
import { damage, putRow, readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { until } from '../harness/until';
import { setStage } from './stage';

const PAGES = ['options.html#/keys', 'popup.html', 'sidepanel.html'];

describe.each(bothBrowsers)('%s', (name) => {
  let server: Server;
  let browser: Browser;
  let screen: Screen;
  let mine: string;

  setStage(name, (running) => {
    ({ server, browser, screen } = running);
  });
  beforeEach(async () => {
    await plantVault(screen);
    mine = await plantKey(screen, 'openrouter', server.credential('openrouter'), 'Mine');
    await plantKey(screen, 'tripo', server.credential('tripo'), 'Other');
    await screen.goto('options.html#/keys');
    await screen.text('Mine').waitVisible();
    await screen.text('Other').waitVisible();
  });

  const openAgain = async () => {
    await mustAsk(screen, 'vault/lock');
    await browser.killWorker();
    await unlock(screen);
  };

  it.each([
    ['vault', 'sum'],
    ['unlockers', 'wrapped'],
    ['unlockers', 'salt'],
  ] as const)(
    '%s.%s: the vault is damaged, and as good as before once the row is mended',
    async (table, field) => {
      const before = await readRows(screen);
      await mustAsk(screen, 'vault/lock');
      await damage(screen, table, field);
      for (const page of PAGES) {
        const other = await browser.open(page);
        await other.find('heading', 'This vault is damaged').waitVisible();
        expect(await other.field('Passphrase').count()).toBe(0);
        expect(await other.find('button', 'Create vault').count()).toBe(0);
        await other.close();
      }
      for (const good of before?.[table] ?? []) await putRow(screen, table, good);
      await screen.reload();
      await unlock(screen);
      await screen.text('Mine').waitVisible();
    },
  );

  it('a damaged unlocker found out while the passphrase is typed is damage, not a wrong passphrase', async () => {
    await lock(screen);
    // Typed first: by then the page has looked for the last time, and is not told by a look of its own.
    await screen.field('Passphrase').fill(PASSPHRASE);
    await damage(screen, 'unlockers', 'wrapped');
    await screen.find('button', 'Unlock').click();
    await screen.find('heading', 'This vault is damaged').waitVisible();
    expect(await screen.content()).not.toContain('Wrong passphrase');
  });

  it('a damaged record is listed as damaged, and the other keys go on', async () => {
    await damage(screen, 'keys', 'sealed', (found) => 'id' in found && found.id === mine);
    await openAgain();
    await screen.text('1 key is damaged').waitVisible();
    expect(await screen.text('Mine').count()).toBe(0);
    await keysOf(screen, 'Tripo').find('button', 'Check').click();
    await screen
      .find('status')
      .text(/“Other” was checked/)
      .waitVisible();
    await addKey(screen, credentialOf('openrouter', server.credential('openrouter')), { name: 'Anew' });
    await screen.text('Anew').waitVisible();
    const popup = await browser.open('popup.html');
    await popup.find('button', 'Services').click();
    await popup.text('1 saved key is damaged.').waitVisible();
    await popup.close();
    await screen.find('button', 'Remove').nth(0).click();
    await screen.text('1 key is damaged').waitGone();
    expect((await readRows(screen))?.keys).toHaveLength(2);
  });

  it('a damaged secret is said when it is wanted, and can be replaced', async () => {
    await damage(screen, 'keys', 'secret', (found) => 'id' in found && found.id === mine);
    await openAgain();
    const item = keysOf(screen, 'OpenRouter');
    await item.find('button', 'Check').click();
    await item.find('alert').waitVisible();
    expect(await item.find('alert').content()).toContain('Something in the vault is damaged');
    expect(await verdictOf(item)).toBe('works');
    expect(await verdictOf(keysOf(screen, 'Tripo'))).toBe('works');
    await item.find('button', 'Edit').click();
    const dialog = screen.find('dialog', 'Edit key');
    await dialog.text('Replace secret').click();
    await dialog.field('API key').fill(server.credential('openrouter').apiKey ?? '');
    await dialog.find('button', 'Check and replace').click();
    await dialog.waitGone();
    server.forget();
    await item.find('button', 'Check').click();
    await server.hears(({ host }) => host === 'openrouter.ai');
    await item.find('alert').waitGone();
  });

  it('damaged settings count as none and can be made again', async () => {
    await mustAsk(screen, 'vault/auto-lock', { minutes: 60 });
    await damage(screen, 'settings', 'sealed', (found) => 'id' in found && found.id === 'auto-lock');
    await damage(screen, 'settings', 'sealed', (found) => 'id' in found && found.id === 'defaults');
    await openAgain();
    await screen.text('Mine').waitVisible();
    await keysOf(screen, 'OpenRouter').find('button', 'Make default').click();
    await keysOf(screen, 'OpenRouter').text('Default').waitVisible();
    await keysOf(screen, 'Tripo').find('button', 'Remove').click();
    await cardOf(screen, 'Tripo').find('button', 'Undo').waitVisible();
    await screen.goto('options.html#/security');
    expect(await screen.find('radio', '15 minutes').isChecked()).toBe(true);
    await screen.find('radio', '60 minutes').click();
    await until(() => screen.find('radio', '60 minutes').isChecked(), { what: 'the new choice' });
  });

  it('a damaged line of the record of activity keeps nobody out', async () => {
    await damage(screen, 'activity', 'sealed');
    await openAgain();
    await screen.text('Mine').waitVisible();
  });

  it('what is not ours in the browser’s own storage keeps nobody out', async () => {
    await screen.evaluate(() => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: Record<'local' | 'session', { set(items: object): Promise<void> }> };
      };
      return Promise.all([
        chrome.storage.local.set({ vaultMarker: 7, tries: { wrong: 'many' } }),
        chrome.storage.session.set({ open: { content: '?' }, 'open-background': null, target: [] }),
      ]).then(() => undefined);
    });
    await screen.reload();
    await unlock(screen);
    await screen.text('Mine').waitVisible();
  });
});
