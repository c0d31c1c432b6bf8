import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { priceOf3d } from '../../../lib/models/tariff';
import { wire } from '../../../lib/providers/all/meshy';
import type { From } from '../../../lib/providers/form-3d';
import type { Json } from '../../../lib/providers/makes';
import type { Input3d } from '../../../lib/providers/makes-3d';
import { standIn } from '../../harness/stand-ins/meshy';
import { forgetTasks } from '../../harness/stand-ins/meshy/tasks';
import { anyForm } from './forms';
import {
  dataUrl,
  done3d,
  finished3d,
  formOf,
  kept,
  namesOf,
  outcome3d,
  pending3d,
  type Shaping,
  seen,
  shapingWith,
} from './shaping';

beforeEach(forgetTasks);

const NEWEST = 'meshy-7.1';
const begin = () => shapingWith(wire, standIn);

/** A finished one and the handle by which a step goes on from it. */
async function made(shaping: Shaping, model = NEWEST, prompt = 'A kettle', more: Partial<Input3d> = {}) {
  const step = await shaping.start(model, prompt, more);
  const parent: Json = kept(pending3d(step).operation);
  return { parent, done: done3d(await finished3d(shaping, step)) };
}
const textured = (shaping: Shaping) => made(shaping, NEWEST, '', { pictures: [seen('front')] });

describe('the table', () => {
  it('is our own, free to ask, and says for each row what it costs', async () => {
    const { maker, call, heard } = begin();
    const models = await maker.models(call);
    expect(heard).toEqual([]);
    expect(models.filter(({ rank }) => rank === 0).map(({ id }) => id)).toEqual([NEWEST]);
    expect(models.every(({ tariff, step }) => tariff && step)).toBe(true);
    expect(models.flatMap(({ step, id }) => (step?.deed === 'create' ? [id] : []))).toEqual([
      NEWEST,
      'meshy-6',
      'meshy-6-lite',
      'meshy-t2',
    ]);
  });

  it.each<[string, From, Input3d['options'], number]>([
    [NEWEST, 'text', {}, 20],
    [NEWEST, 'text', { geometry_resolution: '4k' }, 25],
    [NEWEST, 'picture', {}, 30],
    [NEWEST, 'picture', { texture_resolution: '8k', geometry_resolution: '2k' }, 40],
    [NEWEST, 'picture', { should_texture: false, texture_resolution: '8k' }, 20],
    ['meshy-6', 'views', { texture_resolution: '8k' }, 35],
    ['meshy-6-lite', 'text', {}, 5],
    ['meshy-t2', 'text', {}, 5],
    ['meshy-t2', 'picture', { texture_resolution: '8k' }, 20],
    ['refine', 'result', {}, 10],
    ['refine', 'result', { texture_resolution: '8k' }, 15],
    ['retexture', 'result', {}, 10],
    ['remesh', 'result', {}, 5],
    ['convert', 'result', {}, 1],
    ['rigging', 'result', {}, 5],
    ['animations', 'result', {}, 3],
  ])('%s from %s with %o costs %i credits', async (id, from, options, credits) => {
    const price = priceOf3d(await begin().known(id), { from, options });
    expect(price).toMatchObject({ credits, usd: `${(credits * 2) / 100}`, asOf: '2026-10-02' });
  });

  it('says after what each step may follow, and which of them is done in words or like a picture', async () => {
    const models = await begin().maker.models(begin().call);
    const steps = models.filter(({ step }) => step?.deed !== 'create');
    expect(steps.map(({ id, step }) => [id, step?.deed, step?.after, step?.needs?.stage])).toEqual([
      ['refine', 'refine', ['create'], ['preview']],
      ['retexture', 'texture', ['create', 'refine', 'texture', 'remesh'], ['plain', 'textured', 'made']],
      ['remesh', 'remesh', ['create', 'refine', 'texture'], undefined],
      ['convert', 'convert', ['create', 'refine', 'texture', 'remesh'], undefined],
      ['rigging', 'rig', ['create', 'refine', 'texture', 'remesh'], ['textured', 'made']],
      ['animations', 'animate', ['rig'], undefined],
    ]);
    const styled = steps.filter(({ takes }) => takes.includes('image')).map(({ id }) => id);
    expect(styled).toEqual(['refine', 'retexture']);
  });

  it('does not offer what is refused together', async () => {
    const model = await begin().known(NEWEST);
    const bare = formOf(model, { should_texture: false }, 'picture');
    expect(bare.shown).not.toContain('texture_resolution');
    expect(formOf(model, {}, 'picture').shown).toContain('texture_resolution');
    expect(formOf(model, {}).shown).not.toContain('should_texture');
    expect(formOf(model, {}).shown).not.toContain('target_polycount');
    expect(formOf(model, { should_remesh: true }).shown).toContain('target_polycount');
    expect(formOf(model, { geometry_resolution: '4k' }, 'views').sent.geometry_resolution).toBe('standard');
  });
});

const PICTURES: Readonly<Record<From, Input3d['pictures']>> = {
  text: [],
  result: [],
  picture: [seen('left')],
  views: [seen('front'), seen('back')],
};

it('whatever is clicked together is taken, and costs what was said', async () => {
  const table = (await begin().maker.models(begin().call)).filter(({ id }) => id !== 'animations');
  await fc.assert(
    fc.asyncProperty(anyForm(table), async ({ model, from, options }) => {
      forgetTasks();
      const shaping = begin();
      const { id, step } = model;
      const before =
        from !== 'result' ? undefined : await (id === 'refine' ? made(shaping) : textured(shaping));
      const words = from === 'text' || id === 'retexture' ? 'A kettle' : '';
      const more = { options, pictures: PICTURES[from], ...(before ? { parent: before.parent } : {}) };
      const done = done3d(await finished3d(shaping, await shaping.start(id, words, more)));
      expect(done.credits).toBe(priceOf3d(model, { from, options })?.credits);
      expect(step?.deed).toBeDefined();
    }),
    { numRuns: 200 },
  );
});

