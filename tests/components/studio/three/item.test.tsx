// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ActionsProvider, type StudioActions } from '../../../../components/studio/actions';
import { Item3d } from '../../../../components/studio/three/Item3d';
import { utf8 } from '../../../../lib/core/bytes';
import { keepFile } from '../../../../lib/files/store';
import type { Job, State } from '../../../../lib/jobs/record';
import { askedFor, background, fileOf, payerWith, setStudioStage, user } from '../stage';
import { job3d, listOf, richKey } from './stage';

setStudioStage();

const deeds = {
  order: vi.fn(async () => {}),
  edit: vi.fn(),
  goOn: vi.fn(),
  use: vi.fn(),
  make3d: vi.fn(async () => {}),
} as const;

function showItem(job: Job, depth = 0, payer = payerWith(richKey(200, { id: job.request.keyId }))) {
  const actions: StudioActions = deeds;
  render(
    <ActionsProvider value={actions}>
      <ul>
        <Item3d job={job} depth={depth} payer={payer} lists={[listOf()]} modelName="Maker v3" />
      </ul>
    </ActionsProvider>,
  );
  return screen.getAllByRole('listitem')[0] as HTMLElement;
}

const GLB = 'model/gltf-binary';
type Made = NonNullable<State['made']>[number];
const figures = {
  triangles: 12_345,
  meshes: 2,
  textures: 3,
  parts: ['a', 'b'],
  animations: ['walk'],
  extensions: [],
};
const model = (over: Partial<Made> = {}): Made => ({ at: 0, role: 'model', file: fileOf(GLB), ...over });

describe('one that runs', () => {
  const says = (state: Partial<State>) => {
    showItem(job3d({ endedAtMs: undefined as never, ...state }));
    return screen.getByRole('progressbar').getAttribute('aria-label');
  };

  it.each([
    [{ place: 'draft' }, 'Waiting for its turn: the service works on a few at a time.'],
    [{ place: 'sending' }, 'Sent, waiting for the service to take it.'],
    [{ place: 'running', progress: 0.42 }, 'Making the 3D model 42 %.'],
    [{ place: 'running', says: 'polishing' }, 'Making the 3D model: the service says “polishing”.'],
    [{ place: 'running', stumbles: 2 }, 'The service does not answer. Asking again.'],
    [
      { place: 'downloading', receivedBytes: 12_000_000, totalBytes: 60_000_000 },
      'Fetching the result: 12 MB of 60 MB.',
    ],
  ] as const)('says where it stands: %o', (state, words) => {
    expect(says(state)).toBe(words);
  });

  it('shows the share of the bytes once they come', () => {
    says({ place: 'downloading', progress: 1, receivedBytes: 15_000_000, totalBytes: 60_000_000 });
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(25);
  });

  it('says that it waits for a network', () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect(says({ place: 'running' })).toBe('Waiting for a network.');
  });

  it('is collected with its key also when that starts nothing new', () => {
    const job = job3d({ place: 'running', progress: 0.5 });
    render(
      <ul>
        <Item3d job={job} depth={0} payer={undefined} lists={[]} modelName={undefined} />
      </ul>,
    );
    expect(screen.getByRole('progressbar').getAttribute('aria-label')).toBe('Making the 3D model 50 %.');
  });

  const whole = 'Tripo bills the whole model, also when you stop it.';

  it.each([
    ['sending', ['model3d'], true, 'v3'],
    ['running', ['model3d'], true, 'v3'],
    // Nothing has left yet, its service says nothing of the kind, or there is nothing to bill.
    ['draft', ['model3d'], false, 'v3'],
    ['running', ['image'], false, 'v3'],
    ['running', ['model3d'], false, 'rig-check'],
  ] as const)('says beside Stop what that costs: %s, %o, %s, %s', (place, billsWhole, isSaid, model) => {
    const key = richKey(200);
    const payer = payerWith(key);
    const face = { ...payer.face, name: 'Tripo', billsWhole };
    showItem(job3d({ place }, { model }), 0, { ...payer, face });
    expect(screen.queryByText(whole) !== null).toBe(isSaid);
    expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy();
  });

  it('can be stopped, and says where it is if the service goes on', async () => {
    const job = job3d({ place: 'running', operation: { id: 'task' } });
    showItem(job);
    const stop = screen.getByRole('button', { name: 'Stop' });
    expect(stop.title).toContain('can be fetched later');
    await user.click(stop);
    expect(askedFor('jobs/stop').map(({ input }) => input)).toEqual([{ id: job.request.id }]);
  });
});

