/** The tour: what a person would do in the first five minutes, done headless, timed and photographed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launch } from '../harness/browser';
import {
  addKey,
  cardOf,
  createVault,
  credentialOf,
  fillKey,
  keysOf,
  lock,
  unlock,
  verdictOf,
} from '../harness/journey';
import type { Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { allStandIns } from '../harness/stand-ins/all';
import type { Case } from '../harness/stand-ins/shape';
import { until } from '../harness/until';
import { makeModels } from './tour-3d';

/** Provider, situation, and the name that a person would give the key. */
const VISITS: readonly (readonly [string, string, string])[] = [
  ['openrouter', 'good', 'Home'],
  ['tripo', 'good', 'Models'],
  ['anthropic', 'good', 'Writing'],
  ['resend', 'restricted', 'Newsletter'],
  ['github', 'good', 'Releases'],
  ['deepseek', 'empty', 'Old account'],
  ['openai', 'wrong', 'Copied in a hurry'],
];

const findCase = (id: string, name: string): Case => {
  const cases = allStandIns.find((standIn) => standIn.id === id)?.cases ?? [];
  const found =
    cases.find((row) => row.name === name) ?? cases.find((row) => row.name.startsWith(name)) ?? cases[0];
  if (!found) throw new Error(`no stand-in for ${id}`);
  return found;
};

export interface Tour {
  readonly browser: Browser;
  /** Rejects when a step failed, or when the browser was ended. */
  readonly done: Promise<void>;
}

export async function startTour(server: Server, folder: string): Promise<Tour> {
  mkdirSync(folder, { recursive: true });
  const browser = await launch('chromium', { server });
  const ended = browser.ended.then(() => Promise.reject(new Error('The browser was ended.')));
  return { browser, done: Promise.race([walk(browser, folder), ended]) };
}

async function walk(browser: Browser, folder: string): Promise<void> {
  const screen = await timed('Open the options page', () => browser.open('options.html#/keys'));
  const snap = snapper(screen, folder);
  await screen.setViewport(1280, 900);
  await snap('create');
  await timed('Create a vault', () => createVault(screen));
  await snap('keys-empty');
  const dialog = await fillKey(screen, { provider: 'Twilio', kind: undefined, values: [] });
  await snap('add-key');
  await dialog.find('button', 'Cancel').click();
  await dialog.waitGone();
  for (const [id, name, label] of VISITS) await timed(...visit(screen, id, name, label));
  await screen.reload();
  await cardOf(screen, 'OpenRouter').waitVisible();
  await snap('keys');
  await timed('Check all keys', () => checkAll(screen));
  await screen.goto('options.html#/security');
  await screen.find('heading', 'Security').waitVisible();
  await snap('security');
  for (const page of ['popup', 'sidepanel'])
    await timed(`Open the ${page}`, () => panel(browser, page, folder));
  await make(browser, folder);
  await timed('Lock', () => lock(screen));
  await snap('locked');
  await timed('Unlock', () => unlock(screen));
  await browser.assertQuiet();
}

const visit = (screen: Screen, id: string, name: string, label: string): [string, () => Promise<void>] => {
  const row = findCase(id, name);
  const credential = credentialOf(id, row.fields, row.kind);
  const work = async () => {
    await addKey(screen, credential, { name: label, anyway: true });
    const verdict = await verdictOf(keysOf(screen, credential.provider).nth(0));
    console.log(`    ${credential.provider}, ${row.name}: ${verdict}`);
  };
  return [`Add a key of ${credential.provider}`, work];
};

async function checkAll(screen: Screen): Promise<void> {
  await screen.find('button', 'Check all').click();
  const stop = screen.find('button', 'Stop');
  await until(async () => !(await stop.isVisible()), { what: 'all keys to be checked', withinMs: 60_000 });
}

async function panel(browser: Browser, page: string, folder: string): Promise<void> {
  const screen = await browser.open(`${page}.html`);
  await screen.setViewport(400, 600);
  await screen.field('Prompt').waitVisible();
  await snapper(screen, folder)(page);
  await screen.find('button', 'Services').click();
  await screen.find('heading', 'Your services').waitVisible();
  await snapper(screen, folder)(`${page}-services`);
  await screen.close();
}

/** With a key that works, in the side panel. */
async function make(browser: Browser, folder: string): Promise<void> {
  const screen = await browser.open('sidepanel.html');
  await screen.setViewport(400, 800);
  const snap = snapper(screen, folder);
  const newest = screen.find('list', 'Results').find('listitem').nth(0);
  const ask = async (prompt: string, then: string) => {
    await screen.field('Prompt').fill(prompt);
    await screen.find('button', 'Generate').waitEnabled();
    await screen.find('button', 'Generate').click();
    await newest.find('button', then).waitVisible();
  };
  await timed('Ask for a text', () => ask('How do I keep a fire through the night?', 'Copy code'));
  await snap('text');
  await screen.find('tab', 'Image').click();
  await screen.find('heading', 'New picture').waitVisible();
  await timed('Ask for a picture', () => ask('A fire in a clay bowl, at night', 'Copy picture'));
  await snap('picture');
  await makeModels(screen, folder, timed, snap);
  await screen.close();
}

const snapper = (screen: Screen, folder: string) => async (name: string) => {
  for (const scheme of ['light', 'dark'] as const) {
    await screen.emulate({ scheme });
    await screen.screenshot(join(folder, `${name}-${scheme}.png`));
  }
  await screen.emulate({ scheme: 'light' });
};

async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const result = await work();
  console.log(`  ${step}: ${Math.round(performance.now() - startedMs)} ms`);
  return result;
}
