/** One unlock opens every page, one lock closes every page, and the vault locks by itself when it should. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Browser, bothBrowsers } from '../harness/browser';
import { credentialOf, fillKey, keysOf, lock, PASSPHRASE, unlock, untilOpen } from '../harness/journey';
import { ask, mustAsk } from '../harness/messages';
import { plantKey, plantVault } from '../harness/planted';
import { readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { changeOpenRecord, readSession, requireOpenRecord } from '../harness/session';
import { until } from '../harness/until';
import { setBrowser } from './stage';

const PAGES = ['options.html#/keys', 'popup.html', 'sidepanel.html'] as const;
const NAME = 'Heirloom';
const MINUTE_MS = 60_000;

describe.each(bothBrowsers)('%s', (name) => {
  let server: Server;
  let browser: Browser;
  let screen: Screen;
  let others: Screen[];
  let keyId: string;
  let secret: string;

  const running = setBrowser(name, (started) => {
    ({ server, browser } = started);
  });
  beforeEach(async () => {
    screen = await browser.open('options.html#/keys');
    await plantVault(screen);
    const fields = server.credential('openrouter');
    secret = fields.apiKey ?? '';
    keyId = await plantKey(screen, 'openrouter', fields, NAME);
    await screen.goto('options.html#/keys');
    await screen.text(NAME).waitVisible();
    others = [];
  });
  afterEach(async () => {
    for (const open of [screen, ...others]) await open.close();
  });

  const openOthers = async () => {
    for (const page of PAGES) others.push(await browser.open(page));
  };
  const untilAllLocked = async () => {
    for (const open of [screen, ...others]) await open.find('heading', 'Unlock Firekeep').waitVisible();
  };
  const untilSessionEmpty = () =>
    until(
      async () => {
        const keys = Object.entries(await readSession(screen)).filter(([, value]) =>
          /"[A-Za-z0-9+/]{43}="/.test(JSON.stringify(value)),
        );
        if (keys.length > 0)
          throw new Error(keys.map(([kept, { lockAtMs }]) => `${kept}, until ${lockAtMs}`).join('; '));
        return true;
      },
      { what: 'session memory to hold no key' },
    );

  /** A page that has only just opened tells the background that somebody is there: it was heard before this answers. */
  const untilHeard = async () => {
    for (const open of [screen, ...others]) {
      await untilOpen(open);
      await mustAsk(open, 'vault/state');
    }
  };

  it('opens every page at once, and locks every page at once', async () => {
    await openOthers();
    await lock(screen);
    await untilAllLocked();
    await untilSessionEmpty();
    const popup = others[1];
    if (!popup) throw new Error('no popup');
    await unlock(popup);
    for (const open of [screen, ...others]) await untilOpen(open);
    await screen.text(NAME).waitVisible();
    await popup.find('button', 'Lock').click();
    await untilAllLocked();
  });

  it('leaves nothing of a key in any page, also out of dialogs that were open', async () => {
    await openOthers();
    const [adding, popup, panel] = others;
    if (!adding || !popup || !panel) throw new Error('no pages');
    await keysOf(screen, 'OpenRouter').find('button', 'Reveal').click();
    const revealing = screen.find('dialog', 'Reveal secret');
    await revealing.field('Passphrase').fill(PASSPHRASE);
    await revealing.find('button', 'Reveal').click();
    await revealing.text(secret).waitVisible();
    const other = server.credential('openrouter').apiKey ?? '';
    await fillKey(adding, credentialOf('openrouter', { apiKey: other }), { name: 'Halfway' });
    await panel.find('button', 'Lock').click();
    await untilAllLocked();
    for (const open of [screen, ...others]) {
      const left = await open.evaluate(() =>
        [
          document.title,
          document.documentElement.outerHTML,
          ...[...document.querySelectorAll('input, textarea')].map(
            (field) => (field as HTMLInputElement).value,
          ),
        ].join('\n'),
      );
      for (const text of [NAME, 'Halfway', secret, other, secret.slice(-4), PASSPHRASE])
        expect(left).not.toContain(text);
      expect(await open.find('dialog').count()).toBe(0);
    }
  });

  it('locks when its time has come, also when the worker was stopped meanwhile', async () => {
    await openOthers();
    await untilHeard();
    await browser.killWorker();
    await changeOpenRecord(screen, { lockAtMs: Date.now() + 500 });
    await untilAllLocked();
    await untilSessionEmpty();
    expect(await ask(screen, 'keys/check', { id: keyId })).toMatchObject({ problem: { code: 'locked' } });
  });

  it('locks when its time has come and no page is looking', async () => {
    await untilHeard();
    // A page of ours in which none of our programs runs.
    await screen.goto('icon.svg');
    await browser.killWorker();
    await changeOpenRecord(screen, { lockAtMs: Date.now() - 1 });
    await screen.evaluate(() => {
      const { chrome } = globalThis as unknown as {
        chrome: { alarms: { create(name: string, when: object): Promise<void> } };
      };
      return chrome.alarms.create('auto-lock', { when: Date.now() });
    });
    await untilSessionEmpty();
  });

  it('locks when the clock went back', async () => {
    await untilHeard();
    await browser.killWorker();
    await changeOpenRecord(screen, {
      seenMs: Date.now() + 10 * MINUTE_MS,
      lockAtMs: Date.now() + 60 * MINUTE_MS,
    });
    await untilAllLocked();
    await untilSessionEmpty();
  });

  it('stays open when only the worker was stopped, and keeps its lock time', async () => {
    await untilHeard();
    const before = await requireOpenRecord(screen);
    await browser.killWorker();
    expect(await mustAsk(screen, 'vault/state')).toMatchObject({ state: 'open' });
    expect(await requireOpenRecord(screen)).toEqual(before);
  });

  it('counts a person as use, and a check not', async () => {
    await untilHeard();
    const before = await requireOpenRecord(screen);
    await mustAsk(screen, 'keys/check', { id: keyId });
    expect(await requireOpenRecord(screen)).toEqual(before);
    others.push(await browser.open('popup.html'));
    await until(async () => ((await requireOpenRecord(screen)).lockAtMs ?? 0) > (before.lockAtMs ?? 0), {
      what: 'a page that somebody opened to count as use',
    });
  });

  it('locks in the middle of a check, which then changes nothing', async () => {
    const slow = server.credential('tripo', 'slow');
    const id = await plantKey(screen, 'tripo', slow, 'Slow');
    const before = await readRows(screen);
    const checking = ask(screen, 'keys/check', { id });
    await server.hears(({ host }) => host.includes('tripo'));
    await mustAsk(screen, 'vault/lock');
    expect(await checking).toMatchObject({ problem: { code: 'locked' } });
    expect(await readRows(screen)).toEqual(before);
    await screen.find('heading', 'Unlock Firekeep').waitVisible();
  });

  it('takes a new lock time at once, and keeps it through a restart', async () => {
    await screen.goto('options.html#/security');
    await screen.find('radio', '5 minutes').click();
    await until(
      async () => {
        const { lockAtMs, seenMs } = await requireOpenRecord(screen);
        return lockAtMs === seenMs + 5 * MINUTE_MS;
      },
      { what: 'the new lock time' },
    );
    await screen.find('radio', 'Never until the browser closes').click();
    const dialog = screen.find('dialog', 'Never lock by itself?');
    await dialog.field('Passphrase').fill(PASSPHRASE);
    await dialog.find('button', 'Never lock by itself').click();
    await until(async () => (await requireOpenRecord(screen)).lockAtMs === null, { what: 'never' });

    browser = await browser.relaunch();
    running.browser = browser;
    others = [];
    screen = await browser.open('options.html#/security');
    expect(await readSession(screen)).toEqual({});
    await unlock(screen);
    expect((await requireOpenRecord(screen)).lockAtMs).toBe(null);
    await until(() => screen.find('radio', 'Never until the browser closes').isChecked(), {
      what: 'the choice',
    });
  });

  it('slows wrong tries down, also after a reload and without the worker, and forgets them after a right one', async () => {
    const tryWrong = async () => {
      await screen.field('Passphrase').fill('not the passphrase');
      await screen.find('button', 'Unlock').click();
      await screen.find('alert').text('Wrong passphrase').waitVisible();
      expect(await screen.find('button', 'Unlock').isEnabled()).toBe(false);
    };
    const waitMs = async () => (await mustAsk<{ waitMs: number }>(screen, 'vault/state')).waitMs;
    const button = screen.find('button', 'Unlock');
    await lock(screen);
    await tryWrong();
    expect(await waitMs()).toBeLessThanOrEqual(1000);
    await button.waitEnabled();
    await tryWrong();
    await setTries(screen, { wrong: 5, atMs: Date.now() });
    await browser.killWorker();
    await screen.reload();
    await screen.text(/^Try again in 1\d s\.$/).waitVisible();
    expect(await button.isEnabled()).toBe(false);
    const [unlocker] = (
      await mustAsk<{ unlockers: { id: string; kdf: { salt: string } }[] }>(screen, 'vault/state')
    ).unlockers;
    const proof = { unlockerId: unlocker?.id, salt: unlocker?.kdf.salt, kek: `${'A'.repeat(43)}=` };
    expect(await ask(screen, 'vault/unlock', proof)).toMatchObject({ problem: { code: 'too-many-tries' } });
    await setTries(screen, { wrong: 5, atMs: Date.now() - 15_500 });
    await screen.reload();
    await button.waitEnabled();
    await unlock(screen);
    await lock(screen);
    await tryWrong();
    expect(await waitMs()).toBeLessThanOrEqual(1000);
  });
});

/** As if that many wrong tries had been made in a row, the last one then. */
const setTries = (screen: Screen, tries: { wrong: number; atMs: number }): Promise<void> =>
  screen.evaluate(
    (items) =>
      (
        globalThis as unknown as { chrome: { storage: { local: { set(items: object): Promise<void> } } } }
      ).chrome.storage.local.set(items),
    { tries: { ...tries, failedUnlocks: tries.wrong } },
  );
