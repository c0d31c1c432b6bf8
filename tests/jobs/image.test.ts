/** Pictures as jobs: the real runner and the real makers against the stand-ins. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pictureMediaOf } from '../../lib/files/kinds';
import { readFile } from '../../lib/files/store';
import { PREVIEW_CHANNEL } from '../../lib/jobs/live';
import { isOver } from '../../lib/jobs/record';
import { findWire } from '../../lib/providers/wires';
import { png } from '../harness/picture-bytes';
import { order, readLedger, type Stage, setStage, started, untilJob } from './stage';

let stage: Stage;
const picture = (prompt: string) =>
  order(prompt, { make: 'image', model: 'black-forest-labs/flux.2-klein-4b' });

const HEAD = { 'x-generation-id': 'gen-img-invented-1' };

describe('a picture', () => {
  beforeEach(async () => {
    stage = await setStage();
  });

  it('is made, sealed, and its cost is in the books once', async () => {
    const job = await started(picture('a fox'), 'done');
    expect(job.state.images).toHaveLength(1);
    const [image] = job.state.images;
    if (!image) throw new Error('no picture');
    expect(pictureMediaOf(await readFile(image))).toBe(image.media);
    expect(job.state.cost).toMatchObject({ how: 'told' });
    const booked = await untilJob(job.request.id, ({ state }) => state.isBooked === true);
    expect(stage.billed()).toBe(1);
    expect(await readLedger()).toEqual([
      expect.objectContaining({ jobId: job.request.id, usd: booked.state.cost?.usd, how: 'told' }),
    ]);
  });

  it('whose request was lost on its way is uncertain, and never asked for again', async () => {
    const job = await started(picture('a fox drop@0'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'uncertain', charge: 'unknown' });
    expect(stage.heard.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('shows its previews to open pages while it is made', async () => {
    const maker = findWire('openrouter')?.makes?.image ?? expect.fail('no maker');
    const start = maker.start.bind(maker);
    vi.spyOn(maker, 'start').mockImplementationOnce(async (input, call) => {
      call.partial({ is: 'preview', bytes: Uint8Array.from(png()) });
      return start(input, call);
    });
    const told: unknown[] = [];
    const page = new BroadcastChannel(PREVIEW_CHANNEL);
    page.onmessage = ({ data }) => told.push(data);
    const job = await started(picture('a fox'), 'done');
    await vi.waitFor(() => expect(told).toEqual([{ id: job.request.id, bytes: png() }]), 10_000);
    page.close();
  });

  it('whose answer breaks off after its head keeps its handle, by which its cost is found', async () => {
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      const response = await fetch(url, init);
      if (!url.endsWith('/images')) return response;
      const cut = new ReadableStream({
        pull: (controller) => controller.error(new TypeError('network error')),
      });
      return new Response(cut, { headers: { ...HEAD, 'content-type': 'application/json' } });
    });
    const job = await started(picture('a fox'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'uncertain', generationId: HEAD['x-generation-id'] });
  });
});
