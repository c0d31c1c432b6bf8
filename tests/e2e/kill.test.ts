/**
 * Power cuts: at the very moment in which a person reads that something is done, and at random ones (a short round
 * of what `npm run torture` does for long; `FIREKEEP_SEED` repeats it).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Browser, bothBrowsers } from '../harness/browser';
import { addKey, createVault, credentialOf, keysOf, unlock } from '../harness/journey';
import { ask } from '../harness/messages';
import type { Screen } from '../harness/screen';
import { type Server, startServer } from '../harness/server';
import { Chance, chosenSeed } from '../torture/chance';
import { Life } from '../torture/life';
import { setStage } from './stage';

const OLD = 'orbit velvet cactus lantern';
const NEW = 'copper thistle maple wander';
const ROUNDS = 8;

describe.each(bothBrowsers)('%s', (name) => {
  let server: Server;
  let browser: Browser;
  let screen: Screen;

  const stage = setStage(name, (running) => {
    ({ server, browser, screen } = running);
  });

  const cutPower = async () => {
    await browser.kill();
    browser = await browser.relaunch();
    stage.browser = browser;
    screen = await browser.open('options.html#/keys');
  };

  it('a vault that was shown as open is there', async () => {
    await createVault(screen, OLD);
    await cutPower();
    await unlock(screen, OLD);
  });

  it('a key that was shown as saved is there, and its secret too', async () => {
    await addKey(screen, credentialOf('openrouter', server.credential('openrouter')), { name: 'Mine' });
    await keysOf(screen, 'OpenRouter').text('Mine').waitVisible();
    await cutPower();
    await unlock(screen, OLD);
    await keysOf(screen, 'OpenRouter').text('Mine').waitVisible();
    server.forget();
    await keysOf(screen, 'OpenRouter').find('button', 'Check').click();
    await server.hears(({ host, answeredBy }) => host === 'openrouter.ai' && answeredBy === 'good');
  });

  it('a passphrase that was called changed is the only one', async () => {
    await screen.goto('options.html#/security');
    await screen.field('Current passphrase').fill(OLD);
    await screen.field('New passphrase').fill(NEW);
    await screen.field('Repeat new passphrase').fill(NEW);
    await screen.find('button', 'Change passphrase').click();
    await screen.text('Passphrase changed').waitVisible();
    await cutPower();
    await screen.field('Passphrase').fill(OLD);
    await screen.find('button', 'Unlock').click();
    await screen.find('alert').text('Wrong passphrase').waitVisible();
    await screen.find('button', 'Unlock').waitEnabled();
    await unlock(screen, NEW);
    await keysOf(screen, 'OpenRouter').text('Mine').waitVisible();
  });

  it('a key that was shown as removed does not come back, and an erased vault neither', async () => {
    await keysOf(screen, 'OpenRouter').find('button', 'Remove').click();
    await screen.find('button', 'Undo').waitVisible();
    await cutPower();
    await unlock(screen, NEW);
    await screen.text('Removed keys (1)').waitVisible();
    await screen.goto('options.html#/security');
    await screen.field('Type “erase everything” to confirm').fill('erase everything');
    await screen.find('button', 'Erase everything').click();
    await screen.find('heading', 'Create your vault').waitVisible();
    await cutPower();
    await screen.find('heading', 'Create your vault').waitVisible();
    expect(await ask(screen, 'vault/state')).toMatchObject({ value: { state: 'absent' } });
  });
});

describe.each(bothBrowsers)('%s, at random moments', (name) => {
  it(`survives ${ROUNDS} deaths and loses nothing that it acknowledged`, async () => {
    const server = await startServer();
    const profile = mkdtempSync(join(tmpdir(), 'firekeep-kill-'));
    const chance = new Chance(chosenSeed(27));
    const life = await Life.begin(name, server, chance, profile);
    try {
      for (let round = 1; round <= ROUNDS; round += 1) await life.round();
      server.assertClean();
    } finally {
      await life.browser.close();
      await server.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    }
  });
});
