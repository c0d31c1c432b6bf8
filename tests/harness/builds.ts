/** Both builds, made when they are missing or older than what they are made of. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserName, bothBrowsers } from './browser';
import { buildOf } from './workspace';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'package-lock.json'];

const newestMs = (path: string): number => {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
};

/** The manifest is written last. */
function isFresh(name: BrowserName): boolean {
  const manifest = join(buildOf(name), 'manifest.json');
  if (!existsSync(manifest)) return false;
  return statSync(manifest).mtimeMs >= Math.max(...SOURCES.map((source) => newestMs(join(root, source))));
}

export function build(name: BrowserName): void {
  const script = name === 'chromium' ? 'build' : 'build:firefox';
  execFileSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: 'pipe',
    // A test runner calls its own environment "test", and React would come in its development version.
    env: { ...process.env, NODE_ENV: 'production' },
    shell: process.platform === 'win32',
  });
}

export function needBuild(name: BrowserName): void {
  if (!isFresh(name)) build(name);
}

export const needBuilds = (): void => bothBrowsers.forEach(needBuild);
