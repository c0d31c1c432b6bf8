/** The built extension starts in both browsers, says nothing to the console, and survives what browsers do. */
import { describe, expect, it } from 'vitest';
import { type Browser, bothBrowsers } from '../harness/browser';
import { addKey, createVault, credentialOf, keysOf, unlock, untilOpen, verdictOf } from '../harness/journey';
import type { Server } from '../harness/server';
import { until } from '../harness/until';
import { setBrowser } from './stage';

const PAGES = ['options.html#/keys', 'popup.html', 'sidepanel.html'];

describe.each(bothBrowsers)('%s', (name) => {
  let server: Server;
  let browser: Browser;

  const running = setBrowser(name, (started) => {
    ({ server, browser } = started);
  });

  it.each(PAGES)('shows %s', async (page) => {
    const screen = await browser.open(page);
    await screen.find('heading').nth(0).waitVisible();
    expect(await screen.evaluate(() => document.title)).toContain('Firekeep');
    await screen.close();
  });

  it('is pressed for certain, also where a page moves under the pointer', async () => {
    const screen = await browser.open('popup.html');
    await screen.evaluate(() => {
      const button = document.createElement('button');
      button.textContent = 'Slippery';
      button.style.position = 'fixed';
      button.onpointerdown = () => {
        if (button.dataset.presses === undefined) button.style.top = '300px';
        button.dataset.presses = `${button.dataset.presses ?? ''}down `;
      };
      button.onclick = () => {
        button.dataset.presses += 'click';
      };
      document.body.prepend(button);
    });
    const slippery = screen.find('button', 'Slippery');
    await slippery.click();
    expect(await slippery.attribute('data-presses')).toBe('down down click');
    await screen.close();
  });

  it('adds a key, whose secret goes to its provider alone', async () => {
    const screen = await browser.open('options.html#/keys');
    await createVault(screen);
    await addKey(screen, credentialOf('openrouter', server.credential('openrouter')));
    expect(await verdictOf(keysOf(screen, 'OpenRouter'))).toBe('works');
    expect(server.heard.map((call) => call.host)).toContain('openrouter.ai');
    await screen.close();
  });

  it('goes on when its background was stopped', async () => {
    const screen = await browser.open('options.html#/keys');
    await untilOpen(screen);
    await browser.killWorker();
    server.forget();
    await keysOf(screen, 'OpenRouter').find('button', 'Check').click();
    await server.hears((call) => call.host === 'openrouter.ai');
    await screen.close();
  });

  it('logged nothing until here', async () => {
    await browser.assertQuiet();
  });

  it('keeps its pages from every host', async () => {
    const screen = await browser.open('options.html#/keys');
    server.forget();
    const outcome = await screen.evaluate(() =>
      fetch('https://openrouter.ai/api/v1/key').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
    expect(server.heard).toEqual([]);
    await screen.close();
  });

  it('has everything after a power cut', async () => {
    await browser.kill();
    browser = await browser.relaunch();
    running.browser = browser;
    const screen = await browser.open('options.html#/keys');
    await unlock(screen);
    await until(async () => (await keysOf(screen, 'OpenRouter').count()) === 1, { what: 'the key' });
  });

  it('called nobody but the providers', () => server.assertClean());
});
