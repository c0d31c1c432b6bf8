/** The real providers: an ordinary browser without any flag for certificates, hosts or debugging. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../harness/browser';
import { needChromium } from '../harness/browsers-present';
import { idOfBuild } from '../harness/identity';
import { until } from '../harness/until';
import { buildOf } from '../harness/workspace';

const PROFILE = process.env.FIREKEEP_PROFILE ?? join(homedir(), '.firekeep-live-profile');

export async function goLive(stopped: Promise<void>): Promise<void> {
  const { path } = await needChromium();
  await prove();
  const extension = buildOf('chromium');
  mkdirSync(PROFILE, { recursive: true });
  console.log(`Real providers, real keys. The profile stays, with your vault in it: ${PROFILE}`);
  const startedMs = Date.now();
  const child = spawn(path, [...flags, `--load-extension=${extension}`], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });
  const page = `chrome-extension://${idOfBuild(extension)}/options.html`;
  console.log(`Firekeep opens in some seconds, or here: ${page}
Ctrl-C, or closing its last window, ends the browser.`);
  const isOver = Promise.race([ended, stopped]);
  void openOnceLoaded(path, page, startedMs, isOver);
  await isOver;
  // In order, not at once: a browser that is told to end writes down what it holds.
  child.kill('SIGTERM');
  await ended;
}

const flags = [
  `--user-data-dir=${PROFILE}`,
  '--no-first-run',
  '--no-default-browser-check',
  // A browser refuses to run as root inside its own walls. Nobody should browse as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * An address that is given at the start is opened before the extension is there, and blocked. The browser writes
 * down that it took the extension; called again on the same profile, it hands the address to the one that runs.
 */
async function openOnceLoaded(path: string, page: string, startedMs: number, isOver: Promise<void>) {
  const preferences = join(PROFILE, 'Default', 'Preferences');
  const id = new URL(page).host;
  const isLoaded = async () =>
    statSync(preferences).mtimeMs > startedMs && readFileSync(preferences, 'utf8').includes(id);
  const loaded = until(isLoaded, { what: 'the extension to be written down', withinMs: 30_000 }).catch(
    () => false,
  );
  const outcome = await Promise.race([loaded, isOver.then(() => undefined)]);
  if (outcome) spawn(path, [...flags, page], { stdio: 'ignore' });
  if (outcome === false)
    console.log(`This browser took no extension from the command line, as branded ones do. Open its page about
extensions, switch on Developer mode, choose "Load unpacked" and this folder, once: ${buildOf('chromium')}`);
}

/** That this browser takes this build, seen in a throwaway profile: the live one is left unwatched. */
async function prove(): Promise<void> {
  const browser = await launch('chromium', { mayIdle: true });
  await browser.close();
  console.log('The extension loads in this browser.');
}
