/** Firefox with the built extension, driven by Puppeteer over WebDriver BiDi. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer, { type Page, type Browser as Puppet } from 'puppeteer-core';
import { assertNothing, type Browser, type Launch, type LogLine } from './browser';
import { needFirefox } from './browsers-present';
import { type ChromeScope, openChromeScope } from './firefox-inside';
import { GECKO_HOST, geckoIdOfBuild } from './identity';
import { snapAll } from './pictures';
import { killTree } from './processes';
import { denyHosts } from './prompts';
import { type Driver, toScreen } from './puppeteer-screen';
import { until } from './until';
import { makeWorkspace, type Workspace } from './workspace';

export interface Firefox extends Browser {
  readonly name: 'firefox';
  readonly puppet: Puppet;
  /** Runs in the browser's own scope, with all its powers. */
  readonly inside: ChromeScope;
  relaunch(): Promise<Firefox>;
}

export async function launchFirefox(options: Launch = {}, kept?: Workspace): Promise<Firefox> {
  const workspace = kept ?? makeWorkspace('firefox', options);
  const { profile, extension } = workspace;
  const geckoId = geckoIdOfBuild(extension);
  const puppet = await puppeteer.launch({
    browser: 'firefox',
    executablePath: (await needFirefox()).path,
    headless: !options.isShown,
    userDataDir: profile,
    acceptInsecureCerts: options.server !== undefined,
    defaultViewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: preferences(geckoId, options),
  });
  const ended = new Promise<void>((resolve) => puppet.once('disconnected', () => resolve()));
  const log = listen(puppet);
  await puppet.installExtension(extension);
  const inside = await openChromeScope(puppet, geckoId);
  const driver = driverFor(inside, options);

  const browser: Firefox = {
    name: 'firefox',
    origin: driver.origin,
    profile,
    puppet,
    inside,
    ended,
    async open(target) {
      const page = await puppet.newPage();
      const screen = toScreen(page, driver, () => browser.logged());
      await screen.goto(target);
      return screen;
    },
    killWorker: () => inside.stopBackground(),
    kill: () => killTree(profile),
    async close({ keepsProfile = false } = {}) {
      await end(puppet, profile);
      workspace.clear(keepsProfile);
    },
    async relaunch() {
      await end(puppet, profile);
      return launchFirefox(options, workspace);
    },
    logged: async () =>
      [...log, ...(await inside.errors(driver.origin))].filter((line) => !isOfLeftPage(line, extension)),
    snap: async (folder) => snapAll(await puppet.pages(), folder),
    assertQuiet: async () => assertNothing(await browser.logged()),
  };
  return browser;
}

async function end(puppet: Puppet, profile: string): Promise<void> {
  await puppet.close().catch(() => undefined);
  await killTree(profile);
}

function preferences(
  geckoId: string,
  { server, permissions }: Launch,
): Record<string, string | number | boolean> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: GECKO_HOST }),
    // A test installs the extension for one run; the next run on the profile must find its data.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'extensions.webextOptionalPermissionPrompts': permissions === 'ask',
    'network.proxy.type': 0,
    'network.trr.mode': 5,
    'network.dns.forceResolve': '127.0.0.1',
    // Without a server: the discard port, where nobody listens.
    'network.socket.forcePort': `443=${server?.port ?? 9};80=${server?.port ?? 9}`,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'devtools.console.stdout.content': true,
    'devtools.console.stdout.chrome': false,
    'browser.shell.checkDefaultBrowser': false,
    'ui.prefersReducedMotion': 0,
  };
}

/** Firefox says so too of a page that was left while it loaded. A file that is not there would be another matter. */
function isOfLeftPage({ text }: LogLine, extension: string): boolean {
  const [, path] =
    /^Loading failed for the module with source “moz-extension:\/\/[^/]+\/([^”?]+)”/.exec(text) ?? [];
  return path !== undefined && existsSync(join(extension, path));
}

const driverFor = (inside: ChromeScope, { permissions }: Launch): Driver => ({
  origin: `moz-extension://${GECKO_HOST}`,
  load,
  prepare: (page) => (permissions === 'denied' ? page.evaluate(denyHosts) : Promise.resolve()),
  async emulate(page, { scheme, isMotionReduced, hasForcedColors }) {
    if (scheme) {
      await inside.prefer('layout.css.prefers-color-scheme.content-override', scheme === 'dark' ? 0 : 1);
      await untilMatches(page, `(prefers-color-scheme: ${scheme})`);
    }
    if (hasForcedColors !== undefined) {
      // Always, or never.
      await inside.prefer('browser.display.document_color_use', hasForcedColors ? 2 : 1);
      await untilMatches(page, `(forced-colors: ${hasForcedColors ? 'active' : 'none'})`);
    }
    if (isMotionReduced === undefined) return;
    await inside.prefer('ui.prefersReducedMotion', isMotionReduced ? 1 : 0);
    await untilMatches(page, `(prefers-reduced-motion: ${isMotionReduced ? 'reduce' : 'no-preference'})`);
  },
});

/** A preference reaches the page's process a little later. */
const untilMatches = (page: Page, query: string) =>
  until(() => page.evaluate((media) => matchMedia(media).matches, query), { what: query });

/** The process is swapped on the way to an extension's page, and Puppeteer never hears the end of it. */
async function load(page: Page, url: string): Promise<void> {
  const isInside = await page.evaluate(() => location.protocol === 'moz-extension:');
  if (isInside) await page.evaluate((target) => location.assign(target), url).catch(() => undefined);
  else page.goto(url, { timeout: 2_000 }).catch(() => undefined);
  await until(
    () => page.evaluate((target) => location.href === target && document.readyState === 'complete', url),
    { what: `${url} to be loaded` },
  );
}

/** What Firefox itself complains about when its servers are out of reach. */
const isOwnTalk = (text: string) => /^(RSLoader|Region\.sys|services\.settings)/.test(text);

/** The console of pages and background alike: Firefox forwards it to its own output, as told by a preference. */
function listen(puppet: Puppet): LogLine[] {
  const log: LogLine[] = [];
  const output = puppet.process()?.stdout;
  if (!output) throw new Error('Firefox has no output to read');
  createInterface(output).on('line', (line) => {
    const [, level, text] = /^console\.(\w+): (.*)$/.exec(line) ?? [];
    if (level && text && !isOwnTalk(text)) log.push({ from: 'page', level, text });
  });
  return log;
}
