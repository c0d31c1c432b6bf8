// @vitest-environment jsdom
/** Small pictures in lists: drawn once, one at a time, sealed, and gone with what they show. */
import 'fake-indexeddb/auto';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Thumb } from '../../../components/library/Thumb';
import { Pictures } from '../../../components/studio/item/Pictures';
import { keepPicture } from '../../../components/viewer/poster';
import { jobHandlers } from '../../../entrypoints/background/handlers/jobs';
import { libraryHandlers } from '../../../entrypoints/background/handlers/library';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { openDb } from '../../../lib/db/open';
import { keepFile, listFiles, readFile } from '../../../lib/files/store';
import { findJob, forgetJobs } from '../../../lib/jobs/reads';
import type { Job } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { libraryDelete, libraryDestroy } from '../../../lib/messages/library';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { type Plan, plant } from '../../library/stage';
import { setStage } from '../stage';

setStage([...vaultHandlers, ...libraryHandlers, ...jobHandlers]);

const unlocker = prepareUnlocker('bread copy dignity denial budget agree');
const DRAWN = 'what was drawn small';
let drawn: (readonly [number, number])[] = [];
let open = 0;
let mostOpen = 0;
const addresses = new Map<string, Blob>();

beforeEach(async () => {
  drawn = [];
  open = 0;
  mostOpen = 0;
  addresses.clear();
  forgetJobs();
  vi.stubGlobal(
    'createImageBitmap',
    async (_blob: Blob, { resizeWidth, resizeHeight }: ImageBitmapOptions = {}) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise((resolve) => setTimeout(resolve, 2));
      return {
        width: resizeWidth ?? 3000,
        height: resizeHeight ?? 3000,
        close: () => {
          open -= 1;
        },
      };
    },
  );
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      constructor(
        readonly width: number,
        readonly height: number,
      ) {
        drawn.push([width, height]);
      }
      getContext = () => ({ drawImage: () => {} });
      convertToBlob = async () => new Blob([DRAWN], { type: 'image/webp' });
    },
  );
  URL.createObjectURL = (blob: Blob | MediaSource) => {
    const address = `blob:${addresses.size}`;
    addresses.set(address, blob as Blob);
    return address;
  };
  URL.revokeObjectURL = (address) => void addresses.delete(address);
  await ask(vaultCreate, await unlocker);
});

const LARGE = { media: 'image/png', name: '', width: 2000, height: 1500 };
const keep = (about: Partial<typeof LARGE> = {}, size = 70_000) =>
  keepFile(new Uint8Array(size).fill(7), { ...LARGE, ...about });

async function jobWith(plan: Plan): Promise<Job> {
  const [id = ''] = await plant([plan]);
  return read(id);
}
async function read(id: string): Promise<Job> {
  const job = await findJob(id);
  if (!job) throw new Error('no job');
  return job;
}
const painted = async (over: Partial<typeof LARGE> = {}) =>
  jobWith({ request: { make: 'image', prompt: 'a fox' }, state: { images: [await keep(over)] } });
const shownIn = (container: HTMLElement) =>
  waitFor(() => {
    const address = container.querySelector('img')?.getAttribute('src');
    const blob = addresses.get(address ?? '');
    if (!blob) throw new Error('nothing is shown');
    return blob;
  });
const posterOf = ({ state }: Job) => state.made?.find(({ role }) => role === 'poster')?.file;
const untilKept = (id: string) =>
  waitFor(async () => {
    const file = posterOf(await read(id));
    if (!file) throw new Error('not kept yet');
    return file;
  });

