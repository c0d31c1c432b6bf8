/**
 * A screen that nobody sees, and a picture card made of software: Firefox draws in 3D only where it has a window.
 * https://bugzilla.mozilla.org/show_bug.cgi?id=1375585
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { hasXvfb } from './browsers-installed';
import { needDisplay } from './browsers-present';

export interface Display {
  close(): Promise<void>;
}

const NO_DISPLAY: Display = { close: async () => undefined };
/** Xvfb is told to choose its number itself and to write it here. */
const NUMBER_AT = 3;

/** All browsers that this process starts while it is open, and that show a window, show it there. */
export async function openDisplay(): Promise<Display> {
  needDisplay();
  // Windows have a place anyway: then they are seen.
  if (process.platform !== 'linux' || !hasXvfb()) return NO_DISPLAY;
  const words = ['-displayfd', String(NUMBER_AT), '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const before = { ...process.env };
  const number = await numberOf(child);
  Object.assign(process.env, {
    DISPLAY: `:${number}`,
    LIBGL_ALWAYS_SOFTWARE: '1',
    MOZ_ENABLE_WAYLAND: '0',
    GDK_BACKEND: 'x11',
  });
  return {
    async close() {
      for (const name of ['DISPLAY', 'LIBGL_ALWAYS_SOFTWARE', 'MOZ_ENABLE_WAYLAND', 'GDK_BACKEND'])
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill();
      await ended;
    },
  };
}

const numberOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const said = child.stdio[NUMBER_AT] as Readable | null;
    let text = '';
    said?.on('data', (piece: Buffer) => {
      text += piece.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
