/** Nothing is said to the console, by any page or by the background, whatever a person does and whatever fails. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { type Altered, alterBuild } from '../harness/altered';
import { type Browser, bothBrowsers, launch } from '../harness/browser';
import { type FaultName, faultNames } from '../harness/faults';
import { allowAllHosts } from '../harness/hosts';
import {
  addKey,
  cardOf,
  createVault,
  credentialOf,
  keysOf,
  lock,
  PASSPHRASE,
  unlock,
} from '../harness/journey';
import { ask } from '../harness/messages';
import type { Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { until } from '../harness/until';
import { kindOf } from '../harness/wires';
import { KEYS, setBrowser } from './stage';

const NEXT_PASSPHRASE = 'seven quiet barrels under an orange bridge';
const WEAK = 'aaaaaaaa';

describe.each(bothBrowsers)('the console of %s', (name) => {
  let server: Server;
  let browser: Browser;
  let screen: Screen;

  setBrowser(name, (running) => {
    ({ server, browser } = running);
  });
  beforeAll(async () => {
    // Chromium collects the background's errors from here on: let it begin anew.
    await browser.killWorker();
    screen = await browser.open(KEYS);
  });

  it('stays empty when a vault is refused, created, locked, unlocked', async () => {
    for (const label of ['Passphrase', 'Repeat passphrase']) await screen.field(label).fill(WEAK);
    await screen.find('button', 'Create vault').click();
    await screen.text(/too easy|adds nearly nothing/).waitVisible();
    await screen.find('button', 'Suggest one').click();
    await createVault(screen);
    await lock(screen);
    await screen.field('Passphrase').fill('not this one');
    await screen.find('button', 'Unlock').click();
    await screen.find('alert').waitVisible();
    await screen.find('button', 'Unlock').waitEnabled();
    await unlock(screen);
    await browser.assertQuiet();
  });

  it('stays empty when keys are added, refused, shown, changed and removed', async () => {
    for (const id of ['openrouter', 'twilio']) await addKey(screen, credentialOf(id, server.credential(id)));
    const rejected = { apiKey: `sk-or-v1-${'0123456789abcdef'.repeat(4)}` };
    await addKey(screen, credentialOf('openrouter', rejected), { name: 'Rejected', anyway: true });
    const key = keysOf(screen, 'Twilio');
    for (const button of ['Reveal', 'Copy']) {
      await key.find('button', button).click();
      await prove('not this one', button);
      await screen.find('dialog').find('alert').waitVisible();
      await screen.find('dialog').find('button', button).waitEnabled();
      await prove(PASSPHRASE, button);
      if (button === 'Reveal') await screen.find('dialog').find('button', 'Hide').click();
      await screen.find('dialog').waitGone();
    }
    await key.find('button', 'Edit').click();
    await screen.find('dialog').field('Name').fill('Renamed');
    await screen.find('dialog').find('button', 'Save').click();
    await key.text('Renamed').waitVisible();
    await key.find('button', 'Disable').click();
    await key.find('button', 'Enable').click();
    await key.find('button', 'Check').click();
    await key.find('button', 'Remove').click();
    await cardOf(screen, 'Twilio').find('button', 'Undo').click();
    await key.text('Renamed').waitVisible();
    await screen.find('button', 'Check all').click();
    await screen.text(/^All checked/).waitVisible();
    await browser.assertQuiet();
  });

  it('stays empty whatever goes wrong at a provider', async () => {
    await allowAllHosts(browser, screen);
    const verdicts = await Promise.all(faultNames.map((fault) => checkWith('together', fault)));
    expect(new Set(verdicts)).toContain('unreachable');
    await browser.assertQuiet();
  });

  it('stays empty when the background dies, also in the middle of a check', async () => {
    const checking = checkWith('groq', 'slow').catch(() => 'nothing');
    await server.hears(({ standIn }) => standIn === 'groq');
    await browser.killWorker();
    expect(await checking).toBe('nothing');
    await screen.reload();
    server.forget();
    await keysOf(screen, 'Twilio').find('button', 'Check').click();
    await server.hears(({ standIn }) => standIn === 'twilio');
    await browser.assertQuiet();
  });

  it('stays empty in the other pages, and when everything is changed and erased', async () => {
    for (const page of ['popup.html', 'sidepanel.html']) {
      const other = await browser.open(page);
      await other.find('button', 'Lock').waitVisible();
      await other.close();
    }
    await screen.goto('options.html#/security');
    await screen.find('radio', '5 minutes').click();
    await screen.find('radio', 'Never until the browser closes').click();
    await prove(PASSPHRASE, 'Never lock by itself');
    await screen.find('dialog').waitGone();
    await screen.field('Current passphrase').fill(PASSPHRASE);
    for (const label of ['New passphrase', 'Repeat new passphrase'])
      await screen.field(label).fill(NEXT_PASSPHRASE);
    await screen.find('button', 'Change passphrase').click();
    await screen.text('Passphrase changed').waitVisible();
    await screen.field('Type “erase everything” to confirm').fill('erase everything');
    await screen.find('button', 'Erase everything').click();
    await screen.find('heading', 'Create your vault').waitVisible();
    await browser.assertQuiet();
  });

  async function prove(passphrase: string, button: string): Promise<void> {
    await screen.find('dialog').field('Passphrase').fill(passphrase);
    await screen.find('dialog').find('button', button).click();
  }

  async function checkWith(provider: string, fault: FaultName): Promise<string> {
    const reply = await ask(screen, 'keys/add', {
      id: newId(),
      provider,
      kind: kindOf(provider, undefined)?.id,
      fields: server.credential(provider, fault),
      name: fault,
      environment: 'test',
    });
    if (!reply.ok) throw new Error(JSON.stringify(reply.problem));
    return (reply.value as { readonly report: { readonly verdict: string } }).report.verdict;
  }
});

/** Everything that a browser tells the console, said by a page and by the background as soon as they are asked to. */
const noise = (who: string) => `chrome.storage.onChanged.addListener((changes) => {
  if (!('noise' in changes)) return;
  console.log('${who} logs');
  console.debug('${who} debugs');
  console.error('${who} complains');
  setTimeout(() => { throw new Error('${who} throws'); });
  setTimeout(async () => { throw new Error('${who} rejects'); });
  fetch('https://undeclared.test/${who}').catch(() => undefined);
});`;
const LINES = ['logs', 'debugs', 'complains', 'throws', 'rejects'];
const WHO = ['page', 'background'];