describe('one that is done', () => {
  it('shows its figures, what it really cost, and no progress', () => {
    const item = showItem(job3d({ made: [model({ figures })] }));
    expect(item.textContent).toContain('GLB · 1 KB · 12,345 triangles · 3 textures · 2 parts · 1 movement');
    expect(item.textContent).toContain('20 credits ($0.20)');
    expect(item.textContent).toContain('No picture of it yet');
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows the poster rather than what it was made from', async () => {
    URL.createObjectURL = () => 'blob:made';
    URL.revokeObjectURL = () => {};
    const poster = await keepFile(utf8('a picture'), { media: 'image/webp', name: '' });
    showItem(
      job3d({
        made: [
          model(),
          { at: 1, role: 'reference', file: fileOf('image/png') },
          { at: 2, role: 'poster', file: poster },
        ],
      }),
    );
    expect((await screen.findByRole<HTMLImageElement>('img')).alt).toBe('an owl');
    expect(screen.queryByText('The picture it was made from')).toBeNull();
  });

  it('of which a file is damaged can be fetched again, where its service can be asked', async () => {
    // Nothing of this file is stored.
    const made = [model()];
    const job = job3d({ operation: { id: 'task' }, made });
    showItem(job);
    expect(screen.queryByRole('button', { name: 'Fetch again' })).toBeNull();
    await user.click(screen.getByRole('link', { name: 'Download' }));
    expect((await screen.findByRole('alert')).textContent).toContain('damaged or gone');
    await user.click(screen.getByRole('button', { name: 'Fetch again' }));
    expect(askedFor('jobs/collect').map(({ input }) => input)).toEqual([{ id: job.request.id }]);
    cleanup();
    showItem(job3d({ operation: undefined as never, made }));
    await user.click(screen.getByRole('link', { name: 'Download' }));
    await screen.findByRole('alert');
    expect(screen.queryByRole('button', { name: 'Fetch again' })).toBeNull();
  });

  it('saves its very bytes under a name that tells nothing, when somebody asks', async () => {
    const saved: { name: string; href: string }[] = [];
    const blobs: Blob[] = [];
    URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob)}`;
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = function click() {
      saved.push({ name: this.download, href: this.href });
    };
    const file = await keepFile(utf8('glTF whole'), { media: GLB, name: '' });
    const endedAtMs = new Date(2026, 10, 21, 9, 5, 7).getTime();
    showItem(
      job3d({ endedAtMs, made: [model({ file }), model({ at: 1, file: { ...file, media: 'model/fbx' } })] }),
    );
    expect(blobs).toEqual([]);
    const links = screen.getAllByRole<HTMLAnchorElement>('link', { name: /^Download/ });
    expect(links.map(({ textContent, download }) => [textContent, download])).toEqual([
      ['Download', 'firekeep-20261121-090507-1.glb'],
      ['Download FBX', 'firekeep-20261121-090507-2.fbx'],
    ]);
    const press = new MouseEvent('click', { bubbles: true, cancelable: true });
    links[0]?.dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
    await waitFor(() => expect(saved).toEqual([{ name: 'firekeep-20261121-090507-1.glb', href: 'blob:1' }]));
    expect(await blobs[0]?.text()).toBe('glTF whole');
  });

  it('whose file is damaged says so when it is saved', async () => {
    const item = showItem(job3d({ made: [model()] }));
    await user.hover(within(item).getByRole('link', { name: 'Download' }));
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be read');
  });

  it('says what its service found out, also what nobody knows words for', () => {
    const item = showItem(job3d({ facts: { riggable: true, rigType: 'biped', stage: 'x', mood: 'calm' } }));
    expect(item.textContent).toContain('It can get a skeleton. Body: two legs.');
    expect(item.textContent).toContain('mood: calm');
    expect(item.textContent).not.toContain('stage');
  });

  it('that was free says so', () => {
    expect(showItem(job3d({ credits: 0, cost: { usd: '0', how: 'told' } })).textContent).toContain('free');
  });
});

describe('one that did not come', () => {
  const failed = (state: Partial<State>) =>
    showItem(job3d({ credits: undefined as never, cost: undefined as never, ...state }));

  it('says that nothing was charged, and tries again for nothing', async () => {
    const item = failed({ place: 'failed', problem: { code: 'moderated' }, charge: 'none' });
    await screen.findByRole('alert');
    expect(item.textContent).toContain('nothing charged');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(askedFor('jobs/retry')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Fetch again' })).toBeNull();
  });

  it('that may be there is fetched again for nothing; asking again says that it costs', async () => {
    failed({ place: 'partial', problem: { code: 'file-cut' }, charge: 'charged' });
    await user.click(await screen.findByRole('button', { name: 'Fetch again' }));
    expect(askedFor('jobs/collect')).toHaveLength(1);
    screen.getByText(/Fetching again is free/);
    screen.getByText(/costs again/);
  });

  it('and is uncertain is looked for, until when is said', async () => {
    const findUntilMs = Date.now() + 600_000;
    background.reply = ({ firekeep }) => (firekeep === 'jobs/look' ? { found: 'nothing' } : {});
    failed({
      place: 'uncertain',
      operation: undefined,
      problem: { code: 'no-connection' },
      charge: 'unknown',
      findUntilMs,
    });
    await user.click(await screen.findByRole('button', { name: 'Look again' }));
    expect(askedFor('jobs/look')).toHaveLength(1);
    await screen.findByText(/looks for it in the service’s records until/);
    expect(screen.queryByRole('button', { name: 'Fetch again' })).toBeNull();
  });

  it('shows what it could be, each with its time, and takes the one that is chosen', async () => {
    const job = job3d({
      place: 'uncertain',
      operation: undefined,
      problem: { code: 'no-connection' },
      charge: 'unknown',
      candidates: [
        { operation: 1, atMs: Date.now() - 120_000, about: 'text_to_model, success' },
        { operation: 2, atMs: Date.now() - 60_000, about: 'text_to_model, running' },
      ],
    });
    showItem(job);
    const buttons = await screen.findAllByRole('button', { name: 'This one' });
    expect(screen.getByText(/text to model, running/).textContent).toMatch(/\d:\d\d [AP]M/);
    await user.click(buttons[1] as HTMLElement);
    expect(askedFor('jobs/adopt').map(({ input }) => input)).toEqual([{ id: job.request.id, operation: 2 }]);
  });
});
