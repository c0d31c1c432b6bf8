/** Looking at a model, in both browsers, with what is really on the screen. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import {
  animatedGlb,
  type Colour,
  callingGlb,
  cubeGlb,
  dracoGlb,
  emptyZip,
  ktx2Glb,
  meshoptGlb,
} from '../harness/models-3d';
import { plantKey } from '../harness/planted';
import { findPoster, plantModel } from '../harness/planted-models';
import type { Screen } from '../harness/screen';
import { lookAt, lookAtPicture } from '../harness/seen';
import { until } from '../harness/until';
import { cutOff, violations } from './access';
import { loggedBy, openModelPage, setViewerStage, untilDrawn, VIEWER } from './viewer-stage';

const RED: Colour = [1, 0, 0];
const GREEN: Colour = [0, 1, 0];
const BLUE: Colour = [0, 0.05, 1];
const YELLOW: Colour = [1, 0.8, 0];
const VIOLET: Colour = [0.7, 0, 1];

describe.each(bothBrowsers)('a model in %s', (name) => {
  const stage = setViewerStage(name);
  let screen: Screen;

  it.each([
    ['as it is', RED, () => cubeGlb({ colour: RED })],
    ['compressed with Draco', GREEN, () => dracoGlb(GREEN)],
    ['compressed with Meshopt', BLUE, () => meshoptGlb(BLUE)],
    ['with a texture in KTX2', YELLOW, () => ktx2Glb(YELLOW)],
    ['with animations', VIOLET, () => animatedGlb(VIOLET)],
  ])('is drawn: %s', async (_how, colour, make) => {
    screen = await openModelPage(stage, { bytes: make() });
    await untilDrawn(screen, colour);
    await screen.find('group', 'View').waitVisible();
    expect(await screen.content()).toMatch(/\d+ triangles · (no textures|1 texture) · \d+ KB/);
  });

  it('leaves a picture of itself for lists, sealed like any file', async () => {
    screen = await openModelPage(stage, { bytes: cubeGlb({ colour: RED }) });
    await untilDrawn(screen, RED);
    const poster = await until(() => findPoster(stage.base, stage.jobId), { what: 'the poster' });
    expect(poster.media).toBe('image/webp');
    expect((await lookAtPicture(screen, poster.bytes, poster.media)).shareOf(RED)).toBeGreaterThan(0.05);
  });

  it.each(['light', 'dark'] as const)('can be used by everybody: %s', async (scheme) => {
    screen = await openModelPage(stage, { bytes: animatedGlb(RED) });
    await screen.emulate({ scheme });
    await untilDrawn(screen, RED);
    for (const [width, height] of [
      [1280, 800],
      [400, 600],
    ] as const) {
      await screen.setViewport(width, height);
      expect(await violations(screen)).toEqual([]);
      expect(await cutOff(screen)).toEqual([]);
    }
    await screen.emulate({ scheme: 'light' });
  });

  it('is drawn plain or as wires, and again as it was made', async () => {
    screen = await openModelPage(stage, { bytes: cubeGlb({ colour: RED, cuts: 6 }) });
    const made = await untilDrawn(screen, RED);
    const share = async () => (await lookAt(screen, VIEWER)).shareOf(RED);
    for (const surface of ['Plain', 'Wireframe']) {
      await screen.field('Surface').choose(surface);
      await until(async () => (await share()) < made / 20, { what: `${surface} to be drawn` });
    }
    await screen.field('Surface').choose('As made');
    await until(async () => (await share()) > made / 2, { what: 'the model as it was made' });
  });

  it('can be turned, brought nearer and set back by the keyboard alone', async () => {
    screen = await openModelPage(stage, { bytes: cubeGlb({ colour: RED }) });
    const share = async () => (await lookAt(screen, VIEWER)).shareOf(RED);
    const first = await untilDrawn(screen, RED);
    expect(await focusOn(screen)).toBe('a cube. Use mouse, touch or arrow keys to move.');
    const orbit = await orbitOf(screen);
    for (let press = 0; press < 4; press += 1) await screen.press('ArrowLeft');
    await until(async () => Math.abs((await orbitOf(screen)) - orbit) > 0.1, { what: 'it to be turned' });
    await screen.find('button', 'Nearer').click();
    await until(async () => (await share()) > first * 1.1, { what: 'it to come nearer' });
    await screen.find('button', 'As at first').click();
    await until(async () => Math.abs((await share()) - first) < first * 0.1, { what: 'it to be set back' });
  });

  it('moves when an animation is chosen, and stands still when it is paused', async () => {
    screen = await openModelPage(stage, { bytes: animatedGlb(RED) });
    await untilDrawn(screen, RED);
    await screen.field('Animation').choose('Jump');
    const at = await clockOf(screen);
    await until(async () => (await clockOf(screen)) !== at, { what: 'the animation to go on' });
    await screen.find('button', 'Pause').click();
    await screen.find('button', 'Play').waitVisible();
    const paused = await clockOf(screen);
    await screen.find('button', 'Nearer').click();
    await untilDrawn(screen, RED);
    expect(await clockOf(screen)).toBe(paused);
  });

  it('does not move by itself for who wants no motion', async () => {
    screen = await openModelPage(stage, { bytes: animatedGlb(RED) });
    await screen.emulate({ isMotionReduced: true });
    await screen.reload();
    await untilDrawn(screen, RED);
    await screen.find('button', 'Play').waitVisible();
    expect(await clockOf(screen)).toBe(0);
    await screen.emulate({ isMotionReduced: false });
  });

  it('that is cut, or no model at all, is said and can still be downloaded', async () => {
    const whole = cubeGlb();
    const damaged = Uint8Array.from(whole, (byte, at) => (at > 20 && at < 60 ? 0x7b : byte));
    for (const [model, words] of [
      [{ bytes: whole.slice(0, -8) }, 'its file is damaged'],
      [{ bytes: damaged }, 'its file is damaged'],
      [{ bytes: emptyZip(), media: 'model/obj' }, 'A file of the kind OBJ cannot be shown here'],
    ] as const) {
      screen = await openModelPage(stage, model);
      await until(async () => (await screen.content()).includes(words), { what: words });
      await screen.find('link', 'Download').waitVisible();
      expect(await screen.find('link', 'Download').attribute('href')).toMatch(/^blob:/);
    }
  });

  it('that names a picture elsewhere is drawn without it, and nobody is asked', async () => {
    // Until here nothing was there to be said.
    expect(await loggedBy(stage)).toEqual([]);
    stage.server.forget();
    screen = await openModelPage(stage, { bytes: callingGlb('https://evil.example/picture.png', GREEN) });
    await untilDrawn(screen, GREEN);
    expect(stage.server.heard).toEqual([]);
    // The browser says itself that it refused.
    for (const { text } of await loggedBy(stage))
      expect(text).toMatch(/Content.Security.Policy|evil\.example/);
  });

  it.each(['popup.html', 'sidepanel.html'])('is drawn beside where it was asked for: %s', async (page) => {
    await plantKey(stage.base, 'tripo', stage.server.credential('tripo'), 'Mine');
    await plantModel(stage.base, { bytes: cubeGlb({ colour: VIOLET }) });
    screen = await stage.browser.open(page);
    stage.shown = screen;
    await screen.setViewport(400, 600);
    await screen.find('tab', '3D').click();
    await screen.find('list', 'Results').find('button', 'Open').nth(0).click();
    await screen.find('dialog', '3D model').waitVisible();
    await untilDrawn(screen, VIOLET);
    await screen.press('Escape');
    const isClosed = () => screen.evaluate(() => document.querySelector('model-viewer') === null);
    await until(isClosed, { what: 'the model to be closed' });
  });
});

/** It lies in a tree of its own, where not every driver looks. Its name is returned. */
const focusOn = (screen: Screen): Promise<string | null> =>
  screen.evaluate(() => {
    const found = document
      .querySelector('model-viewer')
      ?.shadowRoot?.querySelector<HTMLElement>('[role="img"][tabindex="0"]');
    found?.focus();
    return found?.getAttribute('aria-label') ?? null;
  });

interface Turned extends Element {
  getCameraOrbit(): { readonly theta: number };
  readonly currentTime: number;
}
const orbitOf = (screen: Screen): Promise<number> =>
  screen.evaluate(() => document.querySelector<Turned>('model-viewer')?.getCameraOrbit().theta ?? 0);
const clockOf = (screen: Screen): Promise<number> =>
  screen.evaluate(() => document.querySelector<Turned>('model-viewer')?.currentTime ?? -1);