describe('a large picture', () => {
  it('is drawn small once, sealed in its job, and never opened large again', async () => {
    const job = await painted();
    const { container } = render(<Thumb job={job} />);
    expect(await (await shownIn(container)).text()).toBe(DRAWN);
    const file = await untilKept(job.request.id);
    expect(file).toMatchObject({ media: 'image/webp', width: 320, height: 240 });
    expect(new TextDecoder().decode(await readFile(file))).toBe(DRAWN);
    const onDisk = (await openDb().files.toArray()).map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
    expect(onDisk.join()).not.toContain(DRAWN);
    cleanup();
    expect(addresses.size).toBe(0);
    const next = render(<Thumb job={await read(job.request.id)} />);
    expect(await (await shownIn(next.container)).text()).toBe(DRAWN);
    expect(drawn).toEqual([[320, 240]]);
    expect(open).toBe(0);
  });

  it('stays in sight while its row comes to name the small one', async () => {
    const job = await painted();
    const { container, rerender } = render(<Thumb job={job} />);
    await shownIn(container);
    const before = container.querySelector('img')?.src;
    await untilKept(job.request.id);
    rerender(<Thumb job={await read(job.request.id)} />);
    await act(async () => {});
    expect(container.querySelector('img')?.src).toBe(before);
  });

  it('is one of many, of which one is open at a time', async () => {
    const jobs = await Promise.all(Array.from({ length: 12 }, () => painted()));
    const { container } = render(jobs.map((job) => <Thumb key={job.request.id} job={job} />));
    await waitFor(() => expect(container.querySelectorAll('img')).toHaveLength(12));
    expect(mostOpen).toBe(1);
    expect(open).toBe(0);
    // Twelve times what is small, and nothing else.
    for (const blob of addresses.values()) expect(await blob.text()).toBe(DRAWN);
    for (const { request } of jobs) await untilKept(request.id);
  });

  it('is not waited for by whoever has gone', async () => {
    const jobs = await Promise.all(Array.from({ length: 6 }, () => painted()));
    render(jobs.map((job) => <Thumb key={job.request.id} job={job} />)).unmount();
    // Its turn comes after theirs.
    const last = await painted({ width: 1000, height: 1000 });
    await shownIn(render(<Thumb job={last} />).container);
    expect(drawn.filter(([width]) => width === 320).length - 1).toBeLessThan(2);
  });

  it('has one small one, though two pages drew it', async () => {
    const job = await painted();
    const small = () => keepPicture(job.request.id, new Blob(['small']), { width: 3, height: 2 });
    await small();
    await small();
    expect((await read(job.request.id)).state.made).toHaveLength(1);
    expect(await listFiles()).toHaveLength(2);
  });

  it('takes its small one along when it is destroyed', async () => {
    const job = await painted();
    const { container } = render(<Thumb job={job} />);
    await shownIn(container);
    const { id } = job.request;
    await untilKept(id);
    expect(await listFiles()).toHaveLength(2);
    await ask(libraryDelete, { ids: [id] });
    await ask(libraryDestroy, { ids: [id] });
    expect(await listFiles()).toEqual([]);
  });

  it('is never made larger, and fills its tile when it is long', async () => {
    for (const [width, height] of [
      [700, 90],
      [4000, 400],
      [800, 3000],
    ] as const) {
      const { container } = render(<Thumb job={await painted({ width, height })} />);
      await shownIn(container);
    }
    expect(drawn).toEqual([[640, 82], [640, 64], [240, 900].map((side) => Math.round((side * 640) / 900))]);
  });
});

describe('what is shown as it is', () => {
  it('is a picture that is small already', async () => {
    const job = await painted({ width: 48, height: 32 });
    const { container } = render(<Thumb job={job} />);
    expect((await shownIn(container)).size).toBe(70_000);
    expect(drawn).toEqual([]);
    expect(await listFiles()).toHaveLength(1);
  });

  it('is no SVG', async () => {
    const { container } = render(<Thumb job={await painted({ media: 'image/svg+xml' })} />);
    await act(async () => {});
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('svg')).not.toBeNull();
  });
});

describe('a model', () => {
  it('keeps no picture of what it was made from as its own', async () => {
    const made = [
      { at: 0, role: 'model' as const, file: await keep({ media: 'model/gltf-binary' }) },
      { at: 1, role: 'reference' as const, file: await keep() },
    ];
    const job = await jobWith({ request: { make: 'model3d' }, state: { made } });
    const { container } = render(<Thumb job={job} />);
    expect(await (await shownIn(container)).text()).toBe(DRAWN);
    // What comes after it is kept by then.
    const next = await painted();
    render(<Thumb job={next} />);
    await untilKept(next.request.id);
    expect((await read(job.request.id)).state.made).toHaveLength(2);
    expect(await listFiles()).toHaveLength(4);
  });
});

describe('in the studio', () => {
  it('a picture that is far away is held small', async () => {
    const seen: ((isIntersecting: boolean) => void)[] = [];
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(react: (entries: object[]) => void) {
          seen.push((isIntersecting) => react([{ isIntersecting }]));
        }
        observe() {}
        disconnect() {}
      },
    );
    try {
      const poster = await keepFile(new TextEncoder().encode(DRAWN), { media: 'image/webp', name: '' });
      const state = { images: [await keep()], made: [{ at: 0, role: 'poster' as const, file: poster }] };
      const { container } = render(<Pictures job={await jobWith({ request: { make: 'image' }, state })} />);
      expect(await (await shownIn(container)).text()).toBe(DRAWN);
      act(() => seen.at(-1)?.(true));
      await screen.findByRole('link', { name: 'Download' });
      expect((await shownIn(container)).size).toBe(70_000);
      expect(addresses.size).toBe(1);
      act(() => seen.at(-1)?.(false));
      expect(await (await shownIn(container)).text()).toBe(DRAWN);
      expect(addresses.size).toBe(1);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
