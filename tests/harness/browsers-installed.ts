/** Which browsers this machine has. Snap packages are passed by: they may read neither our build nor our profile. */
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export interface Present {
  readonly path: string;
  readonly name: string;
}

interface Known {
  readonly name: string;
  readonly commands: readonly string[];
  readonly mac: string;
  readonly windows: string;
}

/** In the order in which they are taken: those that are made for this first. */
const CHROMIUMS: readonly Known[] = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser'],
    mac: 'Chromium.app/Contents/MacOS/Chromium',
    windows: 'Chromium/Application/chrome.exe',
  },
  {
    name: 'Brave',
    commands: ['brave-browser', 'brave', 'brave-browser-stable'],
    mac: 'Brave Browser.app/Contents/MacOS/Brave Browser',
    windows: 'BraveSoftware/Brave-Browser/Application/brave.exe',
  },
  {
    name: 'Edge',
    commands: ['microsoft-edge', 'microsoft-edge-stable'],
    mac: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windows: 'Microsoft/Edge/Application/msedge.exe',
  },
  {
    name: 'Chrome',
    commands: ['google-chrome', 'google-chrome-stable', 'chrome'],
    mac: 'Google Chrome.app/Contents/MacOS/Google Chrome',
    windows: 'Google/Chrome/Application/chrome.exe',
  },
];

const FIREFOXES: readonly Known[] = [
  {
    name: 'Firefox',
    commands: ['firefox-esr', 'firefox'],
    mac: 'Firefox.app/Contents/MacOS/firefox',
    windows: 'Mozilla Firefox/firefox.exe',
  },
];

export function findChromium(downloaded = chromium.executablePath()): Present | undefined {
  const wished = wish('FIREKEEP_BROWSER');
  if (wished) return { path: wished, name: 'the browser of FIREKEEP_BROWSER' };
  return (
    firstOf(CHROMIUMS.slice(0, 1)) ??
    (existsSync(downloaded) ? { path: downloaded, name: "Playwright's Chromium" } : undefined) ??
    firstOf(CHROMIUMS.slice(1))
  );
}

export function findFirefox(): Present | undefined {
  const wished = wish('FIREKEEP_FIREFOX');
  return wished ? { path: wished, name: 'the browser of FIREKEEP_FIREFOX' } : firstOf(FIREFOXES);
}

/** A screen without a screen, and the drawing libraries without a card, as Debian calls them. */
export const DISPLAY_PACKAGES = ['xvfb', 'libgl1', 'libgl1-mesa-dri', 'libegl1', 'libegl-mesa0'];
const MESA = 'libEGL_mesa.so.0';

/** Where there are windows anyway nothing is needed. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || hasXvfb() || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

export function hasXvfb(): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => isUsable(join(folder, 'Xvfb'))) && librariesHold(MESA);
}

/** Each kind of machine has its own folder there. */
const librariesHold = (name: string): boolean =>
  ['/usr/lib', '/usr/lib64', ...subfolders('/usr/lib')].some((folder) => existsSync(join(folder, name)));

const subfolders = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))
    .map(({ name }) => join(folder, name));

function wish(variable: string): string | undefined {
  const path = process.env[variable];
  if (path && !existsSync(path)) throw new Error(`${variable} names ${path}, which is not there.`);
  return path;
}

function firstOf(known: readonly Known[]): Present | undefined {
  for (const { name, ...places } of known)
    for (const path of placesOf(places)) if (isUsable(path)) return { path, name };
  return undefined;
}

function placesOf({ commands, mac, windows }: Omit<Known, 'name'>): string[] {
  if (process.platform === 'darwin')
    return ['/Applications', join(homedir(), 'Applications')].map((folder) => join(folder, mac));
  if (process.platform === 'win32') {
    const { ProgramFiles, LOCALAPPDATA } = process.env;
    return [ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA].flatMap((folder) =>
      folder ? [join(folder, windows)] : [],
    );
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function isUsable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() && !isSnap(path);
  } catch {
    return false;
  }
}

const SCRIPT_BYTES = 64 * 1024;

function isSnap(path: string): boolean {
  const real = realpathSync(path);
  if (real.includes('/snap')) return true;
  return statSync(real).size < SCRIPT_BYTES && readFileSync(real, 'utf8').includes('/snap/bin');
}
