/** A picture from each service that makes them, in the built extension: asked for, fetched, decoded, sealed, shown. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { bothBrowsers } from '../harness/browser';
import { allowAllHosts } from '../harness/hosts';
import { mustAsk } from '../harness/messages';
import { plantKey } from '../harness/planted';
import type { Found, Screen } from '../harness/screen';
import { until } from '../harness/until';
import { billed, newest, type Stage, setStage, untilOver, untilSays } from './jobs-stage';

interface Service {
  readonly provider: string;
  readonly model: string;
  /** Where its files lie, if not in the answer. */
  readonly files?: string;
}

const SERVICES: readonly Service[] = [
  { provider: 'openai', model: 'gpt-image-2' },
  { provider: 'stability', model: 'core' },
  { provider: 'together', model: 'black-forest-labs/FLUX.2-dev' },
  { provider: 'fal', model: 'fal-ai/flux/schnell', files: 'v3b.fal.media' },
  { provider: 'replicate', model: 'black-forest-labs/flux-2-pro', files: 'replicate.delivery' },
];

/** Where keys may be added, with every host granted. */
async function giveKey({ browser, server }: Stage, provider: string): Promise<void> {
  const options = await browser.open('options.html#/keys');
  await allowAllHosts(browser, options);
  await plantKey(options, provider, server.credential(provider), 'Mine');
  await options.close();
}

/** As the form would ask for it, whatever model it would choose by itself. */
const ask = (screen: Screen, provider: string, model: string, prompt: string) =>
  mustAsk(screen, 'jobs/start', {
    id: newId(),
    make: 'image',
    provider,
    model,
    prompt,
    files: [],
    conversation: newId(),
    parent: null,
    chosen: {},
  });

/** The browser itself says that it could read it. */
const isShown = (screen: Screen): Promise<boolean> =>
  screen.evaluate(() => {
    const picture = document.querySelector('li img');
    return picture instanceof HTMLImageElement && picture.naturalWidth > 0;
  });

const startsWith = (found: Found, words: string) =>
  until(async () => (await found.content()).startsWith(words), { what: `the result of ${words}` });

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it.each(SERVICES)('$provider makes a picture', async ({ provider, model, files }) => {
    const { server, screen } = stage;
    await giveKey(stage, provider);
    await mustAsk(screen, 'models/refresh', { provider, make: 'image', isForced: true });
    await screen.find('tab', 'Image').click();
    await ask(screen, provider, model, `A kettle by ${provider}`);
    await startsWith(newest(screen), `A kettle by ${provider}`);
    await untilOver(newest(screen));
    await newest(screen).find('button', 'Open').waitVisible();
    await until(() => isShown(screen), { what: 'the picture to be read' });
    expect(await newest(screen).find('alert').count()).toBe(0);
    expect(billed(stage)).toHaveLength(1);
    const fetched = server.heard.filter(({ answeredBy }) => answeredBy === 'files');
    expect(fetched.map(({ host }) => host)).toEqual(files ? [files] : []);
    expect(fetched.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
    server.assertClean();
  });

  it('and one that was refused by its rules says so, and whether it cost anything', async () => {
    const { screen } = stage;
    await giveKey(stage, 'stability');
    await screen.find('tab', 'Image').click();
    await ask(screen, 'stability', 'core', 'error=moderated');
    await untilOver(newest(screen));
    await newest(screen).find('alert').waitVisible();
    await untilSays(newest(screen), 'Nothing was charged');
    await ask(screen, 'stability', 'core', 'quirks=filtered');
    await startsWith(newest(screen), 'quirks=filtered');
    await untilOver(newest(screen));
    await untilSays(newest(screen), 'It was charged all the same');
    expect(billed(stage)).toHaveLength(1);
  });
});
