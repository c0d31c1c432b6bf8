import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { findAddress } from '../../../lib/http/address';
import { priceOf3d } from '../../../lib/models/tariff';
import { wire } from '../../../lib/providers/all/fal';
import type { From } from '../../../lib/providers/form-3d';
import type { Input3d, View } from '../../../lib/providers/makes-3d';
import { standIn } from '../../harness/stand-ins/fal';
import { submitErrors, workErrors } from '../../harness/stand-ins/fal/errors';
import { billsOf, forgetWorks } from '../../harness/stand-ins/fal/queue';
import { assertSecretKept, thrown } from '../image/painting';
import { anyForm } from './forms';
import {
  dataUrl,
  done3d,
  finished3d,
  formOf,
  kept,
  linksOf,
  namesOf,
  outcome3d,
  pending3d,
  poll,
  type Shaping,
  seen,
  shapingWith,
} from './shaping';

beforeEach(forgetWorks);

const HUNYUAN = 'fal-ai/hunyuan-3d/v3.1/pro';
const TRIPO = 'tripo3d/h3.1';
const MESHY = 'meshy/v7.1';
const RODIN = 'fal-ai/hyper3d/rodin/v2';
const TRELLIS = 'fal-ai/trellis-2';
const begin = () => shapingWith(wire, standIn);
const pathsOf = ({ heard }: Shaping) =>
  heard.map(({ method, host, path }) => `${method} ${host}${path.replace(/[0-9a-f-]{36}/, 'ID')}`);
const from = (...views: View[]): Partial<Input3d> => ({ pictures: views.map((view) => seen(view)) });

describe('the table', () => {
  it('has the endpoints that promise a GLB, and is asked of nobody', async () => {
    const { maker, call, heard } = begin();
    const models = await maker.models(call);
    expect(heard).toEqual([]);
    expect(models.map(({ id }) => id)).toEqual([HUNYUAN, TRIPO, MESHY, RODIN, TRELLIS]);
    expect(models.filter(({ rank }) => rank === 0)).toHaveLength(1);
  });

  it.each<[string, From, Input3d['options'], string]>([
    [HUNYUAN, 'text', {}, '0.375'],
    [HUNYUAN, 'views', { enable_pbr: true, face_count: 50_000 }, '0.825'],
    [HUNYUAN, 'text', { enable_pbr: true, generate_type: 'Geometry' }, '0.375'],
    [TRIPO, 'picture', {}, '0.3'],
    [TRIPO, 'picture', { texture: false, texture_quality: 'detailed' }, '0.2'],
    [TRIPO, 'views', { texture_quality: 'detailed', geometry_quality: 'detailed', quad: true }, '0.65'],
    [MESHY, 'text', {}, '1.2'],
    [MESHY, 'text', { mode: 'preview', enable_rigging: true }, '0.8'],
    [MESHY, 'picture', { enable_rigging: true }, '1.4'],
    [RODIN, 'text', {}, '0.4'],
    [TRELLIS, 'picture', {}, '0.3'],
    [TRELLIS, 'picture', { resolution: '512' }, '0.25'],
    [TRELLIS, 'picture', { resolution: '1536' }, '0.35'],
  ])('%s from %s with %o costs $%s', async (id, origin, options, usd) => {
    const price = priceOf3d(await begin().known(id), { from: origin, options });
    expect(price).toEqual({ usd, asOf: '2026-10-07' });
  });

  it('shows what can be chosen where it can', async () => {
    const meshy = await begin().known(MESHY);
    expect(formOf(meshy, {}).shown).toContain('enable_rigging');
    expect(formOf(meshy, { mode: 'preview' }).shown).not.toContain('enable_rigging');
    expect(formOf(meshy, { enable_rigging: true }, 'picture').shown).toContain('rigging_height_meters');
    expect(formOf(meshy, { should_remesh: false }).shown).not.toContain('topology');
  });
});

const PICTURES: Readonly<Record<From, Input3d['pictures']>> = {
  text: [],
  result: [],
  picture: [seen('left')],
  views: [seen('front'), seen('left'), seen('back')],
};

