/** An answer on its way: whoever closes the popup, looks at it twice, stops it or locks finds what was paid for. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { lock, unlock } from '../harness/journey';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import {
  billed,
  generate,
  jobRows,
  NOTHING,
  newest,
  PANEL,
  POPUP,
  requestFor,
  setStage,
  untilBooked,
  untilEnded,
  untilOver,
  untilSays,
  wholeAnswer,
  wordsIn,
} from './jobs-stage';

const LONG = 'pieces=40 every=100';
/** What the stand-in counts for forty words. */
const COST = '$0.00004';

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  const expectWhole = async (screen: Screen) => {
    await untilSays(newest(screen), wholeAnswer(40));
    await untilOver(newest(screen));
    await untilSays(newest(screen), COST);
    expect(await newest(screen).find('alert').count()).toBe(0);
    expect(billed(stage)).toHaveLength(1);
  };

  it('an answer grows before the eyes, with a bar until it ends and its cost after it', async () => {
    const { screen } = stage;
    await generate(screen, LONG);
    await newest(screen).find('progressbar').waitVisible();
    expect(await screen.field('Prompt').value()).toBe('');
    await untilSays(newest(screen), 'word3');
    expect(wordsIn(await newest(screen).content())).toBeLessThan(40);
    await screen.find('button', 'Stop').waitVisible();
    await expectWhole(screen);
    await screen.find('button', 'Generate').waitVisible();
  });

  it('goes on without its popup, also while nobody looks, and is whole in the next one', async () => {
    await generate(stage.screen, LONG);
    await untilSays(newest(stage.screen), 'word3');
    const elsewhere = await stage.browser.open(NOTHING);
    await stage.screen.close();
    const second = await stage.browser.open(POPUP);
    await untilSays(newest(second), 'word8');
    await second.find('button', 'Stop').waitVisible();
    expect(wordsIn(await newest(second).content())).toBeLessThan(40);
    await second.close();
    await untilBooked(elsewhere);
    stage.screen = await stage.browser.open(POPUP);
    await expectWhole(stage.screen);
    await elsewhere.close();
  });

  it('two pages show the same at the same moment, and a stop in one is seen in the other', async () => {
    const panel = await stage.browser.open(PANEL);
    await generate(stage.screen, 'pieces=400 every=50');
    const request = await requestFor(stage, 'pieces=400');
    for (const words of [5, 15, 25]) {
      await untilSays(newest(stage.screen), `word${words} `);
      // Asked after the first page was: it may only be further.
      await untilSays(newest(panel), `word${words} `, 1_000);
    }
    await panel.find('button', 'Stop').click();
    for (const screen of [stage.screen, panel]) {
      await untilOver(newest(screen));
      await newest(screen).find('alert').waitVisible();
      await newest(screen).find('button', 'Ask again').waitVisible();
      await newest(screen).find('button', 'Continue').waitVisible();
    }
    await untilEnded(request, 2_000);
    const kept = wordsIn(await newest(panel).content());
    expect(kept).toBeGreaterThanOrEqual(25);
    expect(kept).toBeLessThan(400);
    // A page that nobody sees is painted when the browser likes.
    await until(async () => wordsIn(await newest(stage.screen).content()) === kept, {
      what: `both pages to show ${kept} words`,
    });
    expect(billed(stage)).toHaveLength(1);
    await panel.close();
  });

  it('a lock shows nothing more, and loses nothing of it', async () => {
    const panel = await stage.browser.open(PANEL);
    await generate(stage.screen, `${LONG} kumquat`);
    const request = await requestFor(stage, 'kumquat');
    await untilSays(newest(panel), 'word3');
    await lock(stage.screen);
    await panel.find('heading', 'Unlock Firekeep').waitVisible();
    const atLock = (await jobRows(panel))[0]?.rev ?? 0;
    await untilEnded(request);
    await until(async () => ((await jobRows(panel))[0]?.rev ?? 0) > atLock, {
      what: 'the rest to be sealed while locked',
    });
    for (const screen of [stage.screen, panel]) {
      const left = await screen.evaluate(() => `${document.title} ${document.documentElement.outerHTML}`);
      expect(/word\d|kumquat/.exec(left)).toBe(null);
    }
    await unlock(panel);
    await expectWhole(panel);
    await expectWhole(stage.screen);
    await panel.close();
  });

  it('takes nobody’s place who reads an earlier one while it grows', async () => {
    const { screen } = stage;
    await generate(screen, 'pieces=900');
    await untilSays(newest(screen), 'word900');
    await untilOver(newest(screen));
    await generate(screen, 'pieces=150 every=40');
    await untilSays(newest(screen), 'word3 ');
    const before = await screen.evaluate(readEarlier);
    await untilSays(newest(screen), 'word120 ');
    expect(Math.abs((await screen.evaluate(placeOfEarlier)) - before)).toBeLessThan(2);
    await untilSays(newest(screen), 'word150');
    await untilOver(newest(screen));
    expect(Math.abs((await screen.evaluate(placeOfEarlier)) - before)).toBeLessThan(2);
  });

  it('pressed twice, asked once: the second half of a double click does not stop it either', async () => {
    const { screen } = stage;
    await screen.field('Prompt').fill(LONG);
    await screen.find('button', 'Generate').doubleClick();
    await expectWhole(screen);
    expect(await jobRows(screen)).toHaveLength(1);
  });
});

const placeOfEarlier = (): number =>
  document.querySelector('[aria-label="Results"] > li:last-child')?.getBoundingClientRect().top ?? Number.NaN;

/** Somebody scrolls into the middle of it; the newer one above is still seen in part. */
function readEarlier(): Promise<number> {
  const place = () =>
    document.querySelector('[aria-label="Results"] > li:last-child')?.getBoundingClientRect().top ??
    Number.NaN;
  scrollBy(0, place() - 30);
  // Two frames: by then what was scrolled to has its true height.
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(place()))));
}
