/** Five hundred keys: all there at first sight, and nothing that a person does redraws or loses the others. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { lock, unlock } from '../harness/journey';
import { type Planned, putKeys } from '../harness/sealed-keys';
import { allStandIns } from '../harness/stand-ins/all';
import { until } from '../harness/until';
import { keyNamed, setStage, untilSays } from './keys-stage';
import { readShownKeys } from './shown-keys';

const MANY = 500;
/** In turn of every service. */
function planKey(number: number): Planned {
  const standIn = allStandIns[number % allStandIns.length];
  if (!standIn) throw new Error('There is no stand-in.');
  return { provider: standIn.id, fields: standIn.another(number), name: `Key ${number}.` };
}

describe.each(bothBrowsers)('%s: five hundred keys', (name) => {
  const stage = setStage(name);

  it('are saved, and are all on the page', async () => {
    const { screen } = stage;
    const planned = Array.from({ length: MANY }, (_, number) => planKey(number));
    await putKeys(screen, planned);
    await screen.reload();
    const shown = await until(
      async () => {
        const found = await readShownKeys(screen);
        return found.length === MANY && found;
      },
      { what: 'all keys' },
    );
    expect(new Set(shown.map(({ name: key }) => key)).size).toBe(MANY);
    expect(shown.every(({ verdicts }) => verdicts.length === 1 && verdicts[0] === 'works')).toBe(true);
    await untilSays(screen, '500 keys in 27 services');
  });

  it('are found by a name', async () => {
    const search = stage.screen.find('searchbox', 'Search services and keys');
    await search.fill('key 321.');
    await until(async () => (await stage.screen.find('article').count()) === 1, { what: 'one service' });
    await search.fill('');
  });

  it('are not drawn anew when one of them changes', async () => {
    const { screen } = stage;
    await screen.evaluate(() => {
      const rows = [...document.querySelectorAll('article > ul > li')];
      const changed = new Set<number>();
      new MutationObserver((records) => {
        for (const { target } of records) changed.add(rows.findIndex((row) => row.contains(target)));
      }).observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true });
      (window as unknown as { changedRows: Set<number> }).changedRows = changed;
    });
    const row = await keyNamed(
      screen,
      'OpenAI',
      `Key ${allStandIns.findIndex(({ id }) => id === 'openai')}.`,
    );
    await row.find('button', 'Disable').click();
    await untilSays(row, 'Disabled');
    const changed = await screen.evaluate(() =>
      [...(window as unknown as { changedRows: Set<number> }).changedRows].filter((index) => index >= 0),
    );
    expect(changed).toHaveLength(1);
    await screen.reload();
  });

  it('hold their secrets still', async () => {
    const { screen, server } = stage;
    server.forget();
    const row = await keyNamed(
      screen,
      'OpenRouter',
      `Key ${allStandIns.findIndex(({ id }) => id === 'openrouter')}.`,
    );
    await row.find('button', 'Check').click();
    const number = allStandIns.findIndex(({ id }) => id === 'openrouter');
    const sent = await server.hears(({ host }) => host === 'openrouter.ai');
    expect(sent.headers.authorization).toBe(`Bearer ${allStandIns[number]?.another(number).apiKey}`);
  });

  it('come back after a lock, each whole', async () => {
    const { screen } = stage;
    await lock(screen);
    expect(await readShownKeys(screen)).toEqual([]);
    await unlock(screen);
    await until(async () => (await readShownKeys(screen)).length === MANY, { what: 'all keys again' });
  });
});
