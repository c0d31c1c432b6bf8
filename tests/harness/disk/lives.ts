/** What people do before the thief comes: each leaves its traces, if there are any, and says what may not be found. */
import type { Browser } from '../browser';
import { addKey, cardOf, createVault, credentialOf, keysOf, lock } from '../journey';
import { makeWords, toSecurity } from '../recovery';
import type { Found, Screen } from '../screen';
import type { Server } from '../server';
import { readSession } from '../session';
import { kindOf } from '../wires';
import { typeEverywhere } from './typing';
import type { Words } from './words';

/** Before there is a vault. */
export async function begin(browser: Browser, words: Words): Promise<void> {
  const own = await browser.open('options.html');
  await own.find('heading', 'Create your vault').waitVisible();
  await typeAll(own, words, 'first run', 2);

  const suggested = await browser.open('options.html');
  await suggested.find('button', 'Suggest one').click();
  const list = suggested.find('list', 'Suggested passphrase');
  await list.waitVisible();
  const items = list.find('listitem');
  const six = [];
  for (let index = 0; index < (await items.count()); index += 1) six.push(await items.nth(index).content());
  words.add('suggested passphrase', six.join(' '));
  for (const label of ['Passphrase', 'Repeat passphrase']) await suggested.field(label).type(six.join(' '));
}

/** In front of a vault that is locked. */
export async function knock(browser: Browser, words: Words): Promise<void> {
  const options = await browser.open('options.html');
  const passphrase = words.fresh('passphrase');
  await createVault(options, passphrase);
  await toSecurity(options);
  words.add('recovery words', (await makeWords(options, passphrase)).join(' '));
  await lock(options);
  await options.field('Passphrase').type(words.fresh('wrong passphrase'));
  await options.find('button', 'Unlock').click();
  await options.find('alert').waitVisible();
  for (const page of ['popup.html', 'sidepanel.html']) {
    const screen = await browser.open(page);
    await screen.find('heading', 'Unlock Firekeep').waitVisible();
    await typeAll(screen, words, page, 1);
  }
  await options.find('button', 'Unlock').waitEnabled();
  await typeAll(options, words, 'options.html', 1);
  const recovering = await browser.open('options.html');
  await recovering.find('button', 'Use recovery words').click();
  await recovering.field('Recovery words').waitVisible();
  await typeAll(recovering, words, 'recovery words', 1);
}

const PROVIDERS = ['openrouter', 'twilio', 'mixpanel', 'sentry'];

/** A day's work: keys are added, looked at, copied, renamed, replaced and removed. */
export async function work(
  browser: Browser,
  server: Server,
  words: Words,
): Promise<{ readonly passphrase: string }> {
  const passphrase = words.fresh('passphrase');
  const screen = await browser.open('options.html#/keys');
  await createVault(screen, passphrase);
  for (const id of PROVIDERS) {
    const fields = server.credential(id);
    remember(words, id, fields);
    await addKey(screen, credentialOf(id, fields), { name: words.fresh(`name of ${id}`) });
  }
  const key = keysOf(screen, 'OpenRouter');

  await key.find('button', 'Reveal').click();
  await prove(screen, passphrase, 'Reveal');
  await screen.find('dialog').find('button', 'Hide').click();
  await key.find('button', 'Copy').click();
  await prove(screen, passphrase, 'Copy');
  await screen.find('dialog').waitGone();

  await key.find('button', 'Edit').click();
  await screen.find('dialog').field('Name').fill(words.fresh('new name'));
  await screen.find('dialog').find('button', 'Save').click();
  await screen.find('dialog').waitGone();

  const next = server.credential('openrouter');
  remember(words, 'openrouter, replaced', next, 'openrouter');
  await key.find('button', 'Edit').click();
  await replaceForm(screen);
  await screen
    .find('dialog')
    .field('API key')
    .fill(next.apiKey ?? '');
  await screen.find('dialog').find('button', 'Check and replace').click();
  await screen.find('dialog').waitGone();

  await keysOf(screen, 'Sentry').find('button', 'Remove').click();
  await cardOf(screen, 'Sentry').find('button', 'Undo').waitVisible();
  await rememberSession(screen, words);
  return { passphrase };
}

