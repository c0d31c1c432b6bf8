/**
 * Every screen in every state, one after the other, as a person comes to them. Whoever walks looks at each:
 * the accessibility tests, and the pictures.
 */
import type { Browser } from '../harness/browser';
import { createVault, lock } from '../harness/journey';
import { damage, loseDatabase, raiseVersion } from '../harness/rows';
import type { Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { modelling } from './states-of-3d';
import { recording } from './states-of-activity';
import { budgets } from './states-of-budgets';
import { adding, checking, saved, secrets } from './states-of-keys';
import { library } from './states-of-library';
import { importing, rotating } from './states-of-rotating';
import { studio } from './states-of-studio';
import { usage } from './states-of-usage';
import { waysIn } from './states-of-ways';

export interface State {
  readonly name: string;
  readonly screen: Screen;
  readonly surface: 'options' | 'popup' | 'sidepanel';
}

export interface World {
  readonly browser: Browser;
  readonly server: Server;
  readonly screen: Screen;
}

export type Walk = AsyncGenerator<State, void, void>;

export async function* walk(browser: Browser, server: Server): Walk {
  const world = { browser, server, screen: await browser.open('options.html#/keys') };
  yield* firstRun(world);
  yield* adding(world);
  yield* saved(world);
  yield* importing(world);
  yield* rotating(world);
  yield* studio(world);
  yield* secrets(world);
  yield* checking(world);
  yield* modelling(world);
  yield* library(world);
  yield* recording(world);
  yield* usage(world);
  yield* budgets(world);
  yield* security(world);
  yield* waysIn(world);
  yield* backup(world);
  yield* locked(world);
  yield* closed(world);
  await world.screen.close();
}

export const onOptions = (screen: Screen, name: string): State => ({ name, screen, surface: 'options' });

const BOTH = ['popup', 'sidepanel'] as const;

/** Popup and side panel as tabs of their own, each closed again. */
export async function* panels(
  { browser }: World,
  name: string,
  surfaces: readonly (typeof BOTH)[number][] = BOTH,
): Walk {
  for (const surface of surfaces) {
    const screen = await browser.open(`${surface}.html`);
    await screen.find('heading').nth(0).waitVisible();
    yield { name: `${surface}-${name}`, screen, surface };
    await screen.close();
  }
}

async function* firstRun(world: World): Walk {
  const { screen } = world;
  await screen.find('heading', 'Create your vault').waitVisible();
  yield onOptions(screen, 'first-run');
  yield* panels(world, 'first-run');
  await screen.find('button', 'Suggest one').click();
  await screen.find('list', 'Suggested passphrase').waitVisible();
  yield onOptions(screen, 'first-run-suggested');
  await screen.field('Passphrase').fill('password');
  await screen.find('button', 'Create vault').click();
  await screen.text(/press “Suggest one”/).waitVisible();
  yield onOptions(screen, 'first-run-refused');
  await createVault(screen);
  await screen.find('article', 'OpenRouter').waitVisible();
  yield onOptions(screen, 'keys-empty');
  yield* panels(world, 'empty');
}

async function* backup({ screen }: World): Walk {
  await screen.goto('options.html#/backup');
  const making = screen.find('region', 'Make a backup');
  await making.waitVisible();
  yield onOptions(screen, 'backup');
  await screen.find('region', 'Import a backup').find('button', 'Import backup').click();
  await making.field('Backup passphrase').fill('password');
  await making.find('button', 'Export backup').click();
  await screen.text('Choose the backup file first.').waitVisible();
  yield onOptions(screen, 'backup-refused');
  await making.field('Backup passphrase').fill('marble kettle drift sparrow cinder veil');
  await making.find('button', 'Export backup').click();
  const dialog = screen.find('dialog', 'Export backup');
  await dialog.waitVisible();
  yield onOptions(screen, 'backup-confirm');
  await screen.press('Escape');
  await dialog.waitGone();
}

async function* security({ screen }: World): Walk {
  await screen.goto('options.html#/security');
  await screen.find('radio', '15 minutes').waitVisible();
  await screen.find('list', 'Weak spots').waitVisible();
  yield onOptions(screen, 'security');
  await screen.find('radio', 'Never until the browser closes').click();
  await screen.find('dialog', 'Never lock by itself?').waitVisible();
  yield onOptions(screen, 'security-never');
  await screen.press('Escape');
  await screen.find('dialog').waitGone();
  await screen.field('New passphrase').fill('monkey');
  await screen.find('button', 'Change passphrase').click();
  await screen.text(/press “Suggest one”/).waitVisible();
  yield onOptions(screen, 'security-refused');
  await screen.find('button', 'Erase everything').click();
  await screen.text('Type exactly: erase everything').waitVisible();
  yield onOptions(screen, 'security-erase');
}

const setTries = (screen: Screen, wrong: number): Promise<void> =>
  screen.evaluate((count) => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set(items: object): Promise<void> } } };
    };
    return chrome.storage.local.set({ tries: { wrong: count, atMs: Date.now(), failedUnlocks: count } });
  }, wrong);

async function* locked(world: World): Walk {
  const { screen } = world;
  await lock(screen);
  yield onOptions(screen, 'unlock');
  yield* panels(world, 'locked');
  await screen.field('Passphrase').fill('not this one');
  await screen.find('button', 'Unlock').click();
  await screen.find('alert').waitVisible();
  yield onOptions(screen, 'unlock-wrong');
  await setTries(screen, 9);
  await screen.reload();
  await screen.text(/^Try again in/).waitVisible();
  yield onOptions(screen, 'unlock-waiting');
  await setTries(screen, 0);
}

/** What an accident leaves of a vault, from the smallest to the largest. */
async function* closed(world: World): Walk {
  const { screen } = world;
  await damage(screen, 'vault', 'sum');
  await screen.reload();
  await screen.find('heading', 'This vault is damaged').waitVisible();
  yield onOptions(screen, 'damaged');
  yield* panels(world, 'damaged', ['sidepanel']);
  await loseDatabase(screen);
  await screen.reload();
  await screen.find('heading', 'The browser lost this vault').waitVisible();
  await screen.text('Erase what is left').click();
  await screen.find('button', 'Erase everything').waitVisible();
  yield onOptions(screen, 'lost');
  yield* panels(world, 'lost', ['sidepanel']);
  // Without a database there is none to raise: this makes one that only a newer program could have made.
  await raiseVersion(screen, 9_999);
  await screen.reload();
  await screen.find('heading', 'Your vault belongs to a newer Firekeep').waitVisible();
  yield onOptions(screen, 'newer');
  yield* panels(world, 'newer', ['sidepanel']);
}
