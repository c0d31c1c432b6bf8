/** What a day with the books leaves behind: an answer, its cost, a budget, a search, a backup out and in, other ways in. */
import { join } from 'node:path';
import { plugIn } from '../authenticator';
import type { Browser } from '../browser';
import type { Chromium } from '../chromium';
import { catchDownloads } from '../downloads';
import { mustAsk } from '../messages';
import { BACKUP_PASSPHRASE, writeBackupFile } from '../planted-backup';
import { makeWords, prove, toSecurity } from '../recovery';
import { readRows } from '../rows';
import type { Screen } from '../screen';
import type { Server } from '../server';
import { until } from '../until';
import type { Words } from './words';

/** Dollars that nothing else in the world comes to, and the same as it is counted. */
const COST = { usd: '481927.51928374', e8: '48192751928374' };
const LIMIT = { usd: '731829.19283746', e8: '73182919283746' };

interface Day {
  readonly browser: Browser;
  readonly server: Server;
  readonly words: Words;
  readonly passphrase: string;
}

const isChromium = (browser: Browser): browser is Chromium => browser.name === 'chromium';

export async function keepBooks(day: Day): Promise<void> {
  const { browser, words } = day;
  const prompt = await askSomething(day);
  for (const [what, { usd, e8 }] of Object.entries({ 'the cost': COST, 'the budget': LIMIT })) {
    words.add(what, usd);
    words.add(`${what}, counted`, e8);
  }
  const screen = await browser.open('options.html#/usage');
  await setBudget(screen);
  await search(screen, words, prompt);
  await moveByBackup(day, screen);
  await addWays(day, screen);
  await assertBare(screen);
  await screen.close();
}

async function askSomething({ browser, words }: Day): Promise<string> {
  const popup = await browser.open('popup.html');
  await mustAsk(popup, 'models/refresh', { provider: 'openrouter', make: 'text', isForced: true });
  await popup.find('combobox', 'Model').waitVisible();
  const prompt = words.fresh('prompt');
  const answer = words.fresh('answer');
  await popup.field('Prompt').fill(`${prompt} say="${answer}"`);
  await popup.find('button', 'Generate').click();
  const results = popup.find('list', 'Results');
  await results.text(answer).waitVisible();
  await results.find('progressbar').waitGone();
  await popup.close();
  return prompt;
}

async function setBudget(screen: Screen): Promise<void> {
  await screen.find('button', 'Add budget').click();
  await screen.field(/^At most/).fill(LIMIT.usd);
  await screen.find('button', 'Save').click();
  await screen.find('dialog').waitGone();
}

async function search(screen: Screen, words: Words, prompt: string): Promise<void> {
  await screen.goto('options.html#/library');
  const box = screen.find('searchbox', 'Search prompts and answers');
  const items = screen.find('list', 'Results').find('listitem');
  await items.nth(0).waitVisible();
  await box.fill(words.fresh('search'));
  await until(async () => (await items.count()) === 0, { what: 'nothing to be found' });
  await box.fill(prompt.slice(0, 8));
  await until(async () => (await items.count()) === 1, { what: 'the answer to be found' });
}

async function moveByBackup({ browser, server, words, passphrase }: Day, screen: Screen): Promise<void> {
  const downloads = await catchDownloads(browser);
  try {
    await screen.goto('options.html#/backup');
    const making = screen.find('region', 'Make a backup');
    await making.field('Backup passphrase').type(words.fresh('backup passphrase'));
    await making.find('button', 'Export backup').click();
    const dialog = screen.find('dialog', 'Export backup');
    await prove(dialog, 'Export backup', passphrase);
    await making.find('status').waitVisible();
    const made = await downloads.next();
    const other = join(made, '..', 'other.firekeep');
    const provider = 'groq';
    const fields = server.credential(provider);
    words.add('key of a backup', fields.apiKey ?? '');
    words.add('passphrase of another backup', BACKUP_PASSPHRASE);
    const prompt = words.fresh('prompt of a backup');
    await writeBackupFile(other, { results: 1, chunksEach: 1, provider, fields, prompt, usd: COST.usd });
    const reading = screen.find('region', 'Import a backup');
    await reading.field('Backup file').attach(other);
    await reading.field('Backup passphrase').type(BACKUP_PASSPHRASE);
    await reading.find('button', 'Import backup').click();
    await reading
      .find('status')
      .text(/^Imported 1 key, 1 result, 1 file/)
      .waitVisible();
  } finally {
    downloads.clear();
  }
}

async function addWays({ browser, words, passphrase }: Day, screen: Screen): Promise<void> {
  await toSecurity(screen);
  words.add('recovery words', (await makeWords(screen, passphrase)).join(' '));
  if (!isChromium(browser)) return;
  const page = browser.context.pages().find((open) => open.url().includes('#/security'));
  if (!page) throw new Error('no page of ours');
  const authenticator = await plugIn(page, { hasPrf: true });
  await screen.find('button', 'Add a passkey').click();
  const dialog = screen.find('dialog', 'Add a passkey');
  await prove(dialog, 'Go on', passphrase);
  await dialog.field('Name').type(words.fresh('name of a passkey'));
  await dialog.find('button', 'Create passkey').click();
  await screen.text(/^Passkey “.* added$/).waitVisible();
  await authenticator.unplug();
}

/** Later than any number of rows or bytes, and before any day of ours. */
const EARLIEST_MS = Date.UTC(2001, 0);
const HOST = /[a-z0-9-]+\.(ai|com|io|dev|net|org)\b/;
const DATE = /\d{4}-\d\d-\d\d/;

/** What our own tables say in the open names no host and no day on which anything was done. */
async function assertBare(screen: Screen): Promise<void> {
  for (const [table, rows] of Object.entries((await readRows(screen)) ?? {}))
    for (const row of rows)
      for (const [field, value] of Object.entries(row)) {
        if (value instanceof Uint8Array) continue;
        const text = JSON.stringify(value);
        const isDay = typeof value === 'number' && value >= EARLIEST_MS / 1000;
        if (isDay || HOST.test(text) || DATE.test(text))
          throw new Error(`${table}.${field} says ${text} in the open`);
      }
}