/** Leaves every dialog and form open in a tab of its own, with something typed into each of its fields. */
export async function leaveUnsaved(browser: Browser, words: Words): Promise<void> {
  const keys = async (place: string, fields: number, open: (screen: Screen) => Promise<unknown>) => {
    const screen = await browser.open('options.html#/keys');
    await cardOf(screen, 'OpenRouter').waitVisible();
    await open(screen);
    await typeAll(screen, words, place, fields);
  };
  const inDialog = (open: (screen: Screen) => Found) => async (screen: Screen) => {
    await open(screen).click();
    await screen.find('dialog').waitVisible();
  };
  await keys('search', 1, async () => undefined);
  for (const [provider, fields] of [
    ['OpenRouter', 2],
    ['Twilio', 3],
    ['AWS S3', 3],
  ] as const)
    await keys(
      `add ${provider}`,
      fields,
      inDialog((screen) => cardOf(screen, provider).find('button', 'Add key')),
    );
  for (const button of ['Reveal', 'Copy'])
    await keys(
      button,
      1,
      inDialog((screen) => keysOf(screen, 'OpenRouter').find('button', button)),
    );
  await keys('edit', 2, async (screen) => {
    await keysOf(screen, 'OpenRouter').find('button', 'Edit').click();
    await replaceForm(screen);
  });

  await keys(
    'import keys',
    1,
    inDialog((screen) => screen.find('button', 'Import keys')),
  );

  const backup = await browser.open('options.html#/backup');
  await backup.find('region', 'Import a backup').field('Backup passphrase').waitVisible();
  await typeAll(backup, words, 'backup', 2);
  const security = await browser.open('options.html#/security');
  await security.find('heading', 'Security').waitVisible();
  await security.field('Current passphrase').waitVisible();
  await typeAll(security, words, 'security', 4);
  const never = await browser.open('options.html#/security');
  await never.find('radio', 'Never until the browser closes').click();
  await never.find('dialog').waitVisible();
  await typeAll(never, words, 'never lock', 1);
}

async function typeAll(screen: Screen, words: Words, place: string, atLeast: number): Promise<void> {
  const count = await typeEverywhere(screen, words, place);
  if (count < atLeast) throw new Error(`${place} has ${count} fields, not ${atLeast}`);
}

async function prove(screen: Screen, passphrase: string, button: string): Promise<void> {
  const dialog = screen.find('dialog');
  await dialog.field('Passphrase').fill(passphrase);
  await dialog.find('button', button).click();
}

async function replaceForm(screen: Screen): Promise<void> {
  const dialog = screen.find('dialog');
  await dialog.text('Replace secret').click();
  await dialog.field('API key').waitVisible();
}

/** What a person typed: secrets and identifiers, but no region out of a list. */
function remember(words: Words, label: string, fields: Readonly<Record<string, string>>, id = label): void {
  for (const field of kindOf(id, undefined)?.fields ?? []) {
    const value = fields[field.name];
    if (value !== undefined && !field.choices) words.add(`${field.name} of ${label}`, value);
  }
}

/** The subkeys of the open vault, which are in memory and nowhere else. */
async function rememberSession(screen: Screen, words: Words): Promise<void> {
  const kept = JSON.stringify(await readSession(screen));
  const keys = [...kept.matchAll(/"([A-Za-z0-9+/_-]{43}=?)"/g)].map(([, text]) => text ?? '');
  if (keys.length < 2) throw new Error('session memory should hold two subkeys');
  for (const text of keys) words.add('subkey', Buffer.from(text, 'base64'));
}
