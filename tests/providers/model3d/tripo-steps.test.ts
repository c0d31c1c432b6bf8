/** What may follow on something that Tripo made: each step on the task before it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { modelMediaOf } from '../../../lib/files/kinds';
import { fits } from '../../../lib/providers/form-3d';
import type { Done3d, Input3d } from '../../../lib/providers/makes-3d';
import { modelFiles } from '../../harness/stand-ins/tripo/output';
import { forgetTasks } from '../../harness/stand-ins/tripo/tasks';
import { toHeard } from '../making';
import { done3d, finished3d, formOf, linksOf, namesOf, outcome3d, pending3d, poll } from './shaping';
import { BEST, type Tripo, tripo } from './tripo-stage';

beforeEach(forgetTasks);

type Options = Input3d['options'];

/** One after the other, each on the one before. */
async function through(it: Tripo, words: string, ...steps: (readonly [string, Options?, string?])[]) {
  let parent = await it.operationOf(BEST, words);
  let last: Done3d | undefined;
  for (const [model, options = {}, prompt = ''] of steps) {
    const begun = pending3d(await it.start(model, prompt, { parent, options }));
    last = done3d(await finished3d(it, begun));
    parent = begun.operation;
  }
  if (!last) throw new Error('no step was taken');
  return { done: last, parent };
}

const mediaOf = async (url: string) => {
  const said = modelFiles.answer(await toHeard(new Request(url)));
  const bytes = said?.body instanceof Uint8Array ? new Uint8Array(said.body) : new Uint8Array(0);
  return modelMediaOf(bytes, new URL(url).pathname.split('.').at(-1) ?? '', bytes.length);
};

describe('texture', () => {
  it('by words, on the task before', async () => {
    const it = tripo();
    const { done } = await through(it, 'A kettle', ['texture', { texture_quality: 'detailed' }, 'copper']);
    expect(it.posted()).toEqual({
      input: it.books.creations[0]?.id,
      model: 'v3.0-20250812',
      texture: true,
      pbr: true,
      texture_quality: 'detailed',
      texture_prompt: { text: 'copper' },
    });
    expect(done).toMatchObject({ credits: 20, costUsd: '0.2' });
    expect(done.facts).toBeUndefined();
  });

  it('after a picture, which goes there first', async () => {
    const it = tripo();
    const parent = await it.operationOf(BEST, 'A kettle');
    const picture = await it.given('front', 'jpeg');
    linksOf(await it.made('texture', 'unread', { parent, pictures: [picture] }));
    expect(it.posted()).toMatchObject({
      texture_prompt: { image: { type: 'jpeg', file_token: picture.handle } },
    });
    const pictures = [picture, await it.given('back')];
    expect(outcome3d(await it.start('texture', '', { parent, pictures }))).toBe('not-supported none');
  });

  it('of nothing in particular is not asked for, nor without what it goes on', async () => {
    const it = tripo();
    const parent = await it.operationOf(BEST, 'A kettle');
    const made = it.creations();
    expect(outcome3d(await it.start('texture', ' ', { parent }))).toBe('not-supported none');
    expect(outcome3d(await it.start('texture', 'copper'))).toBe('not-supported none');
    expect(it.creations()).toBe(made);
  });
});

