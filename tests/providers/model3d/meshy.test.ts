import { beforeEach, describe, expect, it } from 'vitest';
import { findAddress } from '../../../lib/http/address';
import { wire } from '../../../lib/providers/all/meshy';
import { standIn } from '../../harness/stand-ins/meshy';
import { doorErrors, taskErrors } from '../../harness/stand-ins/meshy/errors';
import { forgetTasks } from '../../harness/stand-ins/meshy/tasks';
import { assertSecretKept } from '../image/painting';
import { balanceOf, begin, NEWEST, pathsOf } from './meshy-stage';
import {
  dataUrl,
  done3d,
  failed3d,
  finished3d,
  linksOf,
  namesOf,
  outcome3d,
  pending3d,
  poll,
  seen,
} from './shaping';

beforeEach(forgetTasks);

describe('a model from words', () => {
  it('is asked for once, asked after, and lies at signed links', async () => {
    const shaping = begin();
    const first = pending3d(await shaping.start(NEWEST, 'A kettle quirks=slow'));
    expect(shaping.posted()).toEqual({
      prompt: 'A kettle quirks=slow',
      mode: 'preview',
      ai_model: NEWEST,
      geometry_resolution: 'standard',
      should_remesh: false,
      auto_size: false,
      target_formats: ['glb'],
    });
    const second = pending3d(await poll(shaping, first));
    expect(second).toMatchObject({ pollAfterMs: 5000, progress: 0 });
    expect(pending3d(await poll(shaping, second)).progress).toBe(0.42);
    const done = done3d(await finished3d(shaping, second));
    expect(namesOf(done)).toEqual(['model.glb']);
    expect(namesOf(done, 'poster')).toEqual(['preview.png']);
    expect(done).toMatchObject({ credits: 20, facts: { stage: 'preview' } });
    // What a credit costs depends on the plan: no dollars are said to have been told.
    expect(done.costUsd).toBeUndefined();
    for (const link of linksOf(done)) expect(findAddress(link, wire.downloads)).toBe(link);
    expect(pathsOf(shaping)).toEqual([
      'POST /openapi/v2/text-to-3d',
      ...[1, 2, 3].map(() => 'GET /openapi/v2/text-to-3d/ID'),
    ]);
    expect(shaping.billed()).toBe(1);
    assertSecretKept(shaping, standIn);
    expect(await balanceOf(shaping)).toBe(980);
  });

  it('in every format that was wanted, the GLB first', async () => {
    const shaping = begin();
    const options = { target_formats: ['stl', 'fbx', 'gif'], should_remesh: true, target_polycount: 5_000 };
    const done = await finished3d(shaping, await shaping.start('meshy-6', 'A kettle', { options }));
    expect(shaping.posted()).toMatchObject({
      ai_model: 'meshy-6',
      target_formats: ['glb', 'stl', 'fbx'],
      should_remesh: true,
      topology: 'triangle',
      target_polycount: 5_000,
    });
    expect(shaping.posted()).not.toHaveProperty('geometry_resolution');
    expect(namesOf(done)).toEqual(['model.glb', 'model.fbx', 'model.stl']);
  });

  it('with few polygons', async () => {
    const shaping = begin();
    done3d(await finished3d(shaping, await shaping.start('meshy-t2', 'A kettle')));
    expect(shaping.posted()).toMatchObject({ model_type: 'smart-topology', target_polycount: 4_000 });
    expect(shaping.posted()).not.toHaveProperty('should_remesh');
    expect(shaping.posted()).not.toHaveProperty('should_texture');
  });

  it('leaves out what was not made', async () => {
    const shaping = begin();
    const done = await finished3d(shaping, await shaping.start(NEWEST, 'quirks=blanks'));
    expect(namesOf(done)).toEqual(['model.glb']);
  });
});

