/** A creation at fal whose answer never came, and what its records can prove of it. */
import { beforeEach, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/fal';
import type { Input3d } from '../../../lib/providers/makes-3d';
import { standIn } from '../../harness/stand-ins/fal';
import { forgetWorks } from '../../harness/stand-ins/fal/queue';
import { assertSecretKept, thrown } from '../image/painting';
import { finished3d, kept, namesOf, pending3d, poll, type Shaping, seen, shapingWith } from './shaping';

beforeEach(forgetWorks);

const HUNYUAN = 'fal-ai/hunyuan-3d/v3.1/pro';
const begin = () => shapingWith(wire, standIn);
const span = () => ({ fromMs: Date.now() - 120_000, sentAtMs: Date.now(), toMs: Date.now() + 120_000 });
const look = async (shaping: Shaping, prompt: string, more: Partial<Input3d> = {}, model = HUNYUAN) =>
  (await shaping.maker.findLost?.(await shaping.input(model, prompt, more), span(), shaping.call)) ?? [];
const sames = async (...args: Parameters<typeof look>) => (await look(...args)).map(({ isSame }) => isSame);

async function lose(shaping: Shaping, prompt: string, more: Partial<Input3d> = {}): Promise<void> {
  expect(await thrown(shaping.start(HUNYUAN, prompt, more))).toBe(
    prompt.includes('drop') ? 'no-connection' : 'answer-malformed',
  );
  expect(shaping.billed()).toBe(1);
  expect(shaping.creations()).toBe(1);
}

it.each(['drop@0', 'drop@1', 'quirks=truncated', 'quirks=html', 'quirks=empty', 'quirks=foreign'])(
  'is found by all that was asked, and asked after: %s',
  async (prompt) => {
    const shaping = begin();
    await lose(shaping, prompt);
    const [found, ...others] = await look(shaping, prompt);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ isSame: true, about: `${HUNYUAN}/text-to-3d, 200, ${prompt}` });
    const operation = kept(found?.operation ?? null);
    const step = await poll(shaping, { is: 'pending', operation, pollAfterMs: 0 });
    expect(namesOf(step)[0]).toBe('model.glb');
    expect(shaping.creations()).toBe(1);
    assertSecretKept(shaping, standIn);
  },
);

it('has the handle that its own answer would have had', async () => {
  const shaping = begin();
  const { operation } = pending3d(await shaping.start(HUNYUAN, 'A kettle'));
  expect((await look(shaping, 'A kettle')).map((lost) => lost.operation)).toEqual([kept(operation)]);
});

it('from a picture is known by its letters', async () => {
  const shaping = begin();
  await shaping.start(HUNYUAN, '', { pictures: [seen('front')] });
  expect(await sames(shaping, '', { pictures: [seen('front')] })).toEqual([true]);
  expect(await sames(shaping, '', { pictures: [seen('front', 'jpeg')] })).toEqual([false]);
});

it('that was asked otherwise, or with more, is another', async () => {
  const shaping = begin();
  await finished3d(shaping, await shaping.start(HUNYUAN, 'A kettle'));
  await finished3d(shaping, await shaping.start(HUNYUAN, 'A kettle', { options: { face_count: 50_000 } }));
  await finished3d(shaping, await shaping.start(HUNYUAN, 'A pot'));
  expect(await sames(shaping, 'A kettle')).toEqual([false, false, true]);
  expect(await sames(shaping, 'A kettle', { options: { enable_pbr: true } })).toEqual([false, false, false]);
  // Of another endpoint nothing is there.
  expect(await look(shaping, 'A kettle', {}, 'tripo3d/h3.1')).toEqual([]);
});

it('is told late, and out of its time not at all', async () => {
  const shaping = begin();
  const prompt = 'A kettle quirks=lag drop@0';
  await lose(shaping, prompt);
  expect(await look(shaping, prompt)).toEqual([]);
  expect(await sames(shaping, prompt)).toEqual([true]);
  const input = await shaping.input(HUNYUAN, prompt);
  const before = { fromMs: 0, sentAtMs: Date.now(), toMs: Date.now() - 60_000 };
  expect(await shaping.maker.findLost?.(input, before, shaping.call)).toEqual([]);
});

it('lies on a later page', async () => {
  const shaping = begin();
  for (let count = 0; count < 120; count += 1)
    await shaping.start(HUNYUAN, count === 0 ? 'A kettle' : 'A pot');
  const all = await sames(shaping, 'A kettle');
  expect(all).toHaveLength(120);
  expect(all.filter((isSame) => isSame)).toHaveLength(1);
});

it('is not said to be missing when this key may not look', async () => {
  const shaping = begin();
  const prompt = 'quirks=no-records drop@0';
  await lose(shaping, prompt);
  expect(await thrown(look(shaping, prompt))).toBe('not-allowed');
});