describe('a step on what was made', () => {
  it('gives a preview its texture', async () => {
    const shaping = begin();
    const { parent } = await made(shaping);
    const options = { texture_resolution: '4k', target_formats: ['fbx'], geometry_resolution: '4k' };
    const done = await finished3d(shaping, await shaping.start('refine', 'Rusty', { parent, options }));
    expect(shaping.posted()).toEqual({
      mode: 'refine',
      preview_task_id: (parent as { id: string }).id,
      texture_prompt: 'Rusty',
      texture_resolution: '4k',
      target_formats: ['glb', 'fbx'],
    });
    expect(namesOf(done)).toEqual(['model.glb', 'model.fbx']);
    expect(done3d(done)).toMatchObject({ credits: 10, facts: { stage: 'textured' } });
  });

  it('gives another texture, which has to be described', async () => {
    const shaping = begin();
    const { parent } = await textured(shaping);
    expect(outcome3d(await shaping.start('retexture', '', { parent }))).toBe('not-supported none');
    const done = done3d(await finished3d(shaping, await shaping.start('retexture', 'Of glass', { parent })));
    expect(shaping.posted()).toMatchObject({ text_style_prompt: 'Of glass', enable_original_uv: true });
    expect(done.facts).toEqual({ stage: 'textured' });
  });

  it('in the look of a picture, or of words, and not of both', async () => {
    const shaping = begin();
    const { parent } = await made(shaping);
    const like = { pictures: [seen('front')], parent };
    done3d(await finished3d(shaping, await shaping.start('refine', '', like)));
    expect(shaping.posted()).toMatchObject({ texture_image_url: dataUrl() });
    const again = { ...like, parent: (await textured(shaping)).parent };
    done3d(await finished3d(shaping, await shaping.start('retexture', '', again)));
    expect(shaping.posted()).toMatchObject({ image_style_url: dataUrl() });
    for (const more of [
      { ...like, pictures: [seen('front', 'webp')] },
      { ...like, pictures: [seen('front'), seen('back')] },
    ])
      expect(outcome3d(await shaping.start('refine', '', more))).toBe('not-supported none');
    expect(outcome3d(await shaping.start('refine', 'Rusty', like))).toBe('not-supported none');
    expect(outcome3d(await shaping.start('remesh', '', like))).toBe('not-supported none');
  });

  it('remeshes and converts', async () => {
    const shaping = begin();
    const { parent } = await textured(shaping);
    const more = { parent, options: { topology: 'quad', target_polycount: 900 } };
    const remeshed = done3d(await finished3d(shaping, await shaping.start('remesh', '', more)));
    expect(shaping.posted()).toMatchObject({ topology: 'quad', target_polycount: 900 });
    expect(remeshed.facts).toEqual({ stage: 'made' });
    const usdz = { parent, options: { target_formats: 'usdz' } };
    const converted = await finished3d(shaping, await shaping.start('convert', '', usdz));
    expect(shaping.posted()).toMatchObject({ target_formats: ['usdz'] });
    expect(namesOf(converted)).toEqual(['model.usdz']);
  });

  it('rigs it with the walks that come along, and lets it move', async () => {
    const shaping = begin();
    const { parent } = await textured(shaping);
    const step = await shaping.start('rigging', '', { parent });
    const rig = kept(pending3d(step).operation);
    const rigged = await finished3d(shaping, step);
    expect(namesOf(rigged)).toEqual(['rigged.glb', 'rigged.fbx', 'walking.glb', 'running.glb']);
    expect(done3d(rigged)).toMatchObject({ credits: 5, facts: { stage: 'rigged' } });
    const more = { parent: rig, options: { action_id: 'Big_Wave_Hello' } };
    const moving = await finished3d(shaping, await shaping.start('animations', '', more));
    expect(shaping.posted()).toEqual({ rig_task_id: (rig as { id: string }).id, action_id: 28 });
    expect(namesOf(moving)).toEqual(['animation.glb', 'animation.fbx']);
  });

  it.each([
    ['what stands in no pose', 'rigging', 'quirks=no-pose', 'bad-request none'],
    ['what has no texture', 'rigging', 'A kettle', 'bad-request none'],
    ['what is no rig', 'animations', 'A kettle', 'bad-request none'],
  ])('is refused before it costs anything: %s', async (_what, id, prompt, outcome) => {
    const shaping = begin();
    const isPosed = prompt.startsWith('quirks');
    const more = isPosed ? { pictures: [seen('front')] } : {};
    const { parent } = await made(shaping, NEWEST, prompt, more);
    expect(outcome3d(await shaping.start(id, '', { parent }))).toBe(outcome);
    expect(shaping.billed()).toBe(1);
  });

  it('on what is not ready, or not there', async () => {
    const shaping = begin();
    const { operation } = pending3d(await shaping.start(NEWEST, 'quirks=working'));
    expect(outcome3d(await shaping.start('refine', '', { parent: operation }))).toBe('bad-request none');
    const parent = { of: '/openapi/v2/text-to-3d', id: 'gone' };
    expect(outcome3d(await shaping.start('remesh', '', { parent }))).toBe('bad-request none');
    expect(outcome3d(await shaping.start('remesh', 'Words', { parent }))).toBe('not-supported none');
  });
});
