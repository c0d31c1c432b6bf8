/** A creation whose answer never came: what the records of the account prove, and what they do not. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Input3d, Lost3d } from '../../../lib/providers/makes-3d';
import { standIn } from '../../harness/stand-ins/tripo';
import { rules } from '../../harness/stand-ins/tripo/account';
import { forgetTasks, plan } from '../../harness/stand-ins/tripo/tasks';
import { assertSecretKept, thrown } from '../image/painting';
import { finished3d, linksOf, pending3d, poll } from './shaping';
import { BEST, type Tripo, tripo } from './tripo-stage';

beforeEach(() => {
  forgetTasks();
  rules.recordsLagMs = 0;
  vi.useRealTimers();
});

const MINUTE_MS = 60_000;
const around = () => ({
  fromMs: Date.now() - 2 * MINUTE_MS,
  sentAtMs: Date.now(),
  toMs: Date.now() + 2 * MINUTE_MS,
});

async function lost({ maker, call }: Tripo, input: Input3d, between = around()): Promise<readonly Lost3d[]> {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const found = maker.findLost?.(input, between, call) ?? Promise.reject(new Error('nobody looks'));
  const ended = found.then(
    () => true,
    () => true,
  );
  // Between two questions it waits.
  while (!(await Promise.race([ended, vi.advanceTimersByTimeAsync(1_000).then(() => false)])));
  vi.useRealTimers();
  return found;
}
const samenessOf = (found: readonly Lost3d[]) => found.map(({ isSame }) => isSame);

describe('a wish whose answer was lost', () => {
  it.each(['drop@0', 'drop@1', 'quirks=html', 'error=gateway-made'])(
    'is found by its words: %s',
    async (how) => {
      const it = tripo();
      const input = await it.input(BEST, `A kettle ${how}`, {
        options: { face_limit: 5_000, model_seed: 7, negative_prompt: 'wings' },
      });
      await thrown(it.maker.start(input, it.call));
      const [only, ...others] = await lost(it, input);
      expect(only).toMatchObject({ isSame: true, about: `text_to_model, success, A kettle ${how}` });
      expect(Math.abs((only?.atMs ?? 0) - Date.now())).toBeLessThan(MINUTE_MS);
      expect(others).toEqual([]);
      linksOf(
        await finished3d(
          it,
          pending3d({ is: 'pending', operation: only?.operation ?? null, pollAfterMs: 0 }),
        ),
      );
      // Looking made nothing.
      expect([it.books.creations.length, it.creations()]).toEqual([1, 1]);
      assertSecretKept(it, standIn);
    },
  );

  it('is not there when it never arrived', async () => {
    const it = tripo();
    const input = await it.input(BEST, 'error=server');
    await thrown(it.maker.start(input, it.call));
    expect(await lost(it, input)).toEqual([]);
    expect(it.asked()).toEqual(['POST /v3/generation/text-to-model', 'GET /v3/account/usage']);
  });

  it('is looked for where it was sent, and is not the only one where there are too many to look at', async () => {
    const it = tripo();
    const sentAtMs = Date.now();
    await it.start(BEST, 'A kettle');
    while (Date.now() < sentAtMs + 1_500) await new Promise((resolve) => setTimeout(resolve, 100));
    for (let other = 0; other < 12; other += 1) await it.start(BEST, `Another ${other}`);
    const found = await lost(it, await it.input(BEST, 'A kettle'), { ...around(), sentAtMs });
    expect(samenessOf(found)).toEqual([false]);
  });

  it('is not there yet, while the records lag behind', async () => {
    const it = tripo();
    await it.start(BEST, 'A kettle');
    rules.recordsLagMs = MINUTE_MS;
    expect(await lost(it, await it.input(BEST, 'A kettle'))).toEqual([]);
    rules.recordsLagMs = 0;
    expect(samenessOf(await lost(it, await it.input(BEST, 'A kettle')))).toEqual([true]);
  });

  it('is none of those that differ in what was said', async () => {
    const it = tripo();
    const input = await it.input(BEST, 'A kettle');
    await it.start(BEST, 'A kettl');
    await it.start('v3.0-20250812', 'A kettle');
    expect(await lost(it, input)).toEqual([]);
  });

  it('may be one that differs in something else: then a person decides', async () => {
    const it = tripo();
    const input = await it.input(BEST, 'A kettle');
    await it.start(BEST, 'A kettle', { options: { pbr: false } });
    await it.start(BEST, 'A kettle', { options: { model_seed: 3 } });
    const seeded = await it.input(BEST, 'A kettle', { options: { model_seed: 4 } });
    // A seed that nobody asked for, the service may have thrown itself.
    expect(samenessOf(await lost(it, input))).toEqual([true, false]);
    expect(samenessOf(await lost(it, seeded))).toEqual([false, false]);
  });

  it('is not proved by one that could do more', async () => {
    const it = tripo();
    const prompt = 'A kettle quirks=quad-too';
    await it.start(BEST, prompt);
    expect(samenessOf(await lost(it, await it.input(BEST, prompt)))).toEqual([false]);
  });

  it('is not proved by one that says nothing of itself', async () => {
    const it = tripo();
    const prompt = 'A kettle quirks=blind';
    await it.start(BEST, prompt);
    const [only] = await lost(it, await it.input(BEST, prompt));
    expect(only).toMatchObject({ isSame: false, about: 'text_to_model, success' });
  });

  it('is told as often as it is there', async () => {
    const it = tripo();
    await it.start(BEST, 'A kettle');
    await it.start(BEST, 'A kettle');
    expect(samenessOf(await lost(it, await it.input(BEST, 'A kettle')))).toEqual([true, true]);
  });

  it('is looked for in its time alone', async () => {
    const it = tripo();
    await it.start(BEST, 'A kettle');
    const input = await it.input(BEST, 'A kettle');
    const nowMs = Date.now();
    const before = { fromMs: nowMs - 9 * MINUTE_MS, sentAtMs: Date.now(), toMs: nowMs - MINUTE_MS };
    const later = { fromMs: nowMs + MINUTE_MS, sentAtMs: Date.now(), toMs: nowMs + 9 * MINUTE_MS };
    expect([await lost(it, input, before), await lost(it, input, later)]).toEqual([[], []]);
    expect(it.heard.filter(({ path }) => path.startsWith('/v3/tasks/'))).toEqual([]);
  });

  it('is looked for on every page of what is recent', async () => {
    const it = tripo();
    it.books.balance = 100_000;
    await it.start(BEST, 'A kettle');
    for (let count = 0; count < 105; count += 1) {
      await it.start('rig-check', '', { parent: { id: it.books.creations[0]?.id ?? '' } });
      // Over, so that its place is free.
      await it.call.fetch('https://openapi.tripo3d.ai/v3/account/usage', {
        headers: { authorization: `Bearer ${it.key}` },
      });
    }
    const seen = it.heard.length;
    const found = await lost(it, await it.input(BEST, 'A kettle'));
    const pages = it.heard.slice(seen).filter(({ path }) => path === '/v3/account/usage');
    expect(pages.map(({ query }) => query.get('offset'))).toEqual(['0', '100']);
    expect(samenessOf(found)).toEqual([true]);
    // Only so many are looked at, those of its kind first.
    expect(it.heard.slice(seen).filter(({ path }) => path.startsWith('/v3/tasks/'))).toHaveLength(12);
  });

  it('is none that another key of the account made', async () => {
    const other = tripo('good, the second of the same account');
    await other.start(BEST, 'A kettle');
    const it = tripo('good');
    expect(await lost(it, await it.input(BEST, 'A kettle'))).toEqual([]);
    expect(it.asked()).toEqual(['GET /v3/account/usage', 'GET /v3/tasks/ID']);
  });

  it('is asked for again, not given up, when the records cannot be read', async () => {
    const it = tripo('asked too often');
    const input = await it.input(BEST, 'A kettle');
    expect(await thrown(lost(it, input))).toBe('rate-limited');
  });
});

describe('a wish with pictures', () => {
  it.each([
    ['quirks=by-token', true],
    ['', false],
  ])('is proved only where the picture itself is told (%s)', async (words, isSame) => {
    const it = tripo();
    const one = [await it.given('front')];
    const two = [...one, await it.given('left')];
    for (const pictures of [one, two]) {
      plan(it.key, words);
      const input = await it.input(BEST, '', { pictures });
      await it.maker.start(input, it.call);
      // The kind in the records tells one from several.
      expect(samenessOf(await lost(it, input))).toEqual([isSame]);
    }
  });

  it('is not the same with another picture, nor without what it was called', async () => {
    const it = tripo();
    const [one, other] = [await it.given('front'), await it.given('front')];
    plan(it.key, 'quirks=by-token');
    await it.start(BEST, '', { pictures: [one] });
    for (const picture of [other, { ...one, handle: undefined }])
      expect(samenessOf(await lost(it, await it.input(BEST, '', { pictures: [picture] })))).toEqual([false]);
  });
});

describe('a step whose answer was lost', () => {
  it('is found by what it goes on from', async () => {
    const it = tripo();
    const parent = await it.operationOf(BEST, 'A kettle');
    const another = await it.operationOf(BEST, 'A pot');
    const input = await it.input('texture', 'copper', { parent });
    const step = pending3d(await it.maker.start(input, it.call));
    expect(await lost(it, input)).toMatchObject([{ operation: step.operation, isSame: true }]);
    expect(await lost(it, { ...input, parent: another })).toEqual([]);
    linksOf(await poll(it, step));
  });

  it('that is free is not looked for: it is asked for again', async () => {
    const it = tripo();
    const parent = await it.operationOf(BEST, 'A kettle');
    const input = await it.input('rig-check', '', { parent });
    const seen = it.heard.length;
    expect(await lost(it, input)).toEqual([]);
    expect(it.heard).toHaveLength(seen);
  });
});