describe('a model from pictures', () => {
  it('comes with its texture, and words are about that', async () => {
    const shaping = begin();
    const more = {
      pictures: [seen('front', 'jpeg')],
      options: { texture_resolution: '8k', enable_pbr: true },
    };
    const done = done3d(await finished3d(shaping, await shaping.start(NEWEST, 'Rusty', more)));
    expect(shaping.posted()).toMatchObject({
      image_url: dataUrl('jpeg'),
      texture_prompt: 'Rusty',
      should_texture: true,
      texture_resolution: '8k',
      enable_pbr: true,
    });
    expect(pathsOf(shaping)[0]).toBe('POST /openapi/v1/image-to-3d');
    expect(done).toMatchObject({ credits: 35, facts: { stage: 'textured' } });
  });

  it('or bare', async () => {
    const shaping = begin();
    const more = { pictures: [seen('front')], options: { should_texture: false, enable_pbr: true } };
    const done = done3d(await finished3d(shaping, await shaping.start(NEWEST, '', more)));
    expect(shaping.posted()).not.toHaveProperty('enable_pbr');
    expect(done).toMatchObject({ credits: 20, facts: { stage: 'plain' } });
  });

  it('of several sides, the front before the others', async () => {
    const shaping = begin();
    const pictures = [seen('right', 'jpeg'), seen('front')];
    const options = { geometry_resolution: '4k' };
    done3d(await finished3d(shaping, await shaping.start(NEWEST, '', { pictures, options })));
    expect(shaping.posted()).toMatchObject({
      image_urls: [dataUrl(), dataUrl('jpeg')],
      // As fine as from one it cannot be.
      geometry_resolution: 'standard',
    });
  });

  it.each([
    ['a WebP', NEWEST, '', { pictures: [seen('front', 'webp')] }, 'not-supported none'],
    [
      'words that would be lost',
      NEWEST,
      'Red',
      { pictures: [seen('front')], options: { should_texture: false } },
      'not-supported none',
    ],
    ['sides without a front', NEWEST, '', { pictures: [seen('left'), seen('back')] }, 'not-supported none'],
    [
      'a picture where none is taken',
      'meshy-6-lite',
      '',
      { pictures: [seen('front')] },
      'not-supported none',
    ],
    ['nothing at all', NEWEST, ' ', {}, 'not-supported none'],
    ['too many words', NEWEST, 'x'.repeat(601), {}, 'too-long none'],
    ['a model of before', 'meshy-4', 'A kettle', {}, 'model-gone none'],
    ['a step on nothing', 'refine', '', {}, 'not-supported none'],
    ['a name that leads elsewhere', '../../v1/balance', 'A kettle', {}, 'model-gone none'],
  ])('is not asked for: %s', async (_what, model, prompt, more, outcome) => {
    const shaping = begin();
    expect(outcome3d(await shaping.start(model, prompt, more))).toBe(outcome);
    expect(shaping.heard).toEqual([]);
  });
});

const AT_THE_DOOR: Readonly<Record<string, string>> = {
  invalid: 'bad-request none',
  'wrong-key': 'key-rejected none key:rejected',
  'no-credit': 'no-credit none key:credit',
  forbidden: 'not-allowed none key:forbidden',
  'no-resource': 'model-gone none',
  conflict: 'bad-request none',
  unprocessable: 'bad-request none',
  rate: 'rate-limited none again',
  'rate-told': 'rate-limited none again after 7000',
  'no-slot': 'rate-limited none again',
  'no-place': 'rate-limited none again',
  server: 'provider-failed unknown',
  proxy: 'provider-failed unknown',
};
const OVER: Readonly<Record<string, string>> = {
  moderated: 'moderated none',
  complex: 'bad-request none',
  timeout: 'provider-slow none',
  unavailable: 'provider-busy none',
  broken: 'provider-failed none',
  format: 'provider-failed none',
  queer: 'provider-failed none',
  unsaid: 'provider-failed none',
  'not-yet-back': 'provider-failed unknown',
  canceled: 'provider-failed none',
};

describe('a refusal', () => {
  it.each(Object.keys(doorErrors))('at the door: %s', async (name) => {
    const shaping = begin();
    expect(outcome3d(await shaping.start(NEWEST, `error=${name}`))).toBe(AT_THE_DOOR[name]);
    expect(shaping.billed()).toBe(0);
  });

  it.each(Object.keys(taskErrors))('of a task, whose credits come back: %s', async (name) => {
    const shaping = begin();
    const step = pending3d(await shaping.start(NEWEST, `error=${name}`));
    expect(outcome3d(await finished3d(shaping, step))).toBe(OVER[name]);
    const isKept = name === 'not-yet-back';
    expect(shaping.billed()).toBe(isKept ? 1 : 0);
    expect(await balanceOf(shaping)).toBe(isKept ? 980 : 1000);
  });

  it('says what the service said', async () => {
    const shaping = begin();
    const at = async (error: string) =>
      failed3d(await finished3d(shaping, await shaping.start(NEWEST, error))).problem.values?.said;
    expect(await at('error=complex')).toBe('The picture is too complex.');
    expect(await at('error=canceled')).toBe('CANCELED');
    const { problem } = failed3d(await shaping.start(NEWEST, 'error=no-slot'));
    expect(problem.values?.said).toBe('NoMoreConcurrentTasks');
  });

  it('when the account is at its end', async () => {
    const shaping = begin();
    const options = { texture_resolution: '8k', geometry_resolution: '4k' };
    const more = { pictures: [seen('front')], options };
    for (let made = 0; made < 25; made += 1) await finished3d(shaping, await shaping.start(NEWEST, '', more));
    expect(await balanceOf(shaping)).toBe(0);
    expect(outcome3d(await shaping.start(NEWEST, '', more))).toBe('no-credit none key:credit');
  });

  it('when as many wait as may: so many go at once and no more', async () => {
    const shaping = begin();
    const { most } = shaping.maker.laneOf?.({ model: NEWEST }) ?? { most: 0 };
    for (let made = 0; made < most; made += 1) pending3d(await shaping.start(NEWEST, 'quirks=stuck'));
    expect(outcome3d(await shaping.start(NEWEST, 'quirks=stuck'))).toBe('rate-limited none again');
  });
});
