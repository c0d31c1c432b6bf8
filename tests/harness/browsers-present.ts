/** Makes sure that the browsers are there: found, or installed in the open, or named in one command. Never sudo. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DISPLAY_PACKAGES, findChromium, findFirefox, hasDisplay, type Present } from './browsers-installed';

export type { Present };

let chromium: Promise<Present> | undefined;
let firefox: Promise<Present> | undefined;

export const needChromium = (): Promise<Present> => (chromium ??= obtainChromium());
export const needFirefox = (): Promise<Present> => (firefox ??= obtainFirefox());

async function obtainChromium(): Promise<Present> {
  const found = findChromium();
  if (found) return found;
  say('No Chromium, Brave, Edge or Chrome is installed here that may load this build.');
  if (mayUseApt() && installByApt('chromium')) return expectNow(findChromium());
  await downloadByPlaywright();
  return expectNow(findChromium());
}

async function obtainFirefox(): Promise<Present> {
  const found = findFirefox();
  if (found) return found;
  say('No Firefox is installed here that may load this build.');
  if (mayUseApt() && installByApt('firefox-esr')) return expectNow(findFirefox());
  throw new Error(`Install Firefox, then run this again: ${commandFor('firefox-esr')}
Or name the program of a Firefox that is somewhere else: FIREKEEP_FIREFOX=/path/to/firefox`);
}

/** Without a window Firefox does not draw in 3D: the screen for it, and Mesa, which draws without a card. */
export function needDisplay(): void {
  if (hasDisplay()) return;
  say('Xvfb or Mesa is missing, which Firefox needs to draw in 3D where there is no screen.');
  if (mayUseApt() && installByApt(...DISPLAY_PACKAGES) && hasDisplay()) return;
  throw new Error(`Install them, then run this again: sudo apt-get install ${DISPLAY_PACKAGES.join(' ')}`);
}

function expectNow(present: Present | undefined): Present {
  if (!present) throw new Error('It was installed, and yet no browser is found.');
  return present;
}

const mayUseApt = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

function installByApt(...names: readonly string[]): boolean {
  const listed = names.join(' ');
  say(`Installing from Debian: apt-get update, apt-get install -y ${listed}`);
  const isDone = runApt('update', '-q') && runApt('install', '-y', '-q', ...names);
  if (!isDone) say(`apt-get could not install ${listed}.`);
  return isDone;
}

const runApt = (...words: string[]) =>
  spawnSync('apt-get', words, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

async function downloadByPlaywright(): Promise<void> {
  const program = join(
    dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  );
  const plan = execFileSync(process.execPath, [program, 'install', '--dry-run', '--no-shell', 'chromium'], {
    encoding: 'utf8',
  });
  const url = /https:\S+chrome\S*\.zip/.exec(plan)?.[0] ?? '';
  say(`Downloading a Chromium for tests, ${await sizeOf(url)}, from ${new URL(url).host}:`);
  say('npx playwright-core install --no-shell chromium');
  const { status } = spawnSync(process.execPath, [program, 'install', '--no-shell', 'chromium'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) return;
  throw new Error(`Install Chromium, then run this again: ${commandFor('chromium')}
Or name the program of a browser that is somewhere else: FIREKEEP_BROWSER=/path/to/chromium`);
}

async function sizeOf(url: string): Promise<string> {
  try {
    const reply = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    const bytes = Number(reply.headers.get('content-length'));
    return bytes > 0 ? `${Math.round(bytes / 1024 / 1024)} MB` : 'about 180 MB';
  } catch {
    return 'about 180 MB';
  }
}

function commandFor(name: 'chromium' | 'firefox-esr'): string {
  if (process.platform === 'darwin')
    return `brew install --cask ${name === 'chromium' ? 'chromium' : 'firefox'}`;
  if (process.platform === 'win32')
    return `winget install ${name === 'chromium' ? 'Hibbiki.Chromium' : 'Mozilla.Firefox'}`;
  return `sudo apt-get install ${name}`;
}

const say = (line: string) => console.log(line);