it('whatever is clicked together is taken, and costs what was said', async () => {
  const table = await begin().maker.models(begin().call);
  await fc.assert(
    fc.asyncProperty(anyForm(table), async ({ model, from: origin, options }) => {
      forgetWorks();
      const shaping = begin();
      const words = origin === 'text' ? 'A kettle' : '';
      const step = await shaping.start(model.id, words, { options, pictures: PICTURES[origin] });
      expect(linksOf(await finished3d(shaping, step)).length).toBeGreaterThan(0);
      const price = priceOf3d(model, { from: origin, options });
      expect(billsOf().map((amount) => `${amount / 1000}`)).toEqual([price?.usd]);
    }),
    { numRuns: 300 },
  );
});

describe('a model from words', () => {
  it('waits in the queue, is asked after, and lies at links', async () => {
    const shaping = begin();
    const options = { face_count: 90_000, enable_pbr: true };
    const first = pending3d(await shaping.start(HUNYUAN, 'A kettle quirks=slow', { options }));
    const prompt = 'A kettle quirks=slow';
    expect(shaping.posted()).toEqual({ prompt, generate_type: 'Normal', ...options });
    const done = await finished3d(shaping, first);
    expect(namesOf(done)).toEqual(['model.glb', 'model.fbx', 'model.usdz', 'model.obj']);
    expect(namesOf(done, 'poster')).toEqual(['preview.png']);
    for (const link of linksOf(done)) expect(findAddress(link, wire.downloads)).toBe(link);
    expect(pathsOf(shaping)).toEqual([
      `POST queue.fal.run/${HUNYUAN}/text-to-3d`,
      ...[1, 2, 3].map(() => 'GET queue.fal.run/fal-ai/hunyuan-3d/requests/ID/status'),
      'GET queue.fal.run/fal-ai/hunyuan-3d/requests/ID',
    ]);
    expect(shaping.billed()).toBe(1);
    assertSecretKept(shaping, standIn);
  });

  it('without a texture is told so twice: materials would bring it back, and its price', async () => {
    const shaping = begin();
    await finished3d(shaping, await shaping.start(TRIPO, 'A kettle', { options: { texture: false } }));
    expect(shaping.posted()).toMatchObject({ texture: false, pbr: false });
    expect(billsOf()).toEqual([200]);
  });

  it('in quads is an FBX, whatever it is called', async () => {
    const shaping = begin();
    const done = await finished3d(
      shaping,
      await shaping.start(TRIPO, 'A kettle', { options: { quad: true } }),
    );
    expect(namesOf(done)).toEqual(['model.fbx']);
  });

  it('with bones comes in both shapes', async () => {
    const shaping = begin();
    const options = { enable_rigging: true };
    const done = await finished3d(shaping, await shaping.start(MESHY, 'A smith', { options }));
    expect(namesOf(done)).toEqual(['model.glb', 'model.glb', 'model.fbx']);
    expect(new Set(linksOf(done)).size).toBe(3);
  });
});

