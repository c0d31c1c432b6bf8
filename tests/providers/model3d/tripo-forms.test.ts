/** Whatever is clicked together on a form, the service takes it, and it costs what the form said. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from '../../../lib/core/zod';
import { priceOf3d } from '../../../lib/models/tariff';
import { type From, fromOf } from '../../../lib/providers/form-3d';
import { modelSchema } from '../../../lib/providers/model';
import { forgetTasks } from '../../harness/stand-ins/tripo/tasks';
import { anyOptions } from './forms';
import { finished3d, formOf, pending3d } from './shaping';
import { BEST, type Tripo, tripo } from './tripo-stage';

beforeEach(forgetTasks);

const PICTURES: Readonly<Record<From, number>> = { text: 0, picture: 1, views: 3, result: 0 };

describe('the table', () => {
  it('is kept as it is, the best first, and asks nobody', async () => {
    const { maker, call, heard } = tripo();
    const rows = await maker.models(call);
    expect(z.array(modelSchema).parse(rows)).toEqual(rows);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, at) => at));
    const beginnings = rows.filter(({ step }) => step?.deed === 'create');
    expect(beginnings.map(({ id }) => id)).toEqual([
      BEST,
      'v3.0-20250812',
      'v2.5-20250123',
      'P1-20260311',
      'P2-20260801',
    ]);
    expect([...new Set(rows.map(({ step }) => step?.deed))]).toEqual([
      'create',
      ...['texture', 'rig-check', 'rig', 'animate', 'convert', 'segment', 'decimate', 'complete'],
    ]);
    expect(heard).toEqual([]);
  });

  it('has nothing that was taken away, or that leads astray later', async () => {
    const { maker, call } = tripo();
    const names = (await maker.models(call)).flatMap(({ options = [] }) => options.map(({ name }) => name));
    for (const name of ['style', 'export_orientation', 'block_size']) expect(names).not.toContain(name);
    const biped = await tripo().known('animate:biped');
    const [{ values = [], max } = { max: 0 }] = biped.options ?? [];
    expect([values.length, new Set(values).size, max]).toEqual([100, 100, 5]);
    expect(values).toEqual(
      expect.arrayContaining(['preset:biped:defeat_03', 'preset:biped:wave_goodbye_02']),
    );
    expect(values).not.toContain('preset:biped:defeat_01');
  });

  it.each([
    [BEST, 'text', {}, 20],
    [BEST, 'text', { texture: false }, 10],
    [BEST, 'picture', {}, 30],
    [BEST, 'views', { texture_quality: 'extreme', geometry_quality: 'detailed' }, 70],
    [BEST, 'text', { texture: false, generate_parts: true, texture_quality: 'extreme' }, 30],
    [BEST, 'text', { quad: true, smart_low_poly: true }, 35],
    ['v2.5-20250123', 'picture', { quad: true, texture_quality: 'detailed' }, 45],
    ['P1-20260311', 'text', { texture: false }, 30],
    ['P1-20260311', 'views', { texture_quality: 'extreme' }, 70],
    ['P2-20260801', 'text', { texture: false, quad: true }, 100],
    ['P2-20260801', 'picture', { texture_quality: 'extreme' }, 130],
    ['complete', 'result', {}, 50],
    ['rig-check', 'result', {}, 0],
  ] as const)('%s from %s with %j costs %i credits', async (id, from, options, credits) => {
    const usd = `${credits / 100}`;
    expect(priceOf3d(await tripo().known(id), { from, options })).toEqual({
      usd,
      credits,
      asOf: '2026-10-14',
    });
  });
});

describe('a model may not even hear of what it cannot do', () => {
  const FORBIDDEN = ['quad', 'smart_low_poly', 'generate_parts', 'geometry_quality'];

  it.each([
    ['P1-20260311', FORBIDDEN],
    ['P2-20260801', FORBIDDEN.slice(1)],
    ['v2.5-20250123', FORBIDDEN.slice(1)],
  ])('%s', async (model, forbidden) => {
    const it = tripo();
    const options = Object.fromEntries(
      FORBIDDEN.map((name) => [name, name === 'geometry_quality' ? 'detailed' : true]),
    );
    pending3d(await it.start(model, 'A kettle', { options: { ...options, texture: false } }));
    for (const name of forbidden) expect(it.posted()).not.toHaveProperty(name);
  });

  it('and what is off is not named either', async () => {
    const it = tripo();
    pending3d(await it.start(BEST, 'A kettle', { options: { quad: false, smart_low_poly: false } }));
    expect(Object.keys(it.posted())).toEqual(expect.not.arrayContaining(FORBIDDEN));
  });
});

describe('what the service refuses together', () => {
  it('cannot be chosen together', async () => {
    const row = await tripo().known(BEST);
    const shown = (options: Record<string, string | boolean>, from: From = 'text') =>
      formOf(row, options, from).shown;
    expect(shown({})).not.toContain('generate_parts');
    expect(shown({ texture: false })).toContain('generate_parts');
    expect(shown({ texture: false, quad: true })).not.toContain('generate_parts');
    expect(shown({ texture: false })).not.toEqual(expect.arrayContaining(['pbr']));
    expect(shown({})).not.toContain('delight');
    expect(shown({ texture_version: 'v3.5-20260815' })).toContain('delight');
    expect(shown({})).toEqual(expect.arrayContaining(['negative_prompt', 'image_seed']));
    expect(shown({}, 'picture')).not.toEqual(expect.arrayContaining(['negative_prompt']));
    const fast = { texture_quality: 'fast' };
    expect(formOf(row, fast).sent).toMatchObject({ texture_quality: 'standard' });
    expect(formOf(row, { ...fast, texture_version: 'v3.5-20260815' }).sent).toMatchObject(fast);
  });

  it('a bare mesh asks for neither colours nor materials', async () => {
    const it = tripo();
    pending3d(await it.start(BEST, 'A kettle', { options: { texture: false, pbr: true } }));
    expect(it.posted()).toEqual({ prompt: 'A kettle', model: BEST, texture: false, pbr: false });
  });
});

/** What each row goes on from. */
async function parentFor(it: Tripo, deed: string, id: string) {
  const origin = await it.operationOf(BEST, id.startsWith('rig:') ? `A body rig=${id.slice(4)}` : 'A body');
  if (id.endsWith(':parts') || deed === 'complete') return it.operationOf('segment', '', { parent: origin });
  if (deed !== 'animate' && id !== 'convert:rigged') return origin;
  const body = deed === 'animate' ? id.replace('animate:', '') : 'biped';
  return it.operationOf(`rig:${body}`, '', { parent: origin });
}

