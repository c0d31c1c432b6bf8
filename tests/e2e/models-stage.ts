/** A browser with an open vault and a key that makes models in 3D, on the tab where they are made. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Browser, type BrowserName, type Launch, launch } from '../harness/browser';
import { allowAllHosts } from '../harness/hosts';
import { mustAsk } from '../harness/messages';
import { asTaken, png } from '../harness/picture-bytes';
import { pictureFailures } from '../harness/pictures';
import { plantKey, plantVault } from '../harness/planted';
import type { Found, Screen } from '../harness/screen';
import { type Recorded, type Server, startServer } from '../harness/server';
import { until } from '../harness/until';

export interface Stage {
  server: Server;
  browser: Browser;
  /** The side panel, at 3D. */
  screen: Screen;
  keyId: string;
  /** Files that can be attached. */
  folder: string;
}

const PROVIDER = 'tripo';
/** What its stand-in has for each account at first, as a check would have told. */
const REPORT = {
  verdict: 'works',
  facts: [{ name: 'credits', count: 9_876.5, unit: 'credits' }],
  warnings: [],
};

/** Everything anew before each test, and what a test leaves behind goes with its vault. */
export function setStage(name: BrowserName, options: Omit<Launch, 'server'> = {}): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    stage.folder = mkdtempSync(join(tmpdir(), 'firekeep-pictures-'));
    stage.server = await startServer();
    stage.browser = await launch(name, { ...options, server: stage.server });
  });
  beforeEach(async () => {
    await begin(stage);
    return () => stage.screen.close().catch(() => undefined);
  });
  afterAll(async () => {
    await stage.browser.close();
    rmSync(stage.folder, { recursive: true, force: true });
    stage.server.assertClean();
    await stage.server.close();
  });
  pictureFailures(() => stage.browser);
  return stage;
}

async function begin(stage: Stage): Promise<void> {
  const options = await stage.browser.open('options.html#/keys');
  await allowAllHosts(stage.browser, options);
  await plantVault(options);
  stage.keyId = await plantKey(options, PROVIDER, stage.server.credential(PROVIDER), 'Mine', REPORT);
  await options.close();
  stage.screen = await openAt3d(stage);
  stage.server.forget();
}

export async function openAt3d(
  { browser }: Pick<Stage, 'browser'>,
  page = 'sidepanel.html',
): Promise<Screen> {
  const screen = await browser.open(page);
  await mustAsk(screen, 'models/refresh', { provider: PROVIDER, make: 'model3d', isForced: false });
  await screen.find('tab', '3D').click();
  await chosen(screen);
  return screen;
}

/** A model stands in the field, and with it the price. */
const chosen = (screen: Screen) =>
  until(async () => (await screen.find('combobox', 'Model').value()) !== '', { what: 'a first model' });

/** A picture on the disk, told apart by its number. */
export function pictureFile({ folder }: Stage, number = 0, size = { width: 96, height: 64 }): string {
  const path = join(folder, `picture-${number}.png`);
  writeFileSync(path, png(number, size));
  return path;
}

/** Taken with a camera on its side: lying it is red on the left and blue on the right, and longer than services take. */
export async function photoFile({ folder, screen }: Stage, where: string): Promise<string> {
  const base64 = await screen.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 6400, height: 320 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('nothing to draw on');
    for (const [at, colour] of ['red', 'blue'].entries()) {
      context.fillStyle = colour;
      context.fillRect(at * 3200, 0, 3200, 320);
    }
    return canvas.toDataURL('image/jpeg').replace(/^[^,]*,/, '');
  });
  const path = join(folder, 'photo.jpg');
  writeFileSync(path, asTaken(Buffer.from(base64, 'base64'), 6, where));
  return path;
}

/** The JPEG in an upload, as the service sees it: nothing in it says any more how it was held. */
export function seenIn(screen: Screen, upload: Uint8Array | undefined): Promise<object> {
  const bytes = Buffer.from(upload ?? []);
  const jpeg = bytes.subarray(
    bytes.indexOf('ffd8ff', 0, 'hex'),
    bytes.lastIndexOf('ffd9', undefined, 'hex') + 2,
  );
  return screen.evaluate(
    async (url) => {
      const blob = await (await fetch(url)).blob();
      const picture = await createImageBitmap(blob);
      const { width, height } = picture;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('nothing to draw on');
      context.drawImage(picture, 0, 0);
      const colourAt = (share: number) => {
        const [red = 0, , blue = 0] = context.getImageData(width / 2, height * share, 1, 1).data;
        return red > 200 && blue < 50 ? 'red' : blue > 200 && red < 50 ? 'blue' : `${red} ${blue}`;
      };
      return { width, height, top: colourAt(0.25), bottom: colourAt(0.75) };
    },
    `data:image/jpeg;base64,${jpeg.toString('base64')}`,
  );
}

export async function generate(screen: Screen, prompt: string): Promise<void> {
  if (prompt !== '') await screen.field('Prompt').fill(prompt);
  await screen.find('button', 'Generate').click();
}

export const results = (screen: Screen): Found => screen.find('list', 'Results');

/** The item with this prompt or deed. */
export const itemAt = (screen: Screen, at: number): Found => results(screen).find('listitem').nth(at);

/** What was made, and what it would be charged for. */
export const creations = ({ server }: Stage): Recorded[] => server.heard.filter(({ isBilled }) => isBilled);

/** The browser itself says that it could read the picture of what was made. */
export const isShown = (screen: Screen): Promise<boolean> =>
  screen.evaluate(() => {
    const picture = document.querySelector('ul[aria-label="Results"] figure img');
    return picture instanceof HTMLImageElement && picture.naturalWidth > 0;
  });

/** What a person would have on their disk. */
export async function savedBytes(screen: Screen, item: Found): Promise<number[]> {
  const link = item.find('link', 'Download');
  await link.focus();
  const href = await until(
    async () => {
      const found = await link.attribute('href');
      return found?.startsWith('blob:') && found;
    },
    { what: 'the file to be ready to be saved' },
  );
  return screen.evaluate(async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())], href);
}
