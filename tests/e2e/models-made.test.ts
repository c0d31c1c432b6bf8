/** Models in the built extension: from words and pictures, and every step after them; closed and locked in between. */
import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { unlock } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { plantKey } from '../harness/planted';
import { until } from '../harness/until';
import { untilOver, untilSays } from './jobs-stage';
import {
  creations,
  generate,
  isShown,
  itemAt,
  openAt3d,
  photoFile,
  pictureFile,
  results,
  savedBytes,
  seenIn,
  setStage,
} from './models-stage';

/** What a camera would have written. */
const WHERE = 'GPS 48.137 11.575';

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('words become a model with a picture, at the price that was said', async () => {
    const { screen } = stage;
    await screen.text('About 20 credits ($0.20)').waitVisible();
    await generate(screen, 'a small clay owl');
    const item = itemAt(screen, 0);
    await untilSays(item, 'a small clay owl');
    await untilOver(item);
    await untilSays(item, '20 credits ($0.20)');
    await until(() => isShown(screen), { what: 'the picture of the model' });
    expect(await item.find('alert').count()).toBe(0);
    expect(creations(stage)).toHaveLength(1);
    expect(await item.find('link', 'Download').attribute('download')).toMatch(
      /^firekeep-\d{8}-\d{6}-1\.glb$/,
    );
    expect((await savedBytes(screen, item)).slice(0, 4)).toEqual(
      [...'glTF'].map((letter) => letter.charCodeAt(0)),
    );
    stage.server.assertClean();
  });

  it('pictures become one: what a camera wrote into them stays here, and each is sent once', async () => {
    const { screen, server } = stage;
    await screen.field('Picture').attach(await photoFile(stage, WHERE));
    await screen.find('img', 'Front view').waitVisible();
    const back = pictureFile(stage, 2);
    appendFileSync(back, WHERE);
    await screen.field('Back').attach(back);
    await screen.find('img', 'Back view').waitVisible();
    await screen.text('About 30 credits ($0.30)').waitVisible();
    await generate(screen, '');
    await untilOver(itemAt(screen, 0));
    await untilSays(itemAt(screen, 0), '30 credits');
    const uploads = server.heard.filter(({ path }) => path === '/v3/files');
    expect(uploads).toHaveLength(2);
    expect(uploads.filter(({ body }) => body.includes(WHERE) || body.includes('Exif'))).toEqual([]);
    // Held upright, and no larger than it may be.
    const photo = uploads.find(({ body }) => body.includes('image/jpeg'));
    const upright = { width: 300, height: 6000, top: 'red', bottom: 'blue' };
    expect(await seenIn(screen, photo?.bytes)).toEqual(upright);
    const [made] = creations(stage);
    expect(made?.path).toBe('/v3/generation/multiview-to-model');
    const token = expect.stringMatching(/^file_/);
    expect(JSON.parse(made?.body ?? '{}').inputs).toEqual([{ front: token }, { back: token }]);
  });

  it('a picture that was made here becomes one with one press', async () => {
    const { screen, server, browser } = stage;
    const options = await browser.open('options.html#/keys');
    await plantKey(options, 'openrouter', server.credential('openrouter'), 'Mine');
    await options.close();
    await mustAsk(screen, 'models/refresh', { provider: 'openrouter', make: 'image', isForced: true });
    await screen.find('tab', 'Image').click();
    const model = screen.find('combobox', 'Model');
    await until(async () => (await model.count()) === 1 && (await model.value()) !== '', {
      what: 'a first model',
    });
    await generate(screen, 'a fox beside a fire');
    await results(screen).find('button', 'Make 3D').click();
    await screen.find('img', 'Front view').waitVisible();
    expect(await screen.find('tab', '3D').attribute('aria-selected')).toBe('true');
    await generate(screen, '');
    await untilOver(itemAt(screen, 0));
    await untilSays(itemAt(screen, 0), '30 credits');
    expect(creations(stage).at(-1)?.path).toBe('/v3/generation/image-to-model');
  });

  it('goes on: a check for nothing, a skeleton, a movement, another format; all in one family', async () => {
    const { screen } = stage;
    await generate(screen, 'a small clay owl');
    await results(screen).find('button', 'Skeleton check').click();
    await screen.find('button', 'Check for a skeleton').click();
    await screen.find('button', 'Give it a skeleton').waitVisible();
    await screen.find('button', 'Give it a skeleton').click();
    await results(screen).find('button', 'Movement').click();
    await screen.find('searchbox', 'Find by name').fill('dance');
    await screen.field('Dance 2').click();
    await screen.text('About 10 credits ($0.10)').waitVisible();
    await screen.find('button', 'Animate').click();
    await untilSays(results(screen), '10 credits ($0.10)');
    await results(screen).find('button', 'Other format').nth(0).click();
    await screen.find('combobox', 'Format').choose('OBJ');
    await screen.find('button', 'Convert').click();
    await untilSays(results(screen), '5 credits ($0.05)');
    await untilSays(results(screen), 'ZIP');
    expect(creations(stage).map(({ path }) => path)).toEqual([
      '/v3/generation/text-to-model',
      '/v3/animations/rig',
      '/v3/animations/retarget',
      '/v3/models/convert',
    ]);
    // Each stands right under what it was made from, the newest first.
    const deeds = await screen.evaluate(() =>
      [...(document.querySelector('ul[aria-label="Results"]')?.children ?? [])].map(
        (item) => item.querySelector('p')?.firstChild?.nextSibling?.textContent ?? 'first',
      ),
    );
    expect(deeds).toEqual(['first', 'Other format', 'Skeleton check', 'Skeleton', 'Movement']);
  });

  it('goes on while nobody looks', async () => {
    await generate(stage.screen, 'every=4000');
    await results(stage.screen).find('progressbar').waitVisible();
    await until(() => Promise.resolve(creations(stage).length === 1), { what: 'the creation' });
    await stage.screen.close();
    stage.screen = await openAt3d(stage, 'popup.html');
    await untilOver(itemAt(stage.screen, 0), 60_000);
    await untilSays(itemAt(stage.screen, 0), '20 credits ($0.20)');
    expect(creations(stage)).toHaveLength(1);
  });

  it('goes on after a lock', async () => {
    const { screen } = stage;
    await generate(screen, 'every=3000');
    await until(() => Promise.resolve(creations(stage).length === 1), { what: 'the creation' });
    await screen.find('button', 'Lock').click();
    await unlock(screen);
    await screen.find('tab', '3D').click();
    await untilOver(itemAt(screen, 0), 60_000);
    await untilSays(itemAt(screen, 0), '20 credits ($0.20)');
    expect(creations(stage)).toHaveLength(1);
  });

  it('what failed says that it cost nothing; what is lost is looked for and never made twice', async () => {
    const { screen } = stage;
    await generate(screen, 'error=refused');
    await itemAt(screen, 0).find('alert').waitVisible();
    await untilSays(itemAt(screen, 0), 'Nothing was charged');
    await generate(screen, 'an owl error=gateway-made quirks=blind');
    await results(screen).find('button', 'Look again').waitVisible();
    await until(
      async () => {
        const look = results(screen).find('button', 'Look again');
        if ((await results(screen).find('button', 'This one').count()) > 0) return true;
        await look.click();
        return false;
      },
      { what: 'what it could be' },
    );
    await results(screen).find('button', 'This one').nth(0).click();
    await untilOver(itemAt(screen, 0));
    await untilSays(itemAt(screen, 0), '20 credits ($0.20)');
    expect(creations(stage)).toHaveLength(1);
  });
});
