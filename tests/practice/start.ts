/**
 * `npm start`: the extension in a browser of its own, against stand-ins for every provider on this machine.
 * `--tour` (or no display): the tour, headless. `--live`: the real providers, in a profile that stays.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from '../harness/browser';
import { needChromium } from '../harness/browsers-present';
import { needBuild } from '../harness/builds';
import { startServer } from '../harness/server';
import { rules } from '../harness/stand-ins/tripo/account';
import { practiceKeys, toText, writePage } from './keys';
import { goLive } from './live';
import { startTour } from './tour';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TOUR = join(root, 'tests/.artifacts/tour');

const wants = (flag: string) => process.argv.includes(flag);
const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Ctrl-C, a closed terminal or a polite kill: each ends everything that was started. A terminal sends Ctrl-C to
 * everybody in it and npm passes it on, so it comes more than once: the second must not cut the ending short.
 */
const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});

async function start(): Promise<void> {
  if (wants('--live') && !hasDisplay()) throw new Error('There is no display, and --live opens a window.');
  const { name } = await needChromium();
  console.log(`Browser: ${name}. Building the extension.`);
  needBuild('chromium');
  if (wants('--live')) return goLive(stopped);
  const server = await startServer();
  try {
    console.log(
      `Stand-ins for ${server.hosts.length} hosts answer on this machine; nothing else can be reached.`,
    );
    await (wants('--tour') || !hasDisplay() ? tour() : practise());
  } finally {
    await server.close();
  }

  async function tour(): Promise<void> {
    const { browser, done } = await startTour(server, TOUR);
    console.log(`Profile, thrown away at the end: ${browser.profile}`);
    const outcome = await Promise.race([done.then(() => 'done'), stopped.then(() => 'stopped')]).finally(() =>
      browser.close(),
    );
    if (outcome === 'stopped') return;
    server.assertClean();
    console.log(`Screenshots: ${TOUR}`);
  }

  async function practise(): Promise<void> {
    // Long enough that somebody sees it go on, and can close the window in its middle.
    Object.assign(rules, { queuedMs: 2_000, runningMs: 15_000 });
    const keys = practiceKeys(server);
    const { launchLoose } = await import('../harness/chromium-loose');
    const browser: Browser = await launchLoose({ server, isShown: true, permissions: 'ask' });
    try {
      const page = join(browser.profile, 'practice-keys.html');
      writePage(keys, page);
      console.log(`Practice keys, one of each kind:\n${toText(keys)}`);
      await browser.open(`file://${page}`);
      await browser.open('options.html#/keys');
      console.log(
        '\nThe extension is loaded. All practice keys are in the other tab. Ctrl-C ends everything.',
      );
      await Promise.race([browser.ended, stopped]);
    } finally {
      await browser.close();
    }
  }
}

start().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
