import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findChromium, findFirefox, hasDisplay } from './browsers-installed';

const NOT_THERE = '/nowhere/downloaded';
const { platform } = process;
let folder: string;

beforeEach(() => {
  Object.defineProperty(process, 'platform', { value: 'linux' });
  folder = mkdtempSync(join(tmpdir(), 'firekeep-path-'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('FIREKEEP_BROWSER', '');
  vi.stubEnv('FIREKEEP_FIREFOX', '');
});
afterEach(() => {
  Object.defineProperty(process, 'platform', { value: platform });
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function install(name: string, text = '#!/bin/sh\n', mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  return path;
}

describe('the browsers of a Linux machine', () => {
  it('are found by their commands, Chromium before the branded ones', () => {
    install('google-chrome');
    install('brave-browser');
    const path = install('chromium');
    expect(findChromium(NOT_THERE)).toEqual({ path, name: 'Chromium' });
  });

  it('are taken as they come when there is no Chromium', () => {
    install('google-chrome');
    const path = install('microsoft-edge');
    expect(findChromium(NOT_THERE)).toEqual({ path, name: 'Edge' });
  });

  it('are passed by when they are snap packages, which may not read what we give them', () => {
    install('chromium-browser', '#!/bin/sh\nexec /snap/bin/chromium "$@"\n');
    install('firefox', '#!/bin/sh\nexec /snap/bin/firefox "$@"\n');
    expect([findChromium(NOT_THERE), findFirefox()]).toEqual([undefined, undefined]);
  });

  it('count the one that Playwright downloaded, after a Chromium and before a branded one', () => {
    install('google-chrome');
    const downloaded = install('downloaded');
    expect(findChromium(downloaded)?.path).toBe(downloaded);
    const path = install('chromium');
    expect(findChromium(downloaded)?.path).toBe(path);
  });

  it('that need a window have a screen that nobody sees only where Xvfb is, or a real one', () => {
    for (const name of ['DISPLAY', 'WAYLAND_DISPLAY']) vi.stubEnv(name, '');
    expect(hasDisplay()).toBe(false);
    vi.stubEnv('DISPLAY', ':0');
    expect(hasDisplay()).toBe(true);
    vi.stubEnv('DISPLAY', '');
    Object.defineProperty(process, 'platform', { value: 'darwin' });
    expect(hasDisplay()).toBe(true);
  });

  it('must be programs', () => {
    install('chromium', '', 0o644);
    expect(findChromium(NOT_THERE)).toBeUndefined();
  });

  it('can be named, and a name that leads nowhere is said and not passed by', () => {
    install('chromium');
    vi.stubEnv('FIREKEEP_BROWSER', install('my-browser'));
    expect(findChromium(NOT_THERE)?.path).toBe(join(folder, 'my-browser'));
    vi.stubEnv('FIREKEEP_BROWSER', '/nowhere/chromium');
    expect(() => findChromium(NOT_THERE)).toThrow('/nowhere/chromium');
  });
});
