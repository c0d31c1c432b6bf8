/** The real providers: an ordinary browser without any flag for certificates, hosts or debugging. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../harness/browser';
import { needChromium } from '../harness/browsers-present';
import { idOfBuild } from '../harness/identity';
import { buildOf } from '../harness/workspace';

const PROFILE = process.env.FIREKEEP_PROFILE ?? join(homedir(), '.firekeep-live-profile');

export async function goLive(stopped: Promise<void>): Promise<void> {
  const { path, name } = await needChromium();
  await prove();
  const extension = buildOf('chromium');
  mkdirSync(PROFILE, { recursive: true });
  console.log(`Real providers, real keys. The profile stays, with your vault in it: ${PROFILE}`);
  if (name === 'Chrome')
    console.log(`Chrome takes no extension from the command line. Open chrome://extensions, switch on
Developer mode, choose "Load unpacked" and this folder, once: ${extension}`);
  const child = spawn(
    path,
    [
      `--user-data-dir=${PROFILE}`,
      `--load-extension=${extension}`,
      '--no-first-run',
      '--no-default-browser-check',
      // A browser refuses to run as root inside its own walls. Nobody should browse as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `chrome-extension://${idOfBuild(extension)}/options.html`,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });
  console.log('Ctrl-C, or closing its last window, ends the browser.');
  await Promise.race([ended, stopped]);
  // In order, not at once: a browser that is told to end writes down what it holds.
  child.kill('SIGTERM');
  await ended;
}

/** That this browser takes this build, seen in a throwaway profile: the live one is left unwatched. */
async function prove(): Promise<void> {
  const browser = await launch('chromium', { mayIdle: true });
  await browser.close();
  console.log('The extension loads in this browser.');
}
