/** A model of 60 MB: it comes through a line that breaks and a background that dies, byte for byte, in little memory. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import type { Chromium } from '../harness/chromium';
import { mustAsk } from '../harness/messages';
import type { Found, Screen } from '../harness/screen';
import type { Heard } from '../harness/stand-ins/shape';
import { modelFiles } from '../harness/stand-ins/tripo/output';
import { until } from '../harness/until';
import { watchHeap } from '../harness/worker-heap';
import { creations, generate, itemAt, type Stage, setStage } from './models-stage';

const MEGABYTE = 1024 * 1024;
const LARGE = 'mega=60 every=300';

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('whose line breaks in the middle is gone on with, sealed, opened and saved', async () => {
    const { screen } = stage;
    await generate(screen, `A whale ${LARGE} quirks=cut-file`);
    const saved = await hashOfSaved(screen);
    const [first, second] = models(stage);
    expect(saved).toBe(hashOf(second));
    expect(first?.headers.range).toBeUndefined();
    const from = Number(/^bytes=(\d+)-$/.exec(second?.headers.range ?? '')?.[1]);
    // What was still on its way when the line broke is lost with it, in one browser more than in another.
    expect(from).toBeGreaterThan(0);
    expect(from % 65_536).toBe(0);
    expect(second?.headers['if-range']).toMatch(/^"[0-9a-f]{32}"$/);
    expect(models(stage)).toHaveLength(2);
    expect(creations(stage)).toHaveLength(1);
  });

  it('in whose middle the background dies is gone on with by the next one', async () => {
    const { screen, browser } = stage;
    await generate(screen, `A whale ${LARGE} quirks=slow-file`);
    await until(async () => (await chunks(screen)) > 100, { what: 'chunks to lie there' });
    await browser.killWorker();
    await mustAsk(screen, 'jobs/watch');
    const saved = await hashOfSaved(screen);
    const last = models(stage).at(-1);
    expect(saved).toBe(hashOf(last));
    expect(last?.headers.range).toMatch(/^bytes=[1-9]\d+-$/);
    expect(creations(stage)).toHaveLength(1);
  });
});

describe('the background of chromium', () => {
  const stage = setStage('chromium');

  // What the browser itself reads ahead of us, some fifty megabytes, is not ours to bound and not counted.
  it('never holds more than a small part of it', async () => {
    const { screen } = stage;
    const heapBytes = await watchHeap(stage.browser as Chromium);
    const before = await heapBytes();
    await generate(screen, `A whale ${LARGE}`);
    const told: number[] = [];
    await until(
      async () => {
        const lies = await chunks(screen);
        if (lies > 0) told.push(await heapBytes());
        return lies >= 60 * 16;
      },
      { what: 'all of it to lie there' },
    );
    expect(told.length).toBeGreaterThan(2);
    expect(Math.max(...told) - before).toBeLessThan(20 * MEGABYTE);
  });
});

const models = ({ server }: Stage): Heard[] => server.heard.filter(({ path }) => path.includes('tripo_'));

/** As the service has it. */
function hashOf(heard: Heard | undefined): string {
  if (!heard) throw new Error('it was never fetched');
  const { range: _, ...headers } = heard.headers;
  const { body } = modelFiles.answer({ ...heard, headers }) ?? {};
  if (!(body instanceof Uint8Array)) throw new Error('no file there');
  return createHash('sha256').update(body).digest('hex');
}

/** What a person would have on their disk. */
async function hashOfSaved(screen: Screen): Promise<string> {
  const link: Found = itemAt(screen, 0).find('link', 'Download');
  await link.waitVisible(60_000);
  await link.focus();
  const href = await until(
    async () => {
      const found = await link.attribute('href');
      return found?.startsWith('blob:') && found;
    },
    { what: 'the file to be ready to be saved' },
  );
  return screen.evaluate(async (url) => {
    const bytes = await (await fetch(url)).arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }, href);
}

const chunks = (screen: Screen): Promise<number> =>
  screen.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('firekeep');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const db = request.result;
          const counting = db.transaction('files').objectStore('files').count();
          counting.onsuccess = () => {
            db.close();
            resolve(counting.result);
          };
          counting.onerror = () => reject(counting.error);
        };
      }),
  );
