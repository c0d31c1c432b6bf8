/** Where looking at a model ends: no drawing, drawing taken back, and files of the size that services make at most. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fullPageOf } from '../../components/viewer/address';
import type { Chromium } from '../harness/chromium';
import { type Colour, cubeGlb } from '../harness/models-3d';
import { plantModel } from '../harness/planted-models';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { setViewerStage, untilDrawn } from './viewer-stage';

const stage = setViewerStage('chromium');

const GREEN: Colour = [0, 1, 0];
const MEGABYTE = 1024 * 1024;

/** The model's page, and Playwright's own handle on it. `before` runs in the page before any program. */
async function openPage(bytes: Uint8Array, before?: () => void): Promise<{ screen: Screen; page: Page }> {
  const { jobId, made } = await plantModel(stage.base, { bytes });
  const screen = await stage.browser.open('icon.svg');
  stage.shown = screen;
  const page = (stage.browser as Chromium).context.pages().at(-1);
  if (!page) throw new Error('no page is open');
  if (before) await page.addInitScript(before);
  await screen.goto(fullPageOf(jobId, made.at).slice(1));
  return { screen, page };
}

const untilSays = (screen: Screen, words: string) =>
  until(async () => (await screen.content()).includes(words), { what: words });

describe('drawing', () => {
  it('that the browser does not do is said, and the model can be downloaded', async () => {
    const { screen, page } = await openPage(cubeGlb(), () => {
      const { getContext } = HTMLCanvasElement.prototype;
      Object.assign(HTMLCanvasElement.prototype, {
        getContext(this: HTMLCanvasElement, kind: string, ...more: []) {
          return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...more);
        },
      });
    });
    await untilSays(screen, 'WebGL is switched off or not supported');
    expect(await saved(page, screen)).toEqual(Buffer.from(cubeGlb()));
  });

  it('that the browser takes back is said, and the model can be downloaded', async () => {
    const { screen } = await openPage(cubeGlb({ colour: GREEN }));
    await untilDrawn(screen, GREEN);
    await screen.evaluate(() => {
      const canvas = document
        .querySelector('model-viewer')
        ?.shadowRoot?.querySelector<HTMLCanvasElement>('#webgl-canvas');
      canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    });
    await untilSays(screen, 'The browser took back what is needed to draw in 3D');
    await screen.find('link', 'Download').waitVisible();
  });
});

it('a model of 60 MB is drawn, saved byte for byte under a name that tells nothing, and its memory given back', async () => {
  // Half a million triangles, and bytes that only take room, as textures do.
  const bytes = cubeGlb({ colour: GREEN, cuts: 200, ballast: 45 * MEGABYTE });
  expect(bytes.length).toBeGreaterThan(60_000_000);
  const { screen, page } = await openPage(bytes);
  await untilDrawn(screen, GREEN);
  const session = await (stage.browser as Chromium).context.newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / MEGABYTE;
  };
  // What JavaScript holds; the file itself lies outside, in a blob.
  expect(await heap()).toBeLessThan(60);
  expect((await saved(page, screen)).equals(bytes)).toBe(true);
  await screen.evaluate(() => {
    location.hash = '#closed';
  });
  await untilSays(screen, 'There is no model here');
  await until(async () => (await heap()) < 20, { what: 'the heap to be small again' });
}, 300_000);

async function saved(page: Page, screen: Screen): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await screen.find('link', 'Download').click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^firekeep-\d{8}-\d{6}-1\.glb$/);
  return readFileSync(await download.path());
}
