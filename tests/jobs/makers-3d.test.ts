/** Models from the other services, from the order to the sealed file and the books, and what becomes of a lost answer. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keepFile } from '../../lib/files/store';
import { refreshModels } from '../../lib/jobs/lists';
import { look, retry, stop } from '../../lib/jobs/orders';
import { isOver, type Job, type Order } from '../../lib/jobs/record';
import { pump } from '../../lib/jobs/runner';
import { start } from '../../lib/jobs/start';
import { setAutoLock } from '../../lib/vault/auto-lock';
import { png } from '../harness/picture-bytes';
import { forgetWorks } from '../harness/stand-ins/fal/queue';
import { forgetTasks } from '../harness/stand-ins/meshy/tasks';
import { scripted } from '../harness/stand-ins/stability/model-3d';
import { order, readJob, readLedger, type Stage, setStage } from './stage';

interface Service {
  readonly provider: string;
  readonly model: string;
}
const MESHY = { provider: 'meshy', model: 'meshy-7.1' };
const FAL = { provider: 'fal', model: 'fal-ai/hunyuan-3d/v3.1/pro' };
const STABILITY = { provider: 'stability', model: 'stable-fast-3d' };

const LONG_MS = 60_000;
/** Nobody waits here for the seconds between two questions. */
let skippedMs = 0;

let stage: Stage;
const creations = () => stage.heard.filter(({ method }) => method === 'POST').length;

async function stageFor({ provider }: Service): Promise<void> {
  stage = await setStage({ provider });
  await setAutoLock(null, stage.proof);
  const { now } = Date;
  vi.spyOn(Date, 'now').mockImplementation(() => now() + skippedMs);
  Object.assign(fakeBrowser.runtime, { getContexts: async () => [{}] });
  await refreshModels(provider, 'model3d', true);
  stage.heard.splice(0);
  skippedMs = 0;
}

beforeEach(() => {
  forgetTasks();
  forgetWorks();
});

const ordered = (service: Service, prompt: string, over: Partial<Order> = {}) =>
  order(prompt, { make: 'model3d', ...service, ...over });

const untilIt = (id: string, isSo: (job: Job) => boolean): Promise<Job> =>
  vi.waitFor(
    async () => {
      const job = await readJob(id);
      if (isSo(job)) return job;
      const { pollAtMs = 0, findUntilMs, place, problem } = job.state;
      if (place === 'running') skippedMs += Math.max(0, pollAtMs - Date.now());
      if (place === 'uncertain' && findUntilMs) skippedMs += 1_000;
      void pump();
      throw new Error(`${place} ${JSON.stringify(problem)}`);
    },
    { timeout: LONG_MS - 10_000, interval: 50 },
  );
const untilPlace = (id: string, place: Job['state']['place']) =>
  untilIt(id, ({ state }) => state.place === place && state.isBooked === true);

const picture = (bytes: Uint8Array = png(9)) =>
  keepFile(new Uint8Array(bytes), { media: 'image/png', name: 'owl.png' });

const mediaIn = ({ state }: Job) => state.made?.map(({ role, file }) => `${role} ${file.media}`);