describe.each(bothBrowsers)('a program that is not quiet in %s', (name) => {
  let altered: Altered;
  let browser: Browser;

  beforeAll(async () => {
    altered = alterBuild(name)
      .append('background.js', `;${noise('background')}`)
      .write('noise.js', noise('page'));
    const page = readFileSync(join(altered.folder, 'options.html'), 'utf8');
    const script = '<script src="/noise.js"></script><p style="color: red">styled in its own tag</p>';
    altered.write('options.html', page.replace('</body>', `${script}</body>`));
    browser = await launch(name, { extension: altered.folder });
  });
  afterAll(async () => {
    await browser?.close();
    altered?.clear();
  });

  it('is heard', async () => {
    const screen = await browser.open('options.html');
    await screen.evaluate(() => {
      const { chrome } = globalThis as unknown as {
        readonly chrome: { readonly storage: { readonly local: { set(values: object): Promise<void> } } };
      };
      return chrome.storage.local.set({ noise: 1 });
    });
    const wanted = [
      ...WHO.flatMap((who) => LINES.map((line) => `${who} ${line}`)),
      ...WHO.map((who) => `https://undeclared.test/${who}`),
      'style-src',
    ];
    await until(
      async () => {
        const all = (await browser.logged()).map(({ text }) => text).join('\n');
        const missing = wanted.filter((text) => !all.includes(text));
        if (missing.length > 0) throw new Error(`not heard: ${missing.join(', ')}`);
        return true;
      },
      { what: 'everything to be heard' },
    );
    await expect(browser.assertQuiet()).rejects.toThrow('The console should be empty');
  });
});
