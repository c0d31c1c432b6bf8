/** What is measured, and the two extensions it is measured against: all made by the same tools and settings. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'wxt';
import { zip } from 'wxt';
import settings from '../../wxt.config';
import { type Packed, weigh } from './packed';
import { sealingPage } from './sealing';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const PAGES = ['popup', 'sidepanel', 'options'] as const;
export type Page = (typeof PAGES)[number];

export interface Build {
  readonly folder: string;
  readonly packed: Packed;
}

export interface Builds {
  readonly firekeep: Build;
  readonly react: Build;
  readonly empty: Build;
}

/** One after the other: WXT keeps the build it is at in one place. */
export async function buildAll(folder: string): Promise<Builds> {
  const firekeep = await build({ root, outDir: join(folder, 'firekeep') });
  const react = await build(bare(join(folder, 'react'), reactPage, 'main.tsx'));
  const empty = await build(bare(join(folder, 'empty'), emptyPage, 'main.ts'));
  return { firekeep, react, empty };
}

async function build(config: InlineConfig & { readonly outDir: string }): Promise<Build> {
  const made = await zip({ ...config, browser: 'chrome', manifestVersion: 3, logger: quiet });
  const packed = made.find((path) => path.endsWith('.zip'));
  if (!packed) throw new Error('WXT made no zip.');
  return { folder: join(config.outDir, 'chrome-mv3'), packed: weigh(packed) };
}

const say = () => undefined;
const quiet = {
  debug: say,
  log: say,
  info: say,
  success: say,
  warn: console.warn,
  error: console.error,
  fatal: console.error,
  level: 0,
};

/** The settings are the product's own, manifest included, so that only what the pages and the worker carry differs. */
function bare(source: string, page: string, file: string): InlineConfig & { readonly outDir: string } {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  };
  write('package.json', JSON.stringify({ name: 'bare', version: '0.1.0', type: 'module' }));
  write('entrypoints/background.ts', worker);
  for (const name of PAGES) {
    write(`entrypoints/${name}/index.html`, html.replace('FILE', file));
    write(`entrypoints/${name}/${file}`, page);
  }
  // One page that may call a host, as only the product's background may.
  write('entrypoints/stream/index.html', '<!doctype html><html lang="en"><body></body></html>');
  write('entrypoints/sealing/index.html', html.replace('FILE', 'main.ts'));
  write('entrypoints/sealing/main.ts', sealingPage(root));
  cpSync(join(root, 'public'), join(source, 'public'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'), 'junction');
  return { ...settings, configFile: false, root: source, outDir: join(source, 'output') };
}

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="connect-src 'self' blob: data:" />
    <title>Bare</title>
  </head>
  <body><div id="root"></div><script type="module" src="./FILE"></script></body>
</html>
`;

const worker = `
import { defineBackground } from 'wxt/utils/define-background';
export default defineBackground(() => {
  chrome.runtime.onMessage.addListener((message, sender, answer) => { answer({}); });
});
`;

const emptyPage = `
const button = document.createElement('button');
button.textContent = 'Press';
button.addEventListener('click', () => { button.textContent = 'Pressed'; });
document.getElementById('root').append(button);
`;

const reactPage = `
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
function Page() {
  const [isPressed, setPressed] = useState(false);
  return <button type="button" onClick={() => setPressed(true)}>{isPressed ? 'Pressed' : 'Press'}</button>;
}
createRoot(document.getElementById('root')).render(<Page />);
`;
