/** The common face of both browsers with the built extension in them. */
import type { Screen } from './screen';
import type { Server } from './server';

export type BrowserName = 'chromium' | 'firefox';
export const bothBrowsers: readonly BrowserName[] = ['chromium', 'firefox'];

export interface Launch {
  /** Plays all hosts of the world. Without one, no host is reachable. */
  readonly server?: Server | undefined;
  /** A folder that is kept. Without one, the profile is thrown away at the end. */
  readonly profile?: string | undefined;
  /** The built extension; `.output/…` of this browser when absent. */
  readonly extension?: string | undefined;
  /** What the browser answers when the extension asks for hosts. `ask` leaves the real prompt open. */
  readonly permissions?: 'granted' | 'denied' | 'ask' | undefined;
  /** With a window, for people. */
  readonly isShown?: boolean | undefined;
  /** Chromium: nothing is attached to the worker, so that it truly falls asleep when idle. */
  readonly mayIdle?: boolean | undefined;
}

export interface LogLine {
  /** `page`, `worker`, or the browser's own list of the extension's errors. */
  readonly from: 'page' | 'worker' | 'errors';
  readonly level: string;
  readonly text: string;
}

export interface Browser {
  readonly name: BrowserName;
  /** `chrome-extension://…`, `moz-extension://…` */
  readonly origin: string;
  readonly profile: string;
  /** Opens a new tab. */
  open(page: string): Promise<Screen>;
  /** Stops the background as the browser does when it is idle. The next event wakes a new one. */
  killWorker(): Promise<void>;
  /** SIGKILL to the whole tree of processes, as a power cut would. The profile stays. */
  kill(): Promise<void>;
  /** Ends it in order. A throwaway profile goes, unless told to stay for a relaunch. */
  close(options?: { readonly keepsProfile?: boolean }): Promise<void>;
  /** Closes it when it still runs, and starts it again on the same profile. */
  relaunch(): Promise<Browser>;
  /** All that pages and background wrote to the console, and everything they threw. */
  logged(): Promise<readonly LogLine[]>;
  /** Throws when anything was logged. */
  assertQuiet(): Promise<void>;
  /** What is open now, as pictures in a folder: for people who ask why a test failed. */
  snap(folder: string): Promise<void>;
  /** Settles when the browser is gone, whoever ended it. */
  readonly ended: Promise<void>;
}

export async function launch(name: BrowserName, options: Launch = {}): Promise<Browser> {
  if (name === 'firefox') return (await import('./firefox')).launchFirefox(options);
  if (options.mayIdle || options.isShown) return (await import('./chromium-loose')).launchLoose(options);
  return (await import('./chromium')).launchChromium(options);
}

export function assertNothing(lines: readonly LogLine[]): void {
  if (lines.length === 0) return;
  const listed = lines.map(({ from, level, text }) => `- ${from} ${level}: ${text}`);
  throw new Error(`The console should be empty:\n${listed.join('\n')}`);
}
