/** What a person does with keys that are saved: check, edit, replace, switch off, remove, choose the default. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { addKey, cardOf, credentialOf, fillKey, unlock, verdictOf } from '../harness/journey';
import type { Found } from '../harness/screen';
import {
  caseOf,
  changeable,
  keyNamed,
  openKeys,
  savedKeys,
  setStage,
  untilSaved,
  untilSays,
} from './keys-stage';

const press = (place: Found, button: string) => place.find('button', button).click();

describe.each(bothBrowsers)('%s: saved keys', (name) => {
  const openrouter = changeable();
  const stage = setStage(name, openrouter.standIns);
  const add = (provider: string, key: string) =>
    addKey(stage.screen, credentialOf(provider, stage.server.credential(provider)), { name: key });

  it('Check asks again and says what changed, also what was before it could not be asked', async () => {
    const { screen } = stage;
    await addKey(screen, credentialOf('openrouter', openrouter.fields), { name: 'Changing' });
    const row = await keyNamed(screen, 'OpenRouter', 'Changing');
    expect(await verdictOf(row)).toBe('works');

    openrouter.become('nothing');
    await press(row, 'Check');
    await row.text('unreachable').waitVisible();
    await untilSays(row, 'trouble of its own \\(answer 503\\).*Before that: works');

    openrouter.become('wrong');
    await press(row, 'Check');
    await row.text('rejected').waitVisible();
    await untilSays(row, 'does not know this key');
    expect(await row.content()).not.toContain('Before that');

    openrouter.become('empty');
    await press(row, 'Check');
    await row.text('out of credit').waitVisible();

    openrouter.become('good');
    await press(row, 'Check');
    await row.text('works').waitVisible();
    await untilSays(screen, '“Changing” was checked: works\\.');
  });

  it('Edit changes name and environment, in every open page and for good', async () => {
    const { screen } = stage;
    const other = await openKeys(stage);
    await press(await keyNamed(screen, 'OpenRouter', 'Changing'), 'Edit');
    const dialog = screen.find('dialog', 'Edit key');
    await dialog.field('Name').fill('Studio <b>&amp;</b> “home”');
    await dialog.field('Environment').choose('Test');
    await press(dialog, 'Save');
    await dialog.waitGone();
    const renamed = await keyNamed(other, 'OpenRouter', 'Studio <b>&amp;</b> “home”');
    expect(await renamed.content()).toContain('Test');
    await other.close();
    await screen.reload();
    await keyNamed(screen, 'OpenRouter', 'Studio <b>&amp;</b> “home”');
  });

  it('Replace keeps the old secret until a new one is taken', async () => {
    const { screen, server } = stage;
    await add('anthropic', 'Writer');
    const hint = async () => /sk-ant-…\S{4}|sk-ant-\S*…\S{4}/.exec(await row.content())?.[0];
    const row = await keyNamed(screen, 'Anthropic', 'Writer');
    const before = await hint();
    await press(row, 'Edit');
    const dialog = screen.find('dialog', 'Edit key');
    await dialog.text('Replace secret').click();
    await dialog.field('API key').fill(caseOf('anthropic', 'wrong').fields.apiKey ?? '');
    await press(dialog, 'Check and replace');
    await untilSays(dialog.find('alert'), 'Anthropic rejects this key');
    await press(dialog, 'Close');
    await dialog.waitGone();
    expect(await hint()).toBe(before);
    expect(await verdictOf(row)).toBe('works');

    const { apiKey = '' } = server.credential('anthropic');
    await press(row, 'Edit');
    await dialog.text('Replace secret').click();
    await dialog.field('API key').fill(apiKey);
    await press(dialog, 'Check and replace');
    await dialog.waitGone();
    await untilSays(row, `…${apiKey.slice(-4)}`);
    server.forget();
    await press(row, 'Check');
    await server.hears(({ headers }) => headers['x-api-key'] === apiKey);
  });

  it('a rejected secret that replaces a default’s is no default any more', async () => {
    const { screen } = stage;
    await add('together', 'Only');
    const row = await keyNamed(screen, 'Together AI', 'Only');
    await untilSays(row, 'Default');
    await press(row, 'Edit');
    const dialog = screen.find('dialog', 'Edit key');
    await dialog.text('Replace secret').click();
    await dialog.field('API key').fill(caseOf('together', 'wrong').fields.apiKey ?? '');
    await press(dialog, 'Check and replace');
    await press(dialog, 'Save anyway');
    await dialog.waitGone();
    await row.text('rejected').waitVisible();
    expect(await row.content()).not.toContain('Default');
  });

  it('several keys of one service: the first is the default, until another is made it', async () => {
    const { screen } = stage;
    await add('groq', 'One');
    await add('groq', 'Two');
    await add('groq', 'Three');
    await untilSaved(screen, 'Groq', 3);
    const two = await keyNamed(screen, 'Groq', 'Two');
    await press(two, 'Make default');
    await untilSays(two, 'Default');
    await (await keyNamed(screen, 'Groq', 'One')).find('button', 'Make default').waitVisible();
  });

  it('Disable of the default asks which key is next; Enable takes nothing back silently', async () => {
    const { screen } = stage;
    await press(await keyNamed(screen, 'Groq', 'Two'), 'Disable');
    const dialog = screen.find('dialog', 'Disable the default key');
    await dialog.waitVisible();
    expect(await dialog.find('radio').count()).toBe(3);
    await dialog.find('radio', 'Three').click();
    await press(dialog, 'Disable');
    await dialog.waitGone();
    const two = await keyNamed(screen, 'Groq', 'Two');
    await untilSays(two, 'Disabled');
    await untilSays(await keyNamed(screen, 'Groq', 'Three'), 'Default');
    await press(two, 'Enable');
    await two.find('button', 'Disable').waitVisible();
    expect(await (await keyNamed(screen, 'Groq', 'Three')).content()).toContain('Default');
  });

  it('no next default is an answer too, and cancelling changes nothing', async () => {
    const { screen } = stage;
    await press(await keyNamed(screen, 'Groq', 'Three'), 'Disable');
    const dialog = screen.find('dialog', 'Disable the default key');
    await press(dialog, 'Cancel');
    await dialog.waitGone();
    await untilSays(await keyNamed(screen, 'Groq', 'Three'), 'Default');
    await press(await keyNamed(screen, 'Groq', 'Three'), 'Disable');
    await dialog.find('radio', 'None. I choose later.').click();
    await press(dialog, 'Disable');
    await dialog.waitGone();
    await untilSays(await keyNamed(screen, 'Groq', 'Three'), 'Disabled');
    const list = cardOf(screen, 'Groq').find('list', 'Groq keys');
    expect(await list.content()).not.toMatch(/ProductionDefault/);
  });

  it('Remove can be undone', async () => {
    const { screen } = stage;
    await press(await keyNamed(screen, 'Groq', 'One'), 'Remove');
    const card = cardOf(screen, 'Groq');
    await untilSays(card, '“One” was removed');
    await untilSaved(screen, 'Groq', 2);
    expect(await card.find('button', 'Undo').isFocused()).toBe(true);
    await press(card, 'Undo');
    await keyNamed(screen, 'Groq', 'One');
    await card.find('button', 'Undo').waitGone();
  });

  it('Remove of the default asks which key is next', async () => {
    const { screen } = stage;
    await press(await keyNamed(screen, 'Groq', 'Two'), 'Make default');
    await untilSays(await keyNamed(screen, 'Groq', 'Two'), 'Default');
    await press(await keyNamed(screen, 'Groq', 'Two'), 'Remove');
    const dialog = screen.find('dialog', 'Remove the default key');
    await dialog.find('radio', 'One').click();
    await press(dialog, 'Remove');
    await dialog.waitGone();
    await untilSays(await keyNamed(screen, 'Groq', 'One'), 'Default');
    await untilSaved(screen, 'Groq', 2);
  });

  it('what was removed, and added again meanwhile, is not there twice after Undo', async () => {
    const { screen, server } = stage;
    const credential = credentialOf('deepseek', server.credential('deepseek'));
    await addKey(screen, credential, { name: 'Original' });
    await press(await keyNamed(screen, 'DeepSeek', 'Original'), 'Remove');
    const card = cardOf(screen, 'DeepSeek');
    await card.find('button', 'Undo').waitVisible();
    await addKey(screen, credential, { name: 'Again' });
    await press(card, 'Undo');
    await untilSays(card.find('alert'), 'saved already.*“Again”');
    await untilSaved(screen, 'DeepSeek', 1);
  });

  it('a double click adds one key', async () => {
    const { screen, server } = stage;
    server.forget();
    // Its host was granted with the installation: such quick clicks of a script could not be asked about.
    const tripo = credentialOf('tripo', server.credential('tripo'));
    const dialog = await fillKey(screen, tripo, { name: 'Once' });
    await screen.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('dialog button[type=submit]');
      for (let times = 0; times < 3; times += 1) button?.click();
    });
    await dialog.waitGone();
    await untilSaved(screen, 'Tripo', 1);
    expect(server.heard.filter(({ standIn }) => standIn === 'tripo')).toHaveLength(1);
  });

  it('the second half of a double click does not act on what came under the pointer', async () => {
    const { screen } = stage;
    const row = await keyNamed(screen, 'Tripo', 'Once');
    await row.find('button', 'Disable').doubleClick();
    await row.find('button', 'Enable').waitVisible();
    await screen.reload();
    await (await keyNamed(screen, 'Tripo', 'Once')).find('button', 'Enable').waitVisible();

    const { fields } = caseOf('tripo', 'wrong');
    const dialog = await fillKey(screen, credentialOf('tripo', fields), { name: 'Wrong' });
    await dialog.find('button', 'Check and save').doubleClick();
    await dialog.find('button', 'Save anyway').waitVisible();
    expect(await savedKeys(screen, 'Tripo')).toBe(1);
    await press(dialog, 'Cancel');

    await screen.find('button', 'Lock').doubleClick();
    await screen.find('heading', 'Unlock Firekeep').waitVisible();
    await unlock(screen);
    await keyNamed(screen, 'Tripo', 'Once');
  });

  it('a page that closes in the middle of a check leaves a whole key', async () => {
    const { screen, server } = stage;
    const other = await openKeys(stage);
    const credential = credentialOf('replicate', server.credential('replicate', 'busy-with-wait'));
    server.forget();
    const dialog = await fillKey(other, credential, { name: 'Orphan' });
    await press(dialog, 'Check and save');
    await server.hears(({ standIn }) => standIn === 'replicate');
    await other.close();
    const row = await keyNamed(screen, 'Replicate', 'Orphan');
    expect(await verdictOf(row)).toBe('works');
  });

  it('sent each secret to its own provider alone, and logged nothing', async () => {
    stage.server.assertClean();
    await stage.browser.assertQuiet();
  });
});
