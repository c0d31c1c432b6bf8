/**
 * Every screen and state for people who cannot see it, see it enlarged, in the dark, in their system's own
 * colours, or without motion. One walk through all of them; what was found is told apart afterwards.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, bothBrowsers, launch } from '../harness/browser';
import { pictureFailures } from '../harness/pictures';
import { type Server, startServer } from '../harness/server';
import { cutOff, flatBars, hasBars, layOutAll, moving, violations } from './access';
import { type State, walk } from './states';

const PICTURES = fileURLToPath(new URL('../.artifacts/screens', import.meta.url));

type Size = readonly [width: number, height: number];
/** The first one is where people mostly see it. 640 × 400 is 1280 × 800 at 200 %. */
const SIZES: Readonly<Record<State['surface'], readonly [Size, ...Size[]]>> = {
  options: [
    [1280, 800],
    [640, 400],
    [320, 640],
  ],
  popup: [[400, 600]],
  sidepanel: [
    [320, 800],
    [480, 800],
  ],
};

interface Found {
  readonly light: string[];
  readonly dark: string[];
  readonly cut: string[];
  readonly motion: string[];
  readonly forced: string[];
}

/** What the whole walk must have come by: a state that is no longer reached would be looked at no longer. */
const STATES = 93;

describe.each(bothBrowsers)('%s', (name) => {
  let server: Server;
  let browser: Browser;
  const found: Found = { light: [], dark: [], cut: [], motion: [], forced: [] };
  const seen: string[] = [];
  const barred: string[] = [];

  const look = async ({ name: state, screen, surface }: State) => {
    seen.push(state);
    const note = (into: string[], lines: readonly string[]) =>
      into.push(...lines.map((line) => `${state}: ${line}`));
    // For people to look at; one browser's are enough.
    const picture = async (file: string) => {
      if (name === 'chromium') await screen.screenshot(`${PICTURES}/${file}`);
    };
    const [usual, ...others] = SIZES[surface];
    await screen.setViewport(...usual);
    await screen.emulate({ scheme: 'light', isMotionReduced: true });
    await layOutAll(screen);
    note(found.motion, await moving(screen));
    note(found.light, await violations(screen));
    await picture(`${state}-light.png`);
    await screen.emulate({ scheme: 'dark' });
    note(found.dark, await violations(screen, ['color-contrast', 'link-in-text-block']));
    await picture(`${state}-dark.png`);
    if (await hasBars(screen)) {
      barred.push(state);
      await screen.emulate({ hasForcedColors: true });
      note(found.forced, await flatBars(screen));
      if (state.endsWith('keys')) await picture(`${state}-forced.png`);
      await screen.emulate({ hasForcedColors: false });
    }
    note(found.cut, await cutOff(screen));
    for (const size of others) {
      await screen.setViewport(...size);
      note(
        found.cut,
        (await cutOff(screen)).map((line) => `${size[0]}: ${line}`),
      );
      await picture(`${state}-${size[0]}.png`);
    }
    await screen.setViewport(...usual);
  };

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    server = await startServer();
    browser = await launch(name, { server });
    for await (const state of walk(browser, server)) await look(state);
  }, 420_000);

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  pictureFailures(() => browser);

  it('was seen in every state', () => expect(new Set(seen).size).toBe(STATES));
  it('has no violation', () => expect(found.light).toEqual([]));
  it('has enough contrast in the dark', () => expect(found.dark).toEqual([]));
  it('shows all its text at 200 %, and in the narrowest window', () => expect(found.cut).toEqual([]));
  it('keeps still for people who ask for it', () => expect(found.motion).toEqual([]));
  it('shows its bars in the colours of the system', () => {
    expect(barred.length).toBeGreaterThan(3);
    expect(found.forced).toEqual([]);
  });
  it('logged nothing', () => browser.assertQuiet());
});