const ids = (await tripo().maker.models(tripo().call)).map(({ id, step }) => [id, step?.deed ?? ''] as const);

describe('any form', () => {
  it.each(ids)('of %s is taken, and costs what it said', async (id, deed) => {
    const it = tripo();
    it.books.balance = 1e9;
    const row = await it.known(id);
    const parent = deed === 'create' ? undefined : await parentFor(it, deed, id);
    const sides = [await it.given('front'), await it.given('left'), await it.given('back')];
    const froms = deed === 'create' ? (['text', 'picture', 'views'] as const) : (['result'] as const);
    await fc.assert(
      fc.asyncProperty(anyOptions(row), fc.constantFrom<From>(...froms), async (chosen, from) => {
        // Names inside this file, and one clip at least: the form asks for it.
        const own = { ...('part_names' in chosen ? { part_names: ['body'] } : {}) };
        const clips = deed === 'animate' && [chosen.animations ?? []].flat().length === 0;
        const options = { ...chosen, ...own, ...(clips ? { animations: ['preset:biped:walk'] } : {}) };
        const pictures = sides.slice(0, PICTURES[from]);
        expect(fromOf(parent !== undefined, pictures.length)).toBe(from);
        const before = it.books.taken;
        const step = await it.start(id, 'A kettle', { options, pictures, ...(parent ? { parent } : {}) });
        const done = await finished3d(it, step);
        const price = priceOf3d(row, { from, options });
        expect(done).toMatchObject({ is: 'done', credits: price?.credits, costUsd: price?.usd });
        expect(Math.round(it.books.taken - before)).toBe(price?.credits);
      }),
      { numRuns: 60 },
    );
  });
});