describe('a model', () => {
  it(
    'of words by Meshy, with what it took in credits',
    async () => {
      await stageFor(MESHY);
      const one = ordered(MESHY, 'A clay owl', { chosen: { model3d: { geometry_resolution: '2k' } } });
      await start(one);
      const job = await untilPlace(one.id, 'done');
      expect(mediaIn(job)).toEqual(['model model/gltf-binary', 'poster image/png']);
      expect(job.state).toMatchObject({ credits: 25, cost: { usd: '0.5', how: 'about' } });
      expect(await readLedger()).toEqual([
        expect.objectContaining({ usd: '0.5', how: 'about', credits: 25 }),
      ]);
      expect([creations(), stage.billed()]).toEqual([1, 1]);
    },
    LONG_MS,
  );

  it(
    'of a picture by Stability, in one answer',
    async () => {
      await stageFor(STABILITY);
      const one = ordered(STABILITY, '', { files: [await picture(scripted(''))], views: ['front'] });
      await start(one);
      const job = await untilPlace(one.id, 'done');
      expect(mediaIn(job)).toEqual(['model model/gltf-binary']);
      expect(job.state.cost).toMatchObject({
        usd: '0.1',
        how: 'about',
        price: { credits: 10, credit: '0.01' },
      });
      expect([creations(), stage.billed()]).toEqual([1, 1]);
    },
    LONG_MS,
  );

  it(
    'that comes with the answer is not sent for where its file has no room',
    async () => {
      await stageFor(STABILITY);
      const file = await picture(scripted(''));
      let freeBytes = 5_000_000;
      const estimate = async () => ({ quota: 1e9, usage: 1e9 - freeBytes });
      vi.stubGlobal('navigator', { onLine: true, storage: { estimate } });
      const one = ordered(STABILITY, '', { files: [file], views: ['front'] });
      await start(one);
      const { state } = await untilPlace(one.id, 'failed');
      expect(state).toMatchObject({ charge: 'none', problem: { code: 'no-room-yet', values: { free: 5 } } });
      expect([creations(), stage.billed()]).toEqual([0, 0]);
      freeBytes = 500_000_000;
      await retry(one.id);
      await untilPlace(one.id, 'done');
      expect([creations(), stage.billed()]).toEqual([1, 1]);
    },
    LONG_MS,
  );

  it(
    'of two sides by fal, in every format that came',
    async () => {
      await stageFor(FAL);
      const files = [await picture(), await picture()];
      const one = ordered(FAL, '', { files, views: ['front', 'back'] });
      await start(one);
      const job = await untilPlace(one.id, 'done');
      expect(mediaIn(job)).toEqual([
        'model model/gltf-binary',
        'model model/fbx',
        'model model/vnd.usdz+zip',
        'model model/obj',
        'poster image/png',
      ]);
      expect(job.state.cost).toMatchObject({ usd: '0.525', how: 'about', price: { request: '0.525' } });
      expect([creations(), stage.billed()]).toEqual([1, 1]);
    },
    LONG_MS,
  );

  it(
    'and another step on it',
    async () => {
      await stageFor(MESHY);
      const owl = ordered(MESHY, 'A clay owl');
      await start(owl);
      expect((await untilPlace(owl.id, 'done')).state.facts).toEqual({ stage: 'preview' });
      const { conversation } = owl;
      const step = ordered({ ...MESHY, model: 'refine' }, '', { parent: owl.id, conversation });
      await start(step);
      const job = await untilPlace(step.id, 'done');
      expect(job.state).toMatchObject({ credits: 10, facts: { stage: 'textured' } });
      expect([creations(), stage.billed()]).toEqual([2, 2]);
    },
    LONG_MS,
  );

  it(
    'that failed is not charged, and says why',
    async () => {
      await stageFor(MESHY);
      const one = ordered(MESHY, 'error=complex');
      await start(one);
      const { state } = await untilPlace(one.id, 'failed');
      expect(state).toMatchObject({
        charge: 'none',
        problem: { values: { said: 'The picture is too complex.' } },
      });
      expect(await readLedger()).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'that still waits can be taken back',
    async () => {
      await stageFor(MESHY);
      const one = ordered(MESHY, 'quirks=stuck');
      await start(one);
      await untilIt(one.id, ({ state }) => state.operation !== undefined);
      await stop(one.id);
      const { state } = await untilPlace(one.id, 'cancelled');
      expect(state.notes).toContainEqual({ code: 'cancel-never-ran' });
      expect(await readLedger()).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is fetched again where its links were over',
    async () => {
      await stageFor(MESHY);
      const one = ordered(MESHY, 'quirks=late');
      await start(one);
      expect(mediaIn(await untilPlace(one.id, 'done'))?.[0]).toBe('model model/gltf-binary');
      expect(stage.heard.some(({ host }) => host === 'assets.meshy.ai')).toBe(true);
      expect(creations()).toBe(1);
    },
    LONG_MS,
  );
});

describe('a creation whose answer never came', () => {
  it.each([MESHY, FAL])(
    'is found at $provider by itself, and paid once',
    async (service) => {
      await stageFor(service);
      const one = ordered(service, 'A lost owl drop@0');
      await start(one);
      const job = await untilPlace(one.id, 'done');
      expect(mediaIn(job)?.[0]).toBe('model model/gltf-binary');
      expect([creations(), stage.billed()]).toEqual([1, 1]);
    },
    LONG_MS,
  );

  it(
    'at Stability stays unknown, and nothing is sent again',
    async () => {
      await stageFor(STABILITY);
      const files = [await picture(scripted('drop@0'))];
      const one = ordered(STABILITY, '', { files, views: ['front'] });
      await start(one);
      const { state } = await untilIt(one.id, (job) => isOver(job.state.place));
      expect(state.place).toBe('uncertain');
      expect(state.findUntilMs).toBeUndefined();
      expect((await look(one.id)).found).not.toBe('known');
      expect((await readJob(one.id)).state.place).toBe('uncertain');
      expect([creations(), stage.billed()]).toEqual([1, 1]);
    },
    LONG_MS,
  );
});
