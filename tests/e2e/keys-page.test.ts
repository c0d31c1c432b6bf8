/** The Keys page as a whole: checking all, finding, what stays dismissed, and damage. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { bothBrowsers } from '../harness/browser';
import { addKey, cardOf, credentialOf, unlock, verdictOf } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { damage, readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { guides } from '../harness/wires';
import { caseOf, keyNamed, openKeys, setStage, untilSaved, untilSays } from './keys-stage';

describe.each(bothBrowsers)('%s: the page', (name) => {
  const stage = setStage(name);

  /** Saved without a check, as if its hosts had been denied. */
  const save = (provider: string, key: string, fields = stage.server.credential(provider)) =>
    mustAsk(stage.screen, 'keys/add', {
      id: newId(),
      provider,
      kind: caseOf(provider, 'good').kind ?? 'api-key',
      fields,
      name: key,
      environment: 'production',
      anyway: { verdict: 'not-checked', reason: { code: 'host-not-allowed' }, facts: [], warnings: [] },
    });
  const articles = (screen: Screen) => screen.find('article').count();
  const search = () => stage.screen.find('searchbox', 'Search services and keys');

  it('shows a card for each service at first sight, with what it costs and takes', async () => {
    const { screen } = stage;
    await until(async () => (await articles(screen)) === guides.size, { what: 'all services' });
    for (const guide of guides.values()) {
      const said = await cardOf(screen, guide.name).content();
      for (const words of [guide.about, ...guide.benefits, guide.price.note, guide.keyFormat, ...guide.tips])
        expect(said).toContain(words);
      expect(said).toMatch(/As of[A-Z][a-z]{2} \d+, 20\d\d|as of [A-Z][a-z]{2} \d+, 20\d\d/);
    }
  });

  it('stands in one column where it is narrow, and in several where there is room', async () => {
    const { screen } = stage;
    const columns = async (width: number) => {
      await screen.setViewport(width, 800);
      return screen.evaluate(() => {
        const lefts = [...document.querySelectorAll('article')].map(
          (card) => card.getBoundingClientRect().left,
        );
        return new Set(lefts.map(Math.round)).size;
      });
    };
    expect(await columns(360)).toBe(1);
    expect(await columns(1280)).toBeGreaterThan(1);
  });

  it('Check all asks for all hosts at once, counts on, and tells the outcome', async () => {
    const { screen, server } = stage;
    // The key of Resend may do too much, which is a warning and so wants attention too.
    for (const provider of ['openai', 'anthropic', 'groq', 'resend']) await save(provider, `My ${provider}`);
    await save('groq', 'Broken', caseOf('groq', 'wrong').fields);
    await untilSaved(screen, 'Groq', 2);
    await countRequests(screen);
    server.forget();
    await screen.find('button', 'Check all').click();
    await untilSays(screen, 'All checked: 4 works and 1 rejected\\.');
    expect(await requests(screen)).toEqual([
      [
        'https://api.anthropic.com/*',
        'https://api.groq.com/*',
        'https://api.openai.com/*',
        'https://api.resend.com/*',
      ],
    ]);
    expect(server.heard.length).toBeGreaterThanOrEqual(5);
    expect(await verdictOf(await keyNamed(screen, 'Groq', 'Broken'))).toBe('rejected');
    expect(await verdictOf(await keyNamed(screen, 'OpenAI', 'My openai'))).toBe('works');
    await untilSays(screen, '5 keys in 4 services\\.\\s*2 need attention\\.');
  });

  it('Check all can be stopped, and leaves the rest as it was', async () => {
    const { screen, server } = stage;
    for (let number = 0; number < 12; number += 1)
      await save('openrouter', `Busy ${number}`, server.credential('openrouter', 'busy'));
    await untilSaved(screen, 'OpenRouter', 12);
    server.forget();
    await screen.find('button', 'Check all').click();
    const progress = screen.find('progressbar', 'Checking keys');
    await progress.waitVisible();
    await untilSays(screen, /[1-9]\d* of 17 checked/);
    await screen.find('button', 'Stop').click();
    await untilSays(screen, /\d+ of 17 checked:.*unreachable/);
    await progress.waitGone();
    const list = await cardOf(screen, 'OpenRouter').content();
    expect(list).toContain('not checked yet');
    expect(server.heard.filter(({ standIn }) => standIn === 'openrouter').length).toBeLessThan(24);
  });

  it('is searched by service and by key, filtered by category and by need, and cleared again', async () => {
    const { screen } = stage;
    await search().fill('my resend');
    await until(async () => (await articles(screen)) === 1, { what: 'one service' });
    await keyNamed(screen, 'Resend', 'My resend');
    await search().fill('there is no such thing');
    await screen.text('No service matches.').waitVisible();
    await screen.find('button', 'Clear filters').click();
    await until(async () => (await articles(screen)) === guides.size, { what: 'all services again' });
    expect(await search().value()).toBe('');

    await screen.field('Category').choose('Storage');
    await until(async () => (await articles(screen)) === 2, { what: 'two stores' });
    await screen.field('Category').choose('All');
    await screen.field('Show').choose('With a key');
    await until(async () => (await articles(screen)) === 5, { what: 'the connected ones' });
    await screen.field('Show').choose('Needs attention');
    await until(async () => (await articles(screen)) === 3, { what: 'those that need attention' });
    await screen.field('Show').choose('All services');
  });

  it('has a panel that stays dismissed after a restart', async () => {
    const { screen } = stage;
    const panel = screen.find('heading', 'Why your own keys');
    await panel.waitVisible();
    await screen.find('region', 'Why your own keys').find('button', 'Dismiss').click();
    await panel.waitGone();
    stage.browser = await stage.browser.relaunch();
    stage.screen = await openKeys(stage);
    await unlock(stage.screen);
    await keyNamed(stage.screen, 'Resend', 'My resend');
    expect(await stage.screen.find('heading', 'Why your own keys').count()).toBe(0);
  });

  it('lists a damaged row beside the others, which go on', async () => {
    const { screen } = stage;
    await damage(screen, 'keys', 'sealed');
    await screen.reload();
    await untilSays(screen, '1 key is damaged.*The other keys are fine');
    await untilSaved(screen, 'OpenAI', 0);
    const other = await keyNamed(screen, 'Resend', 'My resend');
    await other.find('button', 'Check').click();
    await untilSays(screen, '“My resend” was checked: works\\.');
  });

  it('keeps every key in sight when the row of the defaults is damaged', async () => {
    const { screen } = stage;
    await damage(screen, 'settings', 'sealed', (row) => 'id' in row && row.id === 'defaults');
    await screen.reload();
    const row = await keyNamed(screen, 'Resend', 'My resend');
    await row.find('button', 'Edit').click();
    const dialog = screen.find('dialog', 'Edit key');
    await dialog.field('Name').fill('Still here');
    await dialog.find('button', 'Save').click();
    await keyNamed(screen, 'Resend', 'Still here');
    await addKey(screen, credentialOf('tripo', stage.server.credential('tripo')), { name: 'New' });
    await untilSays(await keyNamed(screen, 'Tripo', 'New'), 'Default');
  });

  it('says of a damaged secret that it is damaged, and keeps the row', async () => {
    const { screen } = stage;
    const before = await keyNamed(screen, 'Tripo', 'New');
    const newest = (await readRows(screen))?.keys.at(-1)?.id;
    await damage(screen, 'keys', 'secret', (row) => 'id' in row && row.id === newest);
    await before.find('button', 'Check').click();
    await untilSays(before.find('alert'), /damaged/i);
    expect(await verdictOf(before)).toBe('works');
  });

  it('sent each secret to its own provider alone, and logged nothing', async () => {
    stage.server.assertClean();
    await stage.browser.assertQuiet();
  });
});

interface Counted {
  readonly chrome: { readonly permissions: { request(wanted: { origins: string[] }): Promise<boolean> } };
  readonly browser?: Counted['chrome'];
  asked?: string[][];
}

/** Writes down what the browser is asked for, and lets it answer. */
const countRequests = (screen: Screen) =>
  screen.evaluate(() => {
    const world = globalThis as unknown as Counted;
    const asked: string[][] = [];
    world.asked = asked;
    for (const api of new Set([world.chrome.permissions, (world.browser ?? world.chrome).permissions])) {
      const request = api.request.bind(api);
      const value = (wanted: { origins: string[] }) => {
        asked.push([...wanted.origins].sort());
        return request(wanted);
      };
      Object.defineProperty(api, 'request', { configurable: true, value });
    }
  });
const requests = (screen: Screen) => screen.evaluate(() => (globalThis as unknown as Counted).asked ?? []);
