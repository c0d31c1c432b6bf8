/** Pictures that are made while nobody holds the line: asked after until they are done, also by another background. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pictureMediaOf } from '../../lib/files/kinds';
import { readFile } from '../../lib/files/store';
import { refreshModels } from '../../lib/jobs/lists';
import { stop } from '../../lib/jobs/orders';
import { collect } from '../../lib/jobs/orders-3d';
import { isOver } from '../../lib/jobs/record';
import type { Heard } from '../harness/stand-ins/shape';
import { until } from '../harness/until';
import { order, readLedger, type Stage, setStage, started, untilJob } from './stage';

const SERVICES = [
  {
    provider: 'fal',
    model: 'fal-ai/flux/schnell',
    price: '0.003',
    files: 'v3b.fal.media',
    isPoll: ({ path }: Heard) => path.endsWith('/status'),
    isStart: ({ method, path }: Heard) => method === 'POST' && path === '/fal-ai/flux/schnell',
    isCancel: ({ method, path }: Heard) => method === 'PUT' && path.endsWith('/cancel'),
  },
  {
    provider: 'replicate',
    model: 'black-forest-labs/flux-2-pro',
    price: '0.03',
    files: 'replicate.delivery',
    isPoll: ({ method, path }: Heard) => method === 'GET' && path.startsWith('/v1/predictions/'),
    isStart: ({ method, path }: Heard) => method === 'POST' && path.startsWith('/v1/models/'),
    isCancel: ({ method, path }: Heard) => method === 'POST' && path.endsWith('/cancel'),
  },
] as const;

describe.each(SERVICES)('at $provider', ({ provider, model, price, files, isPoll, isStart, isCancel }) => {
  let stage: Stage;
  /** While it is on, nobody is told how far it is: that background hangs for ever, as a killed one would. */
  let hang: { isOn: boolean; times: number };
  /** What is answered instead, once each. */
  let instead: { is: (heard: Heard) => boolean; answer: () => Response }[];
  const picture = (prompt: string) => order(prompt, { make: 'image', provider, model });
  const count = (is: (heard: Heard) => boolean) => stage.heard.filter(is).length;

  beforeEach(async () => {
    stage = await setStage({ provider });
    hang = { isOn: false, times: 0 };
    instead = [];
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      const { pathname: path, host } = new URL(url);
      const heard = { path, host, method: init?.method ?? 'GET' } as Heard;
      const at = instead.findIndex(({ is }) => is(heard));
      if (at >= 0) return instead.splice(at, 1)[0]?.answer();
      const isAsking = isPoll(heard);
      if (!isAsking || !hang.isOn) return fetch(url, init);
      hang.times += 1;
      return new Promise<Response>((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    });
  });

  it('is begun once, asked after, fetched without the key, sealed and booked', async () => {
    await refreshModels(provider, 'image', true);
    const job = await started(picture('A kettle every=1500'), ({ state }) => state.isBooked === true);
    expect(job.state).toMatchObject({ place: 'done', cost: { usd: price, how: 'about' } });
    const [image] = job.state.images;
    if (!image) throw new Error('no picture');
    expect(pictureMediaOf(await readFile(image))).toBe(image.media);
    expect(count(isStart)).toBe(1);
    expect(count(isPoll)).toBeGreaterThanOrEqual(2);
    expect(stage.billed()).toBe(1);
    expect(await readLedger()).toEqual([expect.objectContaining({ usd: price, how: 'about' })]);
    const fetched = stage.heard.filter(({ host }) => host === files);
    expect(fetched).toHaveLength(1);
    expect(fetched[0]?.headers.authorization).toBeUndefined();
    expect([...(fetched[0]?.query ?? [])]).toEqual([]);
  });

  it('goes on in another life of the background from its handle, without a second start', async () => {
    hang.isOn = true;
    const job = await started(picture('A kettle'), ({ state }) => state.operation !== undefined);
    await until(async () => hang.times === 1, { what: 'the first life to ask how far it is' });
    vi.resetModules();
    const [runner, nudge] = await Promise.all([
      import('../../lib/jobs/runner'),
      import('../../lib/jobs/nudge'),
    ]);
    nudge.onNudge(() => void runner.pump());
    hang.isOn = false;
    await runner.pump();
    const done = await untilJob(job.request.id, 'done');
    expect(done.state.images).toHaveLength(1);
    expect(count(isStart)).toBe(1);
    expect(stage.billed()).toBe(1);
  });

  it.each([
    ['is not to be had for a moment', () => new Response('', { status: 503 })],
    ['has another address by now', () => new Response('', { status: 403 })],
    ['breaks off', () => new Response(new ReadableStream({ pull: (one) => one.error(new TypeError()) }))],
  ])('whose file %s is fetched again', async (_what, answer) => {
    instead.push({ is: ({ host }) => host === files, answer });
    const job = await started(picture('A kettle'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'done', images: [expect.anything()] });
    expect(instead).toHaveLength(0);
    expect(stage.billed()).toBe(1);
  });

  it('goes on after a page in the place of an answer', async () => {
    instead.push({ is: isPoll, answer: () => new Response('<html>', { status: 200 }) });
    const job = await started(picture('A kettle'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'done', images: [expect.anything()] });
    expect(instead).toHaveLength(0);
  });

  it('that could not be asked after is fetched by whoever wants it, without a second start', async () => {
    instead.push({ is: isPoll, answer: () => Response.json({ detail: 'no' }, { status: 401 }) });
    const job = await started(picture('A kettle'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'failed', charge: 'unknown' });
    await collect(job.request.id);
    const done = await untilJob(job.request.id, 'done');
    expect(done.state.images).toHaveLength(1);
    expect(count(isStart)).toBe(1);
  });

  it('whose start was lost on its way is uncertain, and never begun again', async () => {
    const job = await started(picture('A kettle drop@0'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'uncertain', charge: 'unknown' });
    expect(count(isStart)).toBe(1);
  });

  it('is stopped at the service too, and what it said of that is kept', async () => {
    const waiting = await started(picture('quirks=stuck'), ({ state }) => state.operation !== undefined);
    await stop(waiting.request.id);
    const job = await untilJob(waiting.request.id, ({ state }) => isOver(state.place));
    const never = { charge: 'none', notes: [{ code: 'cancel-never-ran' }] };
    expect(job.state).toMatchObject({ place: 'cancelled', ...never });
    expect(count(isCancel)).toBe(1);
    expect(stage.billed()).toBe(0);
  });

  it('is over soon after it was stopped, though the service says nothing', async () => {
    const waiting = await started(picture('quirks=stuck'), ({ state }) => state.operation !== undefined);
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      if (!url.endsWith('/cancel')) return fetch(url, init);
      return new Promise<Response>((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    });
    await stop(waiting.request.id);
    const job = await untilJob(waiting.request.id, ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'cancelled', notes: [{ code: 'cancel-goes-on' }] });
  });

  it('that is refused when it was begun already says so', async () => {
    const job = await started(picture('error=refused'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'failed', problem: { code: 'moderated' }, charge: 'unknown' });
    expect(count(isStart)).toBe(1);
  });

  it('is not fetched from a host that nobody declared', async () => {
    const job = await started(picture('quirks=foreign-file'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'uncertain', problem: { code: 'address-refused' } });
    expect(stage.heard.some(({ host }) => host.includes('evil'))).toBe(false);
  });
});
