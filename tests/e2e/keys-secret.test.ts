/** Reveal, copy, and the end of a removed key's secret. The page's clock is set forward, never waited for. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { addKey, cardOf, credentialOf, lock, PASSPHRASE, unlock } from '../harness/journey';
import { advance, takeClock } from '../harness/page-clock';
import { readRows } from '../harness/rows';
import type { Found, Screen } from '../harness/screen';
import { until } from '../harness/until';
import { keyNamed, openKeys, setStage, untilSaved, untilSays } from './keys-stage';

const press = (place: Found, button: string) => place.find('button', button).click();

describe.each(bothBrowsers)('%s: a secret', (name) => {
  const stage = setStage(name);
  let secret = '';
  const row = (screen = stage.screen) => keyNamed(screen, 'OpenAI', 'Mine');
  const html = (screen: Screen) => screen.evaluate(() => location.href + document.documentElement.outerHTML);

  const reveal = async (screen: Screen, passphrase = PASSPHRASE) => {
    await press(await row(screen), 'Reveal');
    const dialog = screen.find('dialog', 'Reveal secret');
    await dialog.field('Passphrase').fill(passphrase);
    await press(dialog, 'Reveal');
    return dialog;
  };

  it('is not shown for a wrong passphrase', async () => {
    const { screen, server } = stage;
    const fields = server.credential('openai');
    secret = fields.apiKey ?? '';
    await addKey(screen, credentialOf('openai', fields), { name: 'Mine' });
    const dialog = await reveal(screen, 'wander copper lantern thistle orbit apple');
    await untilSays(dialog.find('alert'), 'Wrong passphrase');
    await screen.press('Escape');
    await dialog.waitGone();
    expect(await html(screen)).not.toContain(secret);
  });

  it('is shown for half a minute after the passphrase', async () => {
    const { screen } = stage;
    // One wrong try slows the next one down, until Reveal enables itself.
    await press(await row(), 'Reveal');
    const dialog = screen.find('dialog', 'Reveal secret');
    await dialog.find('button', 'Reveal').waitEnabled();
    await dialog.field('Passphrase').fill(PASSPHRASE);
    await press(dialog, 'Reveal');
    await dialog.text(secret).waitVisible();
    await takeClock(screen);
    await advance(screen, 20_000);
    await untilSays(dialog, 'Hidden again in \\d s');
    expect(await dialog.content()).toContain(secret);
    await advance(screen, 10_000);
    await dialog.waitGone();
    expect(await html(screen)).not.toContain(secret);
    await screen.reload();
  });

  it('goes at once with Hide, and with a lock in any page', async () => {
    const { screen } = stage;
    const dialog = await reveal(screen);
    await press(dialog, 'Hide');
    await dialog.waitGone();
    expect(await html(screen)).not.toContain(secret);

    await reveal(screen);
    await dialog.text(secret).waitVisible();
    const other = await openKeys(stage);
    await lock(other);
    await screen.find('heading', 'Unlock Firekeep').waitVisible();
    expect(await html(screen)).not.toContain(secret);
    await unlock(other);
    await other.close();
    await row();
    expect(await dialog.isVisible()).toBe(false);
  });

  it('is copied, stays out of the page, and can be cleared from the clipboard', async () => {
    const { screen } = stage;
    await press(await row(), 'Copy');
    const dialog = screen.find('dialog', 'Copy secret');
    await dialog.field('Passphrase').fill(PASSPHRASE);
    await press(dialog, 'Copy');
    await dialog.waitGone();
    await untilSays(await row(), 'Other programs can read the clipboard');
    expect(await html(screen)).not.toContain(secret);
    expect(await pasted(screen)).toBe(secret);
    await press(await row(), 'Clear clipboard');
    await untilSays(screen, 'The clipboard was cleared');
    expect(await pasted(screen)).toBe('');
  });

  it('is destroyed when the time for undo is over, and then says so', async () => {
    const { screen } = stage;
    const secretLeft = async () => (await readRows(screen))?.keys[0]?.secret ?? undefined;
    await takeClock(screen);
    await press(await row(), 'Remove');
    const card = cardOf(screen, 'OpenAI');
    await card.find('button', 'Undo').waitVisible();
    expect(await secretLeft()).toBeDefined();
    await hasten(screen);
    await until(async () => (await secretLeft()) === undefined, { what: 'the secret to be destroyed' });
    await press(card, 'Undo');
    await untilSays(card.find('alert'), 'secret of this key was destroyed');
    await advance(screen, 60_000);
    await card.find('button', 'Undo').waitGone();
    await untilSaved(screen, 'OpenAI', 0);
    await screen.text('Removed keys (1)').click();
    await untilSays(screen, /OpenAI\s*Mine.*Removed/);
  });

  it('reached its own provider alone, and the console never', async () => {
    stage.server.assertClean();
    await stage.browser.assertQuiet();
  });
});

/** What the clipboard holds, as the keyboard puts it into a field. */
async function pasted(screen: Screen): Promise<string> {
  const search = screen.find('searchbox', 'Search services and keys');
  await search.fill('');
  await search.press('Control+v');
  const text = await search.value();
  await search.fill('');
  return text;
}

/** The very alarm that ends the time for undo, a second from now. */
async function hasten(screen: Screen): Promise<void> {
  interface Alarms {
    getAll(): Promise<{ readonly name: string }[]>;
    create(name: string, at: { readonly when: number }): Promise<void>;
  }
  await screen.evaluate(async () => {
    const { alarms } = (globalThis as unknown as { chrome: { alarms: Alarms } }).chrome;
    const mine = (await alarms.getAll()).filter(({ name }) => name.startsWith('destroy:'));
    if (mine.length !== 1) throw new Error(`${mine.length} secrets wait to be destroyed`);
    for (const { name } of mine)
      await alarms.create(name, { when: performance.timeOrigin + performance.now() });
  });
}
