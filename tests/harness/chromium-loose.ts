/**
 * Chromium, Chrome, Edge or Brave driven by Puppeteer: for people, who may have a browser that takes extensions
 * from a debugger's pipe only, and for tests in which the worker must truly fall asleep.
 */
import puppeteer, { type Page, type Browser as Puppet } from 'puppeteer-core';
import { assertNothing, type Browser, type Launch, type LogLine } from './browser';
import { needChromium } from './browsers-present';
import { flagsFor } from './chromium-flags';
import {
  collectErrors,
  type Evaluate,
  EXTENSIONS_PAGE,
  promiseHosts,
  readErrors,
  readManifest,
} from './extensions-page';
import { idOfBuild } from './identity';
import { NAMES } from './in-page';
import { snapAll } from './pictures';
import { killTree } from './processes';
import { denyHosts } from './prompts';
import { type Driver, toScreen } from './puppeteer-screen';
import { until } from './until';
import { makeWorkspace, type Workspace } from './workspace';

export interface Loose extends Browser {
  readonly name: 'chromium';
  readonly puppet: Puppet;
  relaunch(): Promise<Loose>;
}

export async function launchLoose(options: Launch = {}, kept?: Workspace): Promise<Loose> {
  const workspace = kept ?? makeWorkspace('chromium', options);
  const { profile, extension } = workspace;
  const id = idOfBuild(extension);
  const puppet = await puppeteer.launch({
    executablePath: (await needChromium()).path,
    headless: !options.isShown,
    pipe: true,
    enableExtensions: [extension],
    userDataDir: profile,
    defaultViewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Its bar on top says "controlled by automated test software", which is not what a person came for.
    ...(options.isShown ? { ignoreDefaultArgs: ['--enable-automation'] } : {}),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []), ...flagsFor(options.server)],
  });
  const ended = new Promise<void>((resolve) => puppet.once('disconnected', () => resolve()));
  await settle(puppet, id, options, extension);
  const log: LogLine[] = [];
  const driver = driverFor(`chrome-extension://${id}`, options);

  const browser: Loose = {
    name: 'chromium',
    origin: driver.origin,
    profile,
    puppet,
    ended,
    async open(target) {
      const page = await puppet.newPage();
      listen(page, log);
      await page.evaluateOnNewDocument(NAMES);
      const screen = toScreen(page, driver, () => browser.logged());
      await screen.goto(target);
      return screen;
    },
    killWorker: () => killWorker(puppet, id),
    kill: () => killTree(profile),
    async close({ keepsProfile = false } = {}) {
      await end(puppet, profile);
      workspace.clear(keepsProfile);
    },
    async relaunch() {
      await end(puppet, profile);
      return launchLoose(options, workspace);
    },
    logged: async () => [
      ...log,
      ...(await withExtensionsPage(puppet, (evaluate) => readErrors(evaluate, id))),
    ],
    snap: async (folder) => snapAll(await puppet.pages(), folder),
    assertQuiet: async () => assertNothing(await browser.logged()),
  };
  return browser;
}

async function end(puppet: Puppet, profile: string): Promise<void> {
  await puppet.close().catch(() => undefined);
  await killTree(profile);
}

const driverFor = (origin: string, { permissions }: Launch): Driver => ({
  origin,
  load: async (page, url) => void (await page.goto(url)),
  prepare: (page) => (permissions === 'denied' ? page.evaluate(denyHosts) : Promise.resolve()),
  emulate: (page, { scheme, isMotionReduced }) =>
    page.emulateMediaFeatures([
      ...(scheme === undefined ? [] : [{ name: 'prefers-color-scheme', value: scheme }]),
      ...(isMotionReduced === undefined
        ? []
        : [{ name: 'prefers-reduced-motion', value: isMotionReduced ? 'reduce' : 'no-preference' }]),
    ]),
});

function listen(page: Page, log: LogLine[]): void {
  page.on('console', (message) => log.push({ from: 'page', level: message.type(), text: message.text() }));
  page.on('pageerror', (error) => log.push({ from: 'page', level: 'thrown', text: String(error) }));
}

const settle = (puppet: Puppet, id: string, { permissions }: Launch, extension: string) =>
  withExtensionsPage(puppet, async (evaluate) => {
    await until(() => readErrors(evaluate, id), { what: 'the extension to be loaded' });
    await collectErrors(evaluate, id);
    const optional = readManifest(extension).optional_host_permissions ?? [];
    if ((permissions ?? 'granted') === 'granted') await promiseHosts(evaluate, id, optional);
  });

async function withExtensionsPage<T>(puppet: Puppet, use: (evaluate: Evaluate) => Promise<T>): Promise<T> {
  const page = await puppet.newPage();
  try {
    await page.goto(EXTENSIONS_PAGE);
    await page.evaluate(NAMES);
    return await use((inPage, argument) => page.evaluate(inPage as never, argument as never) as never);
  } finally {
    await page.close();
  }
}

async function killWorker(puppet: Puppet, id: string): Promise<void> {
  const session = await puppet.target().createCDPSession();
  const findWorker = async () =>
    (await session.send('Target.getTargets')).targetInfos.find(
      ({ type, url }) => type === 'service_worker' && url.includes(id),
    );
  const worker = await findWorker();
  // One that is just starting does not hear the first time.
  const isGone = async () => {
    if (!worker || (await findWorker())?.targetId !== worker.targetId) return true;
    await session.send('Target.closeTarget', { targetId: worker.targetId });
    return false;
  };
  await until(isGone, { what: 'the worker to be gone' });
  await session.detach();
}
