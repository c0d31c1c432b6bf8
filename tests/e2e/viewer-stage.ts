/** A browser that can draw in 3D, with an open vault into which models are put, and the page that shows one. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { fullPageOf } from '../../components/viewer/address';
import { type Browser, type BrowserName, type LogLine, launch } from '../harness/browser';
import { type Display, openDisplay } from '../harness/display';
import { pictureFailures } from '../harness/pictures';
import { plantVault } from '../harness/planted';
import { type Model, plantModel } from '../harness/planted-models';
import type { Screen } from '../harness/screen';
import { lookAt, type Rgb } from '../harness/seen';
import { type Server, startServer } from '../harness/server';
import { until } from '../harness/until';

export const VIEWER = 'model-viewer';
export interface ViewerStage {
  server: Server;
  browser: Browser;
  /** From here models are put into the vault. */
  base: Screen;
  /** The page of the last model, and the job that made it. */
  shown?: Screen | undefined;
  jobId: string;
}

export function setViewerStage(name: BrowserName): ViewerStage {
  const stage = {} as ViewerStage;
  let display: Display | undefined;
  beforeAll(async () => {
    // Firefox draws in 3D only with a window, Chromium without one too.
    if (name === 'firefox') display = await openDisplay();
    stage.server = await startServer();
    stage.browser = await launch(name, { server: stage.server, isShown: name === 'firefox' });
    stage.base = await stage.browser.open('options.html#/keys');
    await plantVault(stage.base);
  });
  afterAll(async () => {
    await stage.browser?.close();
    await display?.close();
    stage.server?.assertClean();
    await stage.server?.close();
  });
  // Runs after the next one, which takes pictures of what is open.
  afterEach(async () => {
    await stage.shown?.close();
    stage.shown = undefined;
  });
  pictureFailures(() => stage.browser);
  return stage;
}

export const loggedBy = ({ browser }: ViewerStage): Promise<readonly LogLine[]> => browser.logged();

/** Puts a model into the vault and opens its page. */
export async function openModelPage(stage: ViewerStage, model: Model): Promise<Screen> {
  const { jobId, made } = await plantModel(stage.base, model);
  await stage.shown?.close();
  const screen = await stage.browser.open(fullPageOf(jobId, made.at).slice(1));
  Object.assign(stage, { shown: screen, jobId });
  return screen;
}

/** So much of the picture, at least, is of the model's colour. */
const LEAST = 0.05;

export const untilDrawn = (screen: Screen, colour: Rgb) =>
  until(
    async () => {
      const share = (await lookAt(screen, VIEWER)).shareOf(colour);
      return share > LEAST && share;
    },
    { what: `a model of the colour ${colour} to be drawn`, withinMs: 90_000 },
  );