describe('a skeleton', () => {
  it('is looked for, which is free, is given, and moves', async () => {
    const it = tripo();
    const parent = await it.operationOf(BEST, 'A knight');
    const first = pending3d(await it.start('rig-check', '', { parent }));
    expect(it.posted()).toEqual({ input: it.books.creations[0]?.id });
    const check = done3d(await poll(it, first));
    expect(check).toMatchObject({
      files: [],
      facts: { riggable: true, rigType: 'biped' },
      credits: 0,
      costUsd: '0',
    });
    expect(it.billed()).toBe(1);

    const rig = pending3d(await it.start('rig:biped', '', { parent: first.operation }));
    // Of the model, not of the check.
    expect(it.posted()).toEqual({
      input: it.books.creations[0]?.id,
      model: 'v1.0-20240301',
      rig_type: 'biped',
      spec: 'tripo',
      out_format: 'glb',
    });
    expect(done3d(await poll(it, rig))).toMatchObject({
      facts: { rigType: 'biped', spec: 'tripo' },
      credits: 25,
    });

    const animations = ['preset:biped:walk', 'preset:biped:dance_06', 'preset:biped:defeat_02'];
    const options = { animations, animate_in_place: true };
    const moved = await it.made('animate:biped', '', { parent: rig.operation, options });
    expect(it.posted()).toEqual({
      input: it.books.creations[2]?.id,
      animations,
      out_format: 'glb',
      export_with_geometry: true,
      animate_in_place: true,
    });
    expect(moved).toMatchObject({ credits: 30 });
    expect(namesOf(moved)).toHaveLength(3);
    linksOf(
      await it.made('animate:biped', '', {
        parent: rig.operation,
        options: { animations: [animations[0] ?? ''] },
      }),
    );
    expect(it.posted()).toMatchObject({ animation: 'preset:biped:walk' });
  });

  it('moves only when it is said how', async () => {
    const it = tripo();
    const { parent } = await through(it, 'A knight', ['rig-check'], ['rig:biped']);
    expect(outcome3d(await it.start('animate:biped', '', { parent }))).toBe('not-supported none');
  });

  it.each([
    ['quadruped', 'preset:quadruped:walk'],
    ['serpentine', 'preset:serpentine:march'],
  ])('of another body moves in its own way: %s', async (body, animation) => {
    const it = tripo();
    await through(it, `A beast rig=${body}`, ['rig-check'], [`rig:${body}`], [`animate:${body}`]);
    const [, , rig, move] = it.heard
      .filter(({ method }) => method === 'POST')
      .map((one) => JSON.parse(one.body));
    expect(rig).toMatchObject({ model: 'v2.5-20260210', rig_type: body });
    expect(rig).not.toHaveProperty('spec');
    expect(move).toMatchObject({ animation });
  });

  it('can only go on with what its own facts allow', async () => {
    const it = tripo();
    const rows = await it.maker.models(it.call);
    const follow = (deed: string, facts: NonNullable<Done3d['facts']>) =>
      rows
        .filter(({ step }) => step?.after?.includes(deed) && fits(step.needs, new Map(Object.entries(facts))))
        .map(({ id }) => id);
    const factsOf = async (words: string, ...steps: Parameters<typeof through>[2][]) =>
      (await through(it, words, ...steps)).done.facts ?? {};
    expect(follow('rig-check', await factsOf('A knight', ['rig-check']))).toEqual(['rig:biped']);
    expect(follow('rig-check', await factsOf('A chair rig=none', ['rig-check']))).toEqual([]);
    expect(follow('rig-check', await factsOf('A wisp rig=others', ['rig-check']))).toEqual([]);
    const rigged = await factsOf('A knight', ['rig-check'], ['rig:biped']);
    expect(follow('rig', rigged)).toEqual(['animate:biped', 'convert:rigged']);
    // Those bones have other names: it was taken, begun, and then it failed.
    const foreign = await factsOf('A knight', ['rig-check'], ['rig:biped', { spec: 'mixamo' }]);
    expect(follow('rig', foreign)).toEqual(['convert:rigged']);
    const bird = await factsOf('A stork rig=avian', ['rig-check'], ['rig:avian']);
    expect(follow('rig', bird)).toEqual(['convert:rigged']);
    expect(follow('convert', {})).toEqual([]);
  });

  it('in another’s names fails when it is moved all the same, and is given back', async () => {
    const it = tripo();
    const { parent } = await through(it, 'A knight', ['rig-check'], ['rig:biped', { spec: 'mixamo' }]);
    const options = { animations: ['preset:biped:walk'] };
    expect(outcome3d(await it.made('animate:biped', '', { parent, options }))).toBe('provider-failed none');
    expect(it.books.taken).toBe(45);
  });
});

