/** Models from the services beside Tripo, in the built extension: asked for on the form, fetched, sealed, gone on from. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { mustAsk } from '../harness/messages';
import { plantKey } from '../harness/planted';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { untilSays } from './jobs-stage';
import { creations, generate, itemAt, pictureFile, type Stage, setStage } from './models-stage';

interface Service {
  readonly provider: string;
  readonly model: string;
  /** From words, or from a picture with sides of so many pixels. */
  readonly side?: number;
  /** Where its files lie, if not in the answer. */
  readonly files?: string;
  readonly price: string;
}

const SERVICES: readonly Service[] = [
  { provider: 'meshy', model: 'Meshy 7.1', files: 'assets.meshy.ai', price: '20 credits' },
  { provider: 'stability', model: 'Stable Fast 3D', side: 96, price: '10 credits' },
  { provider: 'fal', model: 'TRELLIS.2', side: 96, files: 'v3b.fal.media', price: '$0.30' },
];

async function addService({ browser, server, screen }: Stage, provider: string): Promise<void> {
  const options = await browser.open('options.html#/keys');
  await plantKey(options, provider, server.credential(provider), 'Other');
  await options.close();
  await mustAsk(screen, 'models/refresh', { provider, make: 'model3d', isForced: true });
  server.forget();
}

async function choose(screen: Screen, name: string): Promise<void> {
  const model = screen.find('combobox', 'Model');
  await model.click();
  await model.type(name);
  await screen.find('option', new RegExp(name)).waitVisible();
  await screen.press('Enter');
  await until(async () => (await model.value()).includes(name), { what: `${name} to be chosen` });
}

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it.each(SERVICES)('$provider makes a model', async ({ provider, model, side, files, price }) => {
    const { server, screen } = stage;
    await addService(stage, provider);
    if (side) {
      await screen.field('Picture').attach(pictureFile(stage, 5, { width: side, height: side }));
      await screen.find('img', 'Front view').waitVisible();
    }
    await choose(screen, model);
    await untilSays(screen, price);
    await generate(screen, side ? '' : 'A small clay owl');
    const result = itemAt(screen, 0);
    await result.find('link', 'Download').waitVisible(60_000);
    expect(await result.find('alert').count()).toBe(0);
    expect(creations(stage)).toHaveLength(1);
    const fetched = server.heard.filter(({ answeredBy }) => answeredBy === 'files');
    expect([...new Set(fetched.map(({ host }) => host))]).toEqual(files ? [files] : []);
    expect(fetched.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
    server.assertClean();
  });

  it('and colours on a bare shape, as a step of the same family', async () => {
    const { screen } = stage;
    await addService(stage, 'meshy');
    await choose(screen, 'Meshy 6 Lite');
    await generate(screen, 'A small clay owl');
    await itemAt(screen, 0).find('button', 'Colours').click();
    await itemAt(screen, 0).find('button', 'Paint it').click();
    await until(async () => creations(stage).length === 2, { what: 'the second creation' });
    await itemAt(screen, 1).find('link', 'Download').waitVisible(60_000);
    expect(JSON.parse(creations(stage).at(-1)?.body ?? '{}')).toMatchObject({ mode: 'refine' });
  });
});
