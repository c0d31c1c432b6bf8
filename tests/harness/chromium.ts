/** Chromium with the built extension, driven by Playwright. */
import { type BrowserContext, chromium, type Page } from 'playwright-core';
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
import { toScreen } from './playwright-screen';
import { killTree } from './processes';
import { denyHosts } from './prompts';
import { until } from './until';
import { makeWorkspace, type Workspace } from './workspace';

/** For tests that need more than the common face: DevTools sessions, routes, downloads. */
export interface Chromium extends Browser {
  readonly name: 'chromium';
  readonly context: BrowserContext;
  relaunch(): Promise<Chromium>;
}

export async function launchChromium(options: Launch = {}, kept?: Workspace): Promise<Chromium> {
  const workspace = kept ?? makeWorkspace('chromium', options);
  const { profile, extension } = workspace;
  const id = idOfBuild(extension);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: (await needChromium()).path,
    headless: true,
    handleSIGINT: false,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--enable-unsafe-extension-debugging',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...flagsFor(options.server),
    ],
  });
  const ended = new Promise<void>((resolve) => context.once('close', () => resolve()));
  await context.addInitScript(NAMES);
  const log = listen(context);
  await settle(context, id, options, extension);

  const browser: Chromium = {
    name: 'chromium',
    origin: `chrome-extension://${id}`,
    profile,
    context,
    ended,
    async open(page) {
      const prepare = (loaded: Page) =>
        options.permissions === 'denied' ? loaded.evaluate(denyHosts) : Promise.resolve();
      const screen = toScreen(await context.newPage(), {
        origin: browser.origin,
        prepare,
        logged: () => browser.logged(),
      });
      await screen.goto(page);
      return screen;
    },
    killWorker: () => killWorker(context, id),
    kill: () => killTree(profile),
    async close({ keepsProfile = false } = {}) {
      await context.close().catch(() => undefined);
      workspace.clear(keepsProfile);
    },
    async relaunch() {
      await context.close().catch(() => undefined);
      return launchChromium(options, workspace);
    },
    logged: async () => {
      const errors = await withExtensionsPage(context, (evaluate) => readErrors(evaluate, id));
      return [...log, ...errors].filter(({ text }) => !isOfDrawing(text));
    },
    snap: (folder) => snapAll(context.pages(), folder),
    assertQuiet: async () => assertNothing(await browser.logged()),
  };
  return browser;
}

/** Without a graphics card its drawing tells how quick it was. */
const isOfDrawing = (text: string) => /^\[\.WebGL-\w+\]GL Driver Message/.test(text);

/** Errors are collected from the first moment on, and the extension is proved to run. */
const settle = (context: BrowserContext, id: string, { permissions }: Launch, extension: string) =>
  withExtensionsPage(context, async (evaluate) => {
    await until(() => readErrors(evaluate, id), {
      withinMs: 3_000,
      what: 'the extension to be loaded',
    }).catch(() => loadOtherwise(context, extension));
    await until(() => readErrors(evaluate, id), { what: 'the extension to be loaded' });
    await collectErrors(evaluate, id);
    const optional = readManifest(extension).optional_host_permissions ?? [];
    if ((permissions ?? 'granted') === 'granted') await promiseHosts(evaluate, id, optional);
  });

/** Branded Chrome passes the flag by and takes an extension only from whoever holds its debugging pipe. */
async function loadOtherwise(context: BrowserContext, extension: string): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  await session?.send('Extensions.loadUnpacked' as never, { path: extension } as never);
  await session?.detach();
}

async function withExtensionsPage<T>(
  context: BrowserContext,
  use: (evaluate: Evaluate) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(EXTENSIONS_PAGE);
    return await use((inPage, argument) => page.evaluate(inPage as never, argument) as never);
  } finally {
    await page.close();
  }
}

function listen(context: BrowserContext): LogLine[] {
  const log: LogLine[] = [];
  context.on('console', (message) => {
    const url = message.page()?.url() ?? '';
    if (!url.startsWith('chrome:'))
      log.push({ from: message.page() ? 'page' : 'worker', level: message.type(), text: message.text() });
  });
  context.on('weberror', (error) => {
    log.push({ from: 'page', level: 'thrown', text: String(error.error().stack ?? error.error()) });
  });
  return log;
}

async function killWorker(context: BrowserContext, id: string): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('no browser to ask');
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
