/** The other ways in, as people go them: words off paper in both browsers, a passkey where a browser has them. */
import { validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Authenticator, askInPage, plugIn } from '../harness/authenticator';
import { bothBrowsers } from '../harness/browser';
import { type Chromium, launchChromium } from '../harness/chromium';
import { searchProfile, tellFinding } from '../harness/disk/search';
import { Words } from '../harness/disk/words';
import { lock, unlock, untilOpen } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { pictureFailures } from '../harness/pictures';
import { plantVault } from '../harness/planted';
import { makeWords, prove, toSecurity } from '../harness/recovery';
import type { Screen } from '../harness/screen';
import { setStage } from './stage';

const NEXT = 'velvet harbor drum pencil orange glacier';

/** One in sixteen fits by chance, and is tried as it is. */
const isUnfit = (typed: readonly string[]) => !validateMnemonic(typed.join(' '), wordlist);

describe.each(bothBrowsers)('recovery words in %s', (name) => {
  const stage = setStage(name);

  const tryWords = async (typed: string, said: string) => {
    await stage.screen.field('Recovery words').fill(typed);
    await stage.screen.find('button', 'Next').click();
    await stage.screen.text(said).waitVisible();
  };

  it('open the vault and set a new passphrase; a slip is told by its place', async () => {
    const { screen } = stage;
    await plantVault(screen);
    await toSecurity(screen);
    const paper = await makeWords(screen);
    await lock(screen);
    await screen.find('button', 'Use recovery words').click();
    await tryWords(paper.slice(1).join(' '), 'There must be twelve words');
    await tryWords(['bicycles', ...paper.slice(1)].join(' '), 'Word 1 is not on the list');
    const wrong = wordlist.map((word) => paper.with(0, word)).find(isUnfit) ?? [];
    await tryWords(wrong.join(' '), 'Word 1 is wrong');
    const swaps = paper.map((word, at) => paper.with(0, word).with(at, paper[0] ?? ''));
    const other = swaps.findIndex(isUnfit);
    await tryWords(swaps[other]?.join(' ') ?? '', `Words 1 and ${other + 1} have changed places`);
    const short = paper.map((word) => word.slice(0, 4).toUpperCase());
    await tryWords(short.join('   '), 'Choose a new passphrase');
    await screen.field('New passphrase').fill(NEXT);
    await screen.field('Repeat new passphrase').fill(NEXT);
    await screen.find('button', 'Set passphrase and unlock').click();
    await untilOpen(screen);
    await lock(screen);
    await unlock(screen, NEXT);
  });

  it('stand on a page of which nothing moves once it is there', async () => {
    await stage.screen.goto('options.html#/keys');
    await stage.screen.find('heading', 'Keys').waitVisible();
    const tops = await stage.screen.evaluate(watchHeadings);
    expect(Object.keys(tops)).toHaveLength(8);
    for (const [heading, seen] of Object.entries(tops)) expect([heading, seen.length]).toEqual([heading, 1]);
  });

  it('are said to be the one other way where there is no passkey', async () => {
    await toSecurity(stage.screen);
    const add = stage.screen.find('button', 'Add a passkey');
    const why = stage.screen.text(
      /^Not available in Firefox\. Here an extension can only use the passkeys of a website/,
    );
    await (name === 'firefox' ? why : add).waitVisible();
    expect(await (name === 'firefox' ? add : why).count()).toBe(0);
  });
});