describe('conversion', () => {
  it.each([
    ['GLTF', 'model/gltf+json'],
    ['FBX', 'model/fbx'],
    ['OBJ', 'application/zip'],
    ['STL', 'model/stl'],
    ['USDZ', 'model/vnd.usdz+zip'],
    ['3MF', 'model/3mf'],
  ])('into %s, as it is, for little', async (format, media) => {
    const it = tripo();
    const { done } = await through(it, 'A kettle', ['convert', { format }]);
    expect(it.posted()).toEqual({ input: it.books.creations[0]?.id, format });
    expect(done.credits).toBe(5);
    expect(await mediaOf(linksOf(done)[0] ?? '')).toBe(media);
  });

  it('with anything changed costs twice that, as the form says', async () => {
    const it = tripo();
    const options = { format: 'OBJ', texture_size: '1024', scale_factor: 2, export_vertex_colors: true };
    const { done } = await through(it, 'A kettle', ['convert', options]);
    expect(it.posted()).toMatchObject({
      format: 'OBJ',
      texture_size: 1_024,
      scale_factor: 2,
      export_vertex_colors: true,
    });
    expect(done.credits).toBe(10);
  });

  it('cannot lose a skeleton, nor make a GLB, nor four-sided faces for the web', async () => {
    const it = tripo();
    const formats = async (id: string) =>
      (await it.known(id)).options?.find(({ name }) => name === 'format')?.values;
    expect(await formats('convert:rigged')).toEqual(['FBX', 'GLTF', 'USDZ']);
    expect(await formats('convert')).not.toContain('GLB');
    const row = await it.known('convert');
    expect(formOf(row, { format: 'GLTF', quad: true }, 'result').sent).not.toHaveProperty('quad');
    expect(formOf(row, { format: 'FBX', quad: true }, 'result').sent).toMatchObject({ quad: true });
  });
});

describe('parts', () => {
  it('are told apart, completed, and worked on alone', async () => {
    const it = tripo();
    const cut = await through(it, 'A car', ['segment']);
    expect(it.posted()).toEqual({ input: it.books.creations[0]?.id });
    expect(cut.done.credits).toBe(40);
    const whole = { completion_mode: 'quick_cap', part_names: ['body'] };
    linksOf(await it.made('complete', '', { parent: cut.parent, options: whole }));
    expect(it.posted()).toMatchObject(whole);
    for (const [model, options, prompt] of [
      ['texture:parts', {}, 'rust'],
      ['decimate:parts', {}, ''],
      ['convert:parts', { format: 'STL' }, ''],
    ] as const)
      linksOf(
        await it.made(model, prompt, { parent: cut.parent, options: { ...options, part_names: ['body'] } }),
      );
    expect(it.books.creations.map(({ kind }) => kind).slice(2)).toEqual([
      'mesh_completion',
      'texture_model',
      'highpoly_to_lowpoly',
      'convert_model',
    ]);
  });

  it('of what was never cut cannot be chosen', async () => {
    const it = tripo();
    for (const id of ['texture', 'convert', 'decimate']) {
      expect((await it.known(id)).options?.map(({ name }) => name)).not.toContain('part_names');
      expect((await it.known(`${id}:parts`)).step?.after).toEqual(['segment', 'complete']);
    }
  });
});

describe('fewer faces', () => {
  it.each([
    [{}, {}, 30],
    [{ quad: true, face_limit: 90_000 }, { quad: true, face_limit: 10_000 }, 30],
    [{ model: 'v1.0', quad: true }, { model: 'v1.0', face_limit: 10_000 }, 10],
    [{ model: 'v1.0', face_limit: 90_000 }, { model: 'v1.0', face_limit: 90_000 }, 10],
  ])('%j', async (options, sent, credits) => {
    const it = tripo();
    const { done } = await through(it, 'A car', ['decimate', options]);
    expect(it.posted()).toEqual({ input: it.books.creations[0]?.id, ...sent });
    expect(done.credits).toBe(credits);
  });
});

it('a step stands on what is done, by the key that made it', async () => {
  const it = tripo();
  const first = pending3d(await it.start(BEST, 'quirks=working'));
  const start = (on: Tripo) => on.start('segment', '', { parent: first.operation });
  expect(outcome3d(await start(it))).toBe('bad-request none');
  expect(outcome3d(await start(tripo('good, the second of the same account')))).toBe('bad-request none');
  expect(it.books.creations).toHaveLength(1);
});
