// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ActionsProvider, type StudioActions } from '../../../../components/studio/actions';
import { inFamilies } from '../../../../components/studio/three/families';
import { GoOn } from '../../../../components/studio/three/GoOn';
import { deedOf, stepsAfter } from '../../../../components/studio/three/steps';
import { AskedProvider } from '../../../../components/studio/three/useBalance';
import type { Job, Order } from '../../../../lib/jobs/record';
import type { KeyRecord } from '../../../../lib/keys/record';
import type { ModelList } from '../../../../lib/models/record';
import { askedFor, fileOf, payerWith, setStudioStage, user } from '../stage';
import { drawOnNothing, job3d, listOf, pictureFile, richKey } from './stage';

setStudioStage();
beforeEach(() => {
  drawOnNothing();
  URL.createObjectURL = () => 'blob:drawn';
  URL.revokeObjectURL = () => {};
});

const LISTS = [listOf()];
const made = (media: string, parts: string[] = []) => [
  {
    at: 0,
    role: 'model' as const,
    file: fileOf(media),
    figures: { triangles: 1, meshes: 1, textures: 0, parts, animations: [], extensions: [] },
  },
];
const deedsAfter = (job: Job, lists: readonly ModelList[] = LISTS) => [...stepsAfter(job, lists).keys()];

describe('what may follow', () => {
  it('is what the list says of this deed', () => {
    expect(deedsAfter(job3d())).toEqual(['texture', 'rig-check', 'convert']);
    expect(deedsAfter(job3d({}, { model: 'rig:biped', parent: 'p' }))).toEqual(['animate', 'convert']);
    expect(deedsAfter(job3d({}, { model: 'convert', parent: 'p' }))).toEqual([]);
  });

  it('is not what its facts or its file rule out', () => {
    const check = { model: 'rig-check', parent: 'p' };
    const found = (facts: NonNullable<Job['state']['facts']>) =>
      [...stepsAfter(job3d({ facts }, check), LISTS).values()].flat().map(({ id }) => id);
    expect(found({ riggable: true, rigType: 'quadruped' })).toEqual(['rig:quadruped']);
    expect(found({ riggable: false, rigType: 'biped' })).toEqual([]);
    expect(found({})).toEqual([]);
    expect(deedsAfter(job3d({ made: made('model/fbx') }))).toEqual(['texture', 'convert']);
  });

  it.each([
    ['is not whole', job3d({ place: 'partial' })],
    ['failed', job3d({ place: 'failed' })],
    ['still runs', job3d({ place: 'running' })],
    ['has no handle there', job3d({ operation: undefined })],
    ['was made elsewhere', job3d({}, { provider: 'elsewhere' })],
  ])('is nothing of one that %s', (_what, job) => {
    expect(deedsAfter(job)).toEqual([]);
  });

  it('knows a beginning whose model its list has no more', () => {
    expect(deedOf(job3d({}, { model: 'v1' }), LISTS)).toBe('create');
    expect(deedOf(job3d({}, { model: 'rig:elephant', parent: 'p' }), LISTS)).toBe('rig');
  });
});

describe('families', () => {
  const jobs = (...tree: readonly (readonly [id: string, parent: string | null, family: string])[]) =>
    tree.map(([id, parent, conversation]) => job3d({}, { id, parent, conversation }));
  const order = (listed: readonly Job[]) =>
    inFamilies(listed).map(({ job, depth }) => `${job.request.id}${'>'.repeat(depth)}`);

  it('stand together under their origin, the newest family first', () => {
    const listed = jobs(
      ['owl-rig', 'owl-check', 'owl'],
      ['fox', null, 'fox'],
      ['owl-check', 'owl', 'owl'],
      ['owl-blue', 'owl', 'owl'],
      ['owl', null, 'owl'],
    );
    expect(order(listed)).toEqual(['owl', 'owl-check>', 'owl-rig>>', 'owl-blue>', 'fox']);
  });

  it('lose nobody whose parent is not listed', () => {
    expect(order(jobs(['b', 'a', 'f'], ['a', 'gone', 'f']))).toEqual(['a', 'b>']);
  });

  it('lose nobody in a ring that a damaged row could make', () => {
    expect(order(jobs(['a', 'b', 'f'], ['b', 'a', 'f'])).sort()).toHaveLength(2);
  });
});