describe('a passkey in Chromium', () => {
  let browser: Chromium;
  let screen: Screen;
  let authenticator: Authenticator;

  const plug = async (hasPrf: boolean) => {
    await authenticator?.unplug();
    const page = browser.context.pages().find((open) => open.url().startsWith(browser.origin));
    if (!page) throw new Error('no page of ours');
    authenticator = await plugIn(page, { hasPrf });
  };
  beforeAll(async () => {
    browser = await launchChromium();
    screen = await browser.open('options.html#/keys');
  });
  beforeEach(async () => {
    await plantVault(screen);
    await toSecurity(screen);
  });
  afterAll(() => browser.close());
  pictureFailures(() => browser);

  const begin = async (called: string) => {
    await screen.find('button', 'Add a passkey').click();
    const dialog = screen.find('dialog', 'Add a passkey');
    await prove(dialog, 'Go on');
    await dialog.field('Name').fill(called);
    await dialog.find('button', 'Create passkey').click();
    return dialog;
  };
  const waysIn = async () =>
    (
      await mustAsk<{ unlockers: { kind: string; credential?: string; salt?: string }[] }>(
        screen,
        'vault/state',
      )
    ).unlockers;

  it('that keeps no secrets for others is told, and nothing is kept', async () => {
    await plug(false);
    const dialog = await begin('Old key');
    await dialog.text('This passkey cannot open a vault').waitVisible();
    expect(await waysIn()).toHaveLength(1);
    await dialog.find('button', 'Cancel').click();
  });

  it('opens the vault, proves where the passphrase would, and does neither once it is removed', async () => {
    await plug(true);
    await begin('My laptop');
    await screen.text('Passkey “My laptop” added').waitVisible();
    await lock(screen);

    await screen.find('button', 'Unlock with a passkey').click();
    await untilOpen(screen);

    await screen.find('radio', 'Never until the browser closes').click();
    await screen.find('dialog').find('button', 'Use a passkey').click();
    await screen.find('dialog').waitGone();
    await screen.find('button', 'Add a passkey').click();
    await prove(screen.find('dialog'), 'Go on');
    await screen.find('dialog').field('Name').fill('The same again');
    await screen.find('dialog').find('button', 'Create passkey').click();
    await screen.text('There is a passkey on this device already').waitVisible();
    await screen.find('dialog').find('button', 'Cancel').click();

    const change = screen.find('region', 'Change passphrase');
    await change.field('New passphrase').fill(NEXT);
    await change.field('Repeat new passphrase').fill(NEXT);
    await change.find('button', 'Use a passkey').click();
    await screen.text('Passphrase changed').waitVisible();

    // A finger that is not known: after a few tries the authenticator gives up, for good.
    await authenticator.setVerified(false);
    await screen.find('button', 'Remove My laptop').click();
    await screen.find('dialog').find('button', 'Use a passkey').click();
    await screen.text(/^No passkey was used/).waitVisible();
    expect(await screen.find('alert').count()).toBe(0);
    await prove(screen.find('dialog'), 'Remove', NEXT);
    await screen.find('dialog').waitGone();
    await lock(screen);
    await screen.find('button', 'Unlock').waitVisible();
    expect(await screen.find('button', 'Unlock with a passkey').count()).toBe(0);
    await unlock(screen, NEXT);
  });

  it('leaves neither its answer nor its name on the disk', async () => {
    await plug(true);
    const words = new Words();
    await begin(words.fresh('its name'));
    await screen.text(/^Passkey “.* added$/).waitVisible();
    const [way] = (await waysIn()).filter(({ kind }) => kind === 'passkey');
    const asked = { credential: way?.credential ?? '', salt: way?.salt ?? '' };
    words.add('its answer', Buffer.from(await screen.evaluate(askInPage, asked), 'base64'));
    await lock(screen);
    await screen.find('button', 'Unlock with a passkey').click();
    await untilOpen(screen);
    await browser.kill();
    expect(searchProfile(browser.profile, words.all).map(tellFinding)).toEqual([]);
  });
});

/** In a page: goes to Security, and tells where each heading stood in every frame until nothing more is counted. */
async function watchHeadings(): Promise<Record<string, number[]>> {
  const tops: Record<string, number[]> = {};
  location.hash = '#/security';
  for (let still = 0; still < 30; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    // For a moment the page that is left still stands there.
    const isThere = document.querySelector('h1')?.textContent === 'Security';
    const headings = isThere ? [...document.querySelectorAll('section > h2')] : [];
    for (const heading of headings) {
      const name = heading.textContent ?? '';
      const top = Math.round(heading.getBoundingClientRect().top);
      tops[name] = [...new Set([...(tops[name] ?? []), top])];
    }
    const isCounting = document.body.textContent?.includes('counting') ?? true;
    still = headings.length > 0 && !isCounting ? still + 1 : 0;
  }
  return tops;
}
