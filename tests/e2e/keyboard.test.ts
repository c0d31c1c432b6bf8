/** Everything without a mouse: no click and no focus is given by the test, only keys are pressed. */
import { describe, expect, it } from 'vitest';
import { type Browser, bothBrowsers } from '../harness/browser';
import { keysOf, PASSPHRASE, untilOpen, verdictOf } from '../harness/journey';
import { plantKey } from '../harness/planted';
import type { Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { until } from '../harness/until';
import { askByKeys, libraryByKeys, modelByKeys } from './by-keys';
import { focusOf, isAt, step, stopsFrom, tabTo, toFirst, untilAt } from './focus';
import { setStage } from './stage';
import { backupByKeys, waysByKeys } from './ways-by-keys';

const NEXT_PASSPHRASE = 'velvet anchor museum pencil harvest quiet';
const CARD = 'OpenRouter';
const ADD = { name: 'Add key', card: CARD };

const search = async (screen: Screen) => {
  await tabTo(screen, { name: 'Search services and keys' });
  await screen.type(CARD);
  await screen.find('article', 'Groq').waitGone();
};

describe.each(bothBrowsers)('%s', (name) => {
  let server: Server;
  let browser: Browser;
  let screen: Screen;

  setStage(name, (running) => {
    ({ server, browser, screen } = running);
  });

  const press = (keys: string) => screen.press(keys);
  const type = (text: string) => screen.type(text);
  const keyOf = (index: number) => keysOf(screen, CARD).nth(index);

  /** The buttons of one key, found by what they are about. */
  const tabToButton = (button: string, key: string) =>
    tabTo(screen, { name: button, about: key, card: CARD });
  const fromTop = async () => {
    await screen.reload();
    await screen.find('article', CARD).waitVisible();
    await toFirst(screen, 'Keys');
  };
  /** As somebody does who will not press Tab a hundred times. */
  const narrow = async () => {
    await fromTop();
    await search(screen);
  };

  it('creates a vault', async () => {
    await untilAt(screen, { name: 'Passphrase' });
    await type(PASSPHRASE);
    await tabTo(screen, { name: 'Suggest one' });
    await tabTo(screen, { name: 'Repeat passphrase' });
    await type(PASSPHRASE);
    await press('Enter');
    await untilOpen(screen);
    await untilAt(screen, { name: 'Keys' });
  });

  it('comes by everything in the order in which it stands', async () => {
    await fromTop();
    const names = (await stopsFrom(screen, 18)).map((stop) => stop.name);
    // The other pages come first, however many there are.
    expect(names).toContain('Security');
    const behind = names.indexOf('Lock');
    expect(names.slice(behind, behind + 9)).toEqual([
      'Lock',
      'Compare services',
      'Import keys',
      'Dismiss',
      'Search services and keys',
      'Category',
      'Show',
      'Add key',
      'Documentation',
    ]);
    await tabTo(screen, { name: 'Documentation' }, 'Shift+Tab');
    expect(isAt(await step(screen, 'Shift+Tab'), { name: 'Add key' })).toBe(true);
  });

  it('opens a dialog at its first field, and comes back when Escape closes it', async () => {
    await narrow();
    await tabTo(screen, ADD);
    await press('Enter');
    await untilAt(screen, { name: 'API key' });
    await tabTo(screen, { name: 'Environment' });
    await press('Escape');
    await screen.find('dialog').waitGone();
    await untilAt(screen, ADD);
  });

  it.each(['First', 'Second'])('adds the key %s', async (key) => {
    await narrow();
    await tabTo(screen, ADD);
    await press('Enter');
    await untilAt(screen, { name: 'API key' });
    await type(server.credential('openrouter').apiKey ?? '');
    await tabTo(screen, { name: 'Name' });
    await type(key);
    await press('Enter');
    await screen.find('dialog').waitGone();
    await untilAt(screen, ADD);
    await keysOf(screen, CARD).text(key).waitVisible();
  });

  it('checks', async () => {
    await narrow();
    await tabToButton('Check', 'First');
    server.forget();
    await press('Enter');
    await server.hears((call) => call.host === 'openrouter.ai');
    await until(async () => (await verdictOf(keyOf(0))) === 'works', { what: 'the verdict' });
    await untilAt(screen, { name: 'Check', about: 'First' });
  });

  it('edits', async () => {
    await tabToButton('Edit', 'First');
    await press('Enter');
    await untilAt(screen, { name: 'Name' });
    await press('Control+a');
    await type('Renamed');
    await press('Enter');
    await screen.find('dialog').waitGone();
    await untilAt(screen, { name: 'Edit', about: 'Renamed' });
  });

  it('reveals, and hides', async () => {
    await tabToButton('Reveal', 'Renamed');
    await press('Enter');
    await untilAt(screen, { name: 'Passphrase' });
    await type(PASSPHRASE);
    await press('Enter');
    await untilAt(screen, { name: 'Hide' });
    await press('Escape');
    await screen.find('dialog').waitGone();
    await untilAt(screen, { name: 'Reveal', about: 'Renamed' });
  });

  it('copies, and clears the clipboard', async () => {
    await tabToButton('Copy', 'Renamed');
    await press('Enter');
    await untilAt(screen, { name: 'Passphrase' });
    await type(PASSPHRASE);
    await press('Enter');
    await untilAt(screen, { name: 'Copy', about: 'Renamed' });
    await tabTo(screen, { name: 'Clear clipboard' }, 'Shift+Tab');
    await press('Enter');
    await screen.find('button', 'Clear clipboard').waitGone();
    expect(await focusOf(screen)).toMatchObject({ card: CARD });
  });

  it('makes another key the default, and stays in its row', async () => {
    await narrow();
    await tabToButton('Make default', 'Second');
    await press(' ');
    await keyOf(1).text('Default').waitVisible();
    expect(await focusOf(screen)).toMatchObject({ card: CARD });
  });

  it('disables the default, says which is next, and enables it again', async () => {
    await narrow();
    await tabToButton('Disable', 'Second');
    await press('Enter');
    await screen.find('dialog', 'Disable the default key').waitVisible();
    await untilAt(screen, { name: 'Renamed' });
    await press('ArrowDown');
    await untilAt(screen, { name: 'None. I choose later.' });
    await press('ArrowUp');
    await untilAt(screen, { name: 'Renamed' });
    await press('Enter');
    await screen.find('dialog').waitGone();
    await keyOf(0).text('Default').waitVisible();
    expect(await focusOf(screen)).toMatchObject({ card: CARD });
    await narrow();
    await tabToButton('Enable', 'Second');
    await press('Enter');
    await keyOf(1).find('button', 'Disable').waitVisible();
    expect(await focusOf(screen)).toMatchObject({ card: CARD });
  });

  it('removes, and undoes', async () => {
    await narrow();
    await tabToButton('Remove', 'Second');
    await press('Enter');
    await untilAt(screen, { name: 'Undo' });
    await press('Enter');
    await keyOf(1).waitVisible();
    expect(await focusOf(screen)).toMatchObject({ card: CARD });
  });

  it('goes to Security, and changes when it locks', async () => {
    await fromTop();
    await tabTo(screen, { name: 'Security' });
    await press('Enter');
    await untilAt(screen, { name: 'Security' });
    await screen.find('radio', '15 minutes').waitVisible();
    await tabTo(screen, { name: '15 minutes' });
    await press('ArrowDown');
    await until(() => screen.find('radio', '60 minutes').isChecked(), { what: '60 minutes' });
    await press('ArrowDown');
    await untilAt(screen, { name: 'Passphrase' });
    await press('Escape');
    await screen.find('dialog').waitGone();
    expect(await screen.find('radio', '60 minutes').isChecked()).toBe(true);
    expect((await focusOf(screen))?.name).toMatch(/60 minutes|Never until the browser closes/);
  });

  it('changes the passphrase', async () => {
    await tabTo(screen, { name: 'Current passphrase' });
    await type(PASSPHRASE);
    await tabTo(screen, { name: 'New passphrase' });
    await type(NEXT_PASSPHRASE);
    await tabTo(screen, { name: 'Repeat new passphrase' });
    await type(NEXT_PASSPHRASE);
    await press('Enter');
    await screen.text('Passphrase changed').waitVisible();
  });

  it('locks, and unlocks with the new one', async () => {
    await tabTo(screen, { name: 'Lock' }, 'Shift+Tab');
    await press('Enter');
    await untilAt(screen, { name: 'Passphrase' });
    await type(NEXT_PASSPHRASE);
    await press('Enter');
    await untilOpen(screen);
    await untilAt(screen, { name: 'Security' });
  });

  // From here on each in a tab of its own: behind the last stop lie the browser's own controls, and from those
  // a test does not come back.
  it('is never held by the page', async () => {
    const own = await browser.open('options.html#/keys');
    await own.find('article', CARD).waitVisible();
    await toFirst(own, 'Keys');
    await search(own);
    const stops = await stopsFrom(own);
    expect(stops.slice(0, 5).map(({ name }) => name)).toEqual([
      'Category',
      'Show',
      'Add key',
      `Connect ${CARD}`,
      'Check',
    ]);
    expect(stops.at(-1)?.name).toBe(`About ${CARD}`);
    await own.close();
  });

  it('is held by a dialog while that is open', async () => {
    const own = await browser.open('options.html#/keys');
    await own.find('article', CARD).waitVisible();
    await toFirst(own, 'Keys');
    await search(own);
    await tabTo(own, ADD);
    await own.press('Enter');
    await untilAt(own, { name: 'API key' });
    const stops = await stopsFrom(own);
    expect(stops.filter(({ isInDialog }) => !isInDialog)).toEqual([]);
    expect(stops.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Name', 'Environment', 'Cancel', 'Check and save']),
    );
    // Another round, where the browser's own controls do not lie between: still nothing of the page behind.
    for (const stop of await stopsFrom(own)) expect(stop.isInDialog).toBe(true);
    await own.close();
  });

  it.each(['popup.html', 'sidepanel.html'])('comes by everything in %s', async (page) => {
    const panel = await browser.open(page);
    await panel.find('button', 'Services').click();
    await panel.find('heading', 'Your services').waitVisible();
    await toFirst(panel, 'Chat');
    const names = (await stopsFrom(panel)).map((stop) => stop.name);
    expect(names).toContain('Open Keys');
    expect(names).toContain('Lock');
    expect(names.some((name) => name.startsWith('OpenRouter'))).toBe(true);
    await panel.close();
  });

  it('makes recovery words, and comes by all that a backup needs', async () => {
    await waysByKeys(browser, NEXT_PASSPHRASE);
    await backupByKeys(browser);
  });

  it('asks, reads the answer and copies it', () => askByKeys(browser));

  it('makes a model, opens it, and goes on from it', async () => {
    // How a key is added was done above.
    await plantKey(screen, 'tripo', server.credential('tripo'), 'Clay');
    await modelByKeys(browser);
  });

  it('finds what was made, opens it, deletes it and brings it back', () => libraryByKeys(browser));

  it('logged nothing, and called nobody but the provider', async () => {
    await browser.assertQuiet();
    server.assertClean();
  });
});
