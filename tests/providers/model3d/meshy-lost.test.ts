/** A creation at Meshy whose answer never came, and what its list can prove of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/meshy';
import type { Json } from '../../../lib/providers/makes';
import type { Input3d } from '../../../lib/providers/makes-3d';
import { standIn } from '../../harness/stand-ins/meshy';
import { forgetTasks } from '../../harness/stand-ins/meshy/tasks';
import { thrown } from '../image/painting';
import { finished3d, kept, namesOf, pending3d, poll, type Shaping, seen, shapingWith } from './shaping';

beforeEach(forgetTasks);

const NEWEST = 'meshy-7.1';
const begin = () => shapingWith(wire, standIn);

/** A finished one: the handle by which a step goes on from it. */
async function made(shaping: Shaping, model = NEWEST): Promise<Json> {
  const step = await shaping.start(model, 'A kettle');
  await finished3d(shaping, step);
  return kept(pending3d(step).operation);
}

describe('a creation whose answer never came', () => {
  const span = () => ({ fromMs: Date.now() - 120_000, sentAtMs: Date.now(), toMs: Date.now() + 120_000 });
  const look = async (shaping: Shaping, model: string, prompt: string, more: Partial<Input3d> = {}) =>
    (await shaping.maker.findLost?.(await shaping.input(model, prompt, more), span(), shaping.call)) ?? [];
  const lose = async (shaping: Shaping, model: string, prompt: string, more: Partial<Input3d> = {}) =>
    expect(await thrown(shaping.start(model, prompt, more))).toBe('no-connection');

  it('is found by its words among others, and asked after', async () => {
    const shaping = begin();
    await finished3d(shaping, await shaping.start(NEWEST, 'A pot'));
    await lose(shaping, NEWEST, 'A kettle drop@0');
    const found = await look(shaping, NEWEST, 'A kettle drop@0');
    expect(found.map(({ isSame }) => isSame)).toEqual([true, false]);
    expect(found[0]?.about).toBe('text-to-3d-preview, SUCCEEDED, A kettle drop@0');
    expect(shaping.creations()).toBe(2);
    const operation = found[0]?.operation ?? null;
    const step = await poll(shaping, { is: 'pending', operation, pollAfterMs: 0 });
    expect(namesOf(step)).toEqual(['model.glb']);
  });

  it('made twice is two that look the same', async () => {
    const shaping = begin();
    await lose(shaping, NEWEST, 'A kettle drop@0');
    await lose(shaping, NEWEST, 'A kettle drop@0');
    expect((await look(shaping, NEWEST, 'A kettle drop@0')).map(({ isSame }) => isSame)).toEqual([
      true,
      true,
    ]);
  });

  it('is not another model’s, and not a texture of the same words', async () => {
    const shaping = begin();
    await made(shaping, 'meshy-6');
    const parent = await made(shaping);
    await finished3d(shaping, await shaping.start('refine', '', { parent }));
    const found = await look(shaping, NEWEST, 'A kettle');
    expect(found.map(({ isSame, operation }) => isSame && operation)).toEqual([parent, false]);
  });

  it('from a picture cannot be told from another one: it is only shown', async () => {
    const shaping = begin();
    const more = { pictures: [seen('front')] };
    await lose(shaping, NEWEST, 'Rusty drop@0', more);
    const found = await look(shaping, NEWEST, 'Rusty drop@0', more);
    expect(found.map(({ isSame }) => isSame)).toEqual([false]);
  });

  it('is listed late, in a wrapping, or out of time', async () => {
    const shaping = begin();
    const prompt = 'A kettle drop@0 quirks=lag,wrapped';
    await lose(shaping, NEWEST, prompt);
    expect(await look(shaping, NEWEST, prompt)).toEqual([]);
    expect(await look(shaping, NEWEST, prompt)).toHaveLength(1);
    const input = await shaping.input(NEWEST, prompt);
    const before = { fromMs: 0, sentAtMs: Date.now(), toMs: Date.now() - 60_000 };
    expect(await shaping.maker.findLost?.(input, before, shaping.call)).toEqual([]);
  });

  it('lies on a later page', async () => {
    const shaping = begin();
    await lose(shaping, 'meshy-6-lite', 'A kettle drop@0');
    for (let count = 0; count < 60; count += 1)
      await finished3d(shaping, await shaping.start('meshy-6-lite', `A pot, the ${count}th`));
    const found = await look(shaping, 'meshy-6-lite', 'A kettle drop@0');
    expect(found).toHaveLength(61);
    expect(found.filter(({ isSame }) => isSame)).toHaveLength(1);
  });

  it('is not said to be missing when nobody may look', async () => {
    const shaping = begin();
    const input = await shaping.input(NEWEST, 'A kettle');
    const call = { ...shaping.call, fetch: async () => new Response('{"message":"no"}', { status: 403 }) };
    expect(await thrown(shaping.maker.findLost?.(input, span(), call) ?? Promise.resolve())).toBe(
      'not-allowed',
    );
  });
});