describe('going on', () => {
  const sent: Order[] = [];
  const order = vi.fn();

  function showGoOn(job: Job, credits = 200, asked: readonly Job[] = [], over: Partial<KeyRecord> = {}) {
    sent.length = 0;
    const actions: StudioActions = {
      order: async (one) => {
        await order();
        sent.push(one);
      },
      edit: () => {},
      goOn: () => {},
      use: () => {},
      make3d: async () => {},
    };
    const key = richKey(credits, { id: job.request.keyId, ...over });
    render(
      <ActionsProvider value={actions}>
        <AskedProvider value={{ jobs: asked, lists: LISTS }}>
          <GoOn job={job} deed={deedOf(job, LISTS)} lists={LISTS} payer={payerWith(key)} />
        </AskedProvider>
      </ActionsProvider>,
    );
  }
  const open = (name: string) => user.click(screen.getByRole('button', { name }));

  it('asks for the step on this very result, in its family and with its key', async () => {
    const job = job3d({ made: made('model/gltf-binary', ['head', 'wing']) });
    showGoOn(job);
    await open('Other format');
    await user.click(await screen.findByLabelText('wing'));
    screen.getByText(/Paid by the key that made it: Clay/);
    await user.click(screen.getByRole('button', { name: 'Convert' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    const { id, provider, keyId, conversation } = job.request;
    expect(sent[0]).toEqual({
      id: expect.not.stringMatching(id),
      make: 'model3d',
      provider,
      keyId,
      model: 'convert',
      prompt: '',
      files: [],
      conversation,
      parent: id,
      chosen: { model3d: { part_names: ['wing'] } },
    });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Convert' })).toBeNull());
  });

  it('says what it costs, and that something is free', async () => {
    showGoOn(job3d());
    await open('Other format');
    await screen.findByText('About 5 credits ($0.05)');
    screen.getByText(/leaves 195 credits/);
    await open('Skeleton check');
    await screen.findByText('Free');
    expect(screen.queryByRole('button', { name: 'Convert' })).toBeNull();
  });

  it('with too little says so, and forbids nothing', async () => {
    showGoOn(job3d(), 3);
    await open('Other format');
    expect((await screen.findByRole('status')).textContent).toContain('3 credits: too little');
    await user.click(screen.getByRole('button', { name: 'Convert' }));
    await waitFor(() => expect(sent).toHaveLength(1));
  });

  it('counts what was asked for with that key already, and asks for an old balance anew', async () => {
    const job = job3d({ endedAtMs: 1 });
    const { keyId } = job.request;
    const asked = [
      job,
      job3d({ place: 'draft' }, { keyId }),
      job3d({ place: 'running' }, { keyId, model: 'convert', parent: 'p' }),
      job3d({ place: 'running' }, { model: 'convert', parent: 'p' }),
    ];
    for (const { state } of asked.slice(1)) delete state.credits;
    showGoOn(job, 35, asked, { checkedAtMs: Date.now() - 11 * 60_000 });
    await open('Other format');
    await screen.findByText(/leaves 5 credits/);
    await waitFor(() => expect(askedFor('keys/check').map(({ input }) => input)).toEqual([{ id: keyId }]));
  });

  it('asks for the words or the picture that a step needs', async () => {
    showGoOn(job3d());
    await open('New colours');
    await user.click(await screen.findByRole('button', { name: 'Paint it anew' }));
    screen.getByText('Say what it should look like, or choose a picture.');
    expect(sent).toEqual([]);
    await user.upload(screen.getByLabelText('Picture to follow'), pictureFile('64x64'));
    await screen.findByRole('button', { name: /^Remove/ });
    await user.click(screen.getByRole('button', { name: 'Paint it anew' }));
    await waitFor(() => expect(sent).toMatchObject([{ views: ['front'], files: [{ media: 'image/png' }] }]));
  });

  it('goes from the check to the skeleton of the body that was found', async () => {
    showGoOn(job3d({ facts: { riggable: true, rigType: 'quadruped' } }, { model: 'rig-check', parent: 'p' }));
    await user.click(await screen.findByRole('button', { name: 'Give it a skeleton' }));
    await waitFor(() => expect(sent).toMatchObject([{ model: 'rig:quadruped' }]));
  });

  it('lets movements be found by name, no more than fit, each at its price', async () => {
    showGoOn(job3d({}, { model: 'rig:biped', parent: 'p' }));
    await open('Movement');
    const animate = await screen.findByRole<HTMLButtonElement>('button', { name: 'Animate' });
    screen.getByText('Choose first: movements.');
    expect(animate.disabled).toBe(true);
    const group = screen.getByRole('group', { name: 'Movements' });
    await user.click(within(group).getByLabelText('Wait'));
    screen.getByText('About 10 credits ($0.10)');
    await user.click(within(group).getByLabelText('Dance 2'));
    screen.getByText('About 20 credits ($0.20)');
    expect(within(group).getByLabelText<HTMLInputElement>('Walk').disabled).toBe(true);
    await user.click(animate);
    await waitFor(() =>
      expect(sent[0]?.chosen).toEqual({
        model3d: { animations: ['preset:biped:wait', 'preset:biped:dance_02'] },
      }),
    );
  });

  it('stays open and says why when it was refused', async () => {
    order.mockRejectedValueOnce(Object.assign(new Error(), { problem: { code: 'key-disabled' } }));
    showGoOn(job3d());
    await open('Other format');
    await user.click(await screen.findByRole('button', { name: 'Convert' }));
    await screen.findByRole('alert');
    screen.getByRole('button', { name: 'Convert' });
  });
});