describe('a model from pictures', () => {
  it('of one, with numbers where numbers are wanted', async () => {
    const shaping = begin();
    done3d(await finished3d(shaping, await shaping.start(TRELLIS, '', from('back'))));
    expect(shaping.posted()).toEqual({
      image_url: dataUrl(),
      resolution: 1024,
      texture_size: 2048,
      remesh: true,
    });
    expect(pathsOf(shaping)[0]).toBe(`POST queue.fal.run/${TRELLIS}`);
  });

  it.each<[string, View[], object, string]>([
    [HUNYUAN, ['back', 'front'], { input_image_url: dataUrl(), back_image_url: dataUrl() }, '/image-to-3d'],
    [TRIPO, ['left', 'front'], { image_urls: [dataUrl(), dataUrl()] }, '/multiview-to-3d'],
    [MESHY, ['front', 'right'], { image_urls: [dataUrl(), dataUrl()] }, '/multi-image-to-3d'],
    [RODIN, ['front', 'back'], { input_image_urls: [dataUrl(), dataUrl()] }, ''],
  ])('%s of %j', async (id, views, sent, suffix) => {
    const shaping = begin();
    done3d(await finished3d(shaping, await shaping.start(id, '', from(...views))));
    expect(shaping.posted()).toMatchObject(sent);
    expect(pathsOf(shaping)[0]).toBe(`POST queue.fal.run/${id}${suffix}`);
  });

  it('with words where they go along', async () => {
    const shaping = begin();
    done3d(await finished3d(shaping, await shaping.start(RODIN, 'Rusty', from('front'))));
    expect(shaping.posted()).toMatchObject({ prompt: 'Rusty' });
    done3d(await finished3d(shaping, await shaping.start(MESHY, 'Rusty', from('front'))));
    expect(shaping.posted()).toMatchObject({ texture_prompt: 'Rusty' });
    expect(shaping.posted()).not.toHaveProperty('prompt');
  });

  it.each<[string, string, string, Partial<Input3d>, string]>([
    ['words that would be lost', HUNYUAN, 'Red', from('front'), 'not-supported none'],
    ['a back that would be taken for the left', TRIPO, '', from('front', 'back'), 'not-supported none'],
    ['no front', HUNYUAN, '', from('left', 'back'), 'not-supported none'],
    ['the same side twice', MESHY, '', from('front', 'front'), 'not-supported none'],
    ['one picture too many', TRELLIS, '', from('front', 'back'), 'not-supported none'],
    ['no picture at all', TRELLIS, 'A kettle', {}, 'not-supported none'],
    ['nothing', HUNYUAN, '', {}, 'not-supported none'],
    ['a step on something', HUNYUAN, 'A kettle', { parent: {} }, 'not-supported none'],
    ['too many words', MESHY, 'x'.repeat(601), {}, 'too-long none'],
    ['an endpoint of which nothing is known', 'fal-ai/trellis', 'A kettle', {}, 'model-gone none'],
  ])('is not asked for: %s', async (_what, id, prompt, more, outcome) => {
    const shaping = begin();
    expect(outcome3d(await shaping.start(id, prompt, more))).toBe(outcome);
    expect(shaping.heard).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each<[string, string]>([
    ['wrong-key', 'key-rejected none key:rejected'],
    ['no-credit', 'no-credit none key:credit'],
    ['locked', 'not-allowed none key:forbidden'],
    ['no-model', 'model-gone none'],
    ['queue-full', 'rate-limited none again'],
    ['queue-full-told', 'rate-limited none again after 9000'],
    ['server', 'provider-failed unknown'],
    ['proxy', 'provider-failed unknown'],
  ])('at the door: %s', async (name, outcome) => {
    const shaping = begin();
    expect(submitErrors).toHaveProperty(name);
    expect(outcome3d(await shaping.start(HUNYUAN, `error=${name}`))).toBe(outcome);
    expect(shaping.billed()).toBe(0);
  });

  it.each<[string, string]>([
    ['missing', 'bad-request none'],
    ['refused', 'moderated unknown'],
    ['file', 'bad-request unknown'],
    ['spent', 'bad-request unknown'],
    ['timeout', 'provider-slow none'],
    ['runner', 'provider-failed none'],
  ])('where the result should be: %s', async (name, outcome) => {
    const shaping = begin();
    expect(workErrors).toHaveProperty(name);
    const step = await shaping.start(HUNYUAN, `error=${name}`);
    expect(outcome3d(await finished3d(shaping, step))).toBe(outcome);
    expect(shaping.billed()).toBe(name === 'spent' ? 1 : 0);
  });
});

describe('stopping', () => {
  it.each([
    ['in the queue', 'quirks=stuck', 'never-ran', 0],
    ['at work', 'quirks=working', 'goes-on', 1],
    ['when it is done', 'A kettle', 'over', 1],
    ['what is gone', 'quirks=expired', 'over', 1],
  ])('%s', async (_when, prompt, outcome, billed) => {
    const shaping = begin();
    const { operation } = pending3d(await shaping.start(MESHY, prompt));
    expect(await shaping.maker.cancel?.(kept(operation), shaping.call)).toBe(outcome);
    expect(shaping.billed()).toBe(billed);
  });
});

it('asked how far it is: a stumble is none, what is gone is lost, a success without a file is thrown', async () => {
  const shaping = begin();
  const first = pending3d(await shaping.start(TRIPO, 'quirks=stumbles'));
  const second = pending3d(await poll(shaping, first));
  expect(second.operation).toEqual(first.operation);
  expect(namesOf(await finished3d(shaping, second))).toEqual(['model.glb']);
  const gone = await shaping.start(TRIPO, 'quirks=expired');
  expect(outcome3d(await finished3d(shaping, gone))).toBe('operation-lost unknown');
  expect(await thrown(finished3d(shaping, await shaping.start(TRIPO, 'quirks=no-files')))).toBe(
    'answer-malformed',
  );
});
