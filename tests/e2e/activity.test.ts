/** The record as a person sees it: what was done, what left, whether it is whole, and where anything may go at all. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { createVault, keysOf, lock, PASSPHRASE, unlock, verdictOf } from '../harness/journey';
import { plantKey } from '../harness/planted';
import { damage, readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { tabTo, toFirst } from './focus';
import { setStage } from './stage';

const ACTIVITY = 'options.html#/activity';

const untilSays = (screen: Screen, words: RegExp) =>
  until(async () => words.test(await screen.content()), { what: String(words), withinMs: 60_000 });

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('tells what was done with a key and what left for it, and nothing of it while locked', async () => {
    const { screen, server } = stage;
    await createVault(screen);
    await plantKey(screen, 'openrouter', { apiKey: `sk-or-v1-${'4'.repeat(64)}` }, 'Mine');
    await keysOf(screen, 'OpenRouter').nth(0).find('button', 'Check').click();
    await server.hears(({ host }) => host === 'openrouter.ai');
    await until(async () => (await verdictOf(keysOf(screen, 'OpenRouter').nth(0))) !== 'works', {
      what: 'another verdict',
    });
    await screen.goto(ACTIVITY);
    await untilSays(screen, /Key “Mine” added/);
    await untilSays(screen, /Vault created/);
    await untilSays(screen, /Request sent with “Mine”/);
    const said = await screen.content();
    expect(said).toMatch(/GET openrouter\.ai\/api\/v1\/key/);
    expect(said).not.toContain('4'.repeat(8));
    await lock(screen);
    expect(await screen.content()).not.toMatch(/Mine|openrouter/);
    await unlock(screen, PASSPHRASE);
    await untilSays(screen, /Vault opened/);
  });

  it('verifies, by the keyboard alone', async () => {
    const { screen } = stage;
    await screen.reload();
    await untilSays(screen, /Vault created/);
    await toFirst(screen, 'Keys');
    await tabTo(screen, { name: 'Search the record' });
    await screen.type('created');
    await screen.text(/^1 line found/).waitVisible();
    await tabTo(screen, { name: 'Verify' });
    await screen.press('Enter');
    await untilSays(screen, /The record is whole/);
    await tabTo(screen, { name: 'What can leave this browser' }, 'Shift+Tab');
    await screen.press('Enter');
    await screen.find('heading', 'What can leave this browser').waitVisible();
  });

  it('lists the hosts of the running manifest, and takes none back that came with the installation', async () => {
    const { screen } = stage;
    await screen.goto('options.html#/leaves');
    const hosts = screen.find('list', 'Addresses').find('listitem');
    await until(async () => (await hosts.nth(0).content()).includes('granted'), { what: 'what is granted' });
    const manifest = await screen.evaluate(() => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { getManifest(): Record<string, readonly string[] | undefined> } };
      };
      const { host_permissions = [], optional_host_permissions = [] } = chrome.runtime.getManifest();
      return [...host_permissions, ...optional_host_permissions];
    });
    expect(await hosts.count()).toBe(new Set(manifest).size);
    expect(await screen.find('list', 'Addresses').content()).toContain('with the installation');
  });

  it('shows a line that was damaged, and Verify says which', async () => {
    const { screen } = stage;
    const rows = (await readRows(screen))?.activity ?? [];
    const victim = rows[2];
    await damage(screen, 'activity', 'sealed', (row) => 'id' in row && row.id === victim?.id);
    await screen.goto(ACTIVITY);
    await screen.reload();
    await untilSays(screen, /A damaged line/);
    await screen.find('button', 'Verify').click();
    await screen.find('alert').waitVisible();
    expect(await screen.find('alert').content()).toMatch(/first wrong line is number 3/);
  });
});
