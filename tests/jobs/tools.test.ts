/** Tools in a running job: only those that were switched on, and a picture only as the person would make it. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refreshModels } from '../../lib/jobs/lists';
import { allow } from '../../lib/jobs/orders';
import { readJobs } from '../../lib/jobs/reads';
import { isOver, type Order } from '../../lib/jobs/record';
import { start } from '../../lib/jobs/start';
import { findWire } from '../../lib/providers/wires';
import { order, type Stage, setStage, started, untilJob } from './stage';

const TEXT = 'anthropic';
const IMAGE = 'openrouter';
let stage: Stage;

const asking = (prompt: string, tools: readonly string[], over: Partial<Order> = {}) =>
  order(prompt, { provider: TEXT, model: 'claude-haiku-5-5', chosen: { tools: [...tools] }, ...over });

beforeEach(async () => {
  stage = await setStage({ provider: TEXT });
});

afterEach(() => vi.restoreAllMocks());

describe('a tool', () => {
  it.each(['read_page', 'fetch', 'calculate'])(
    '“%s” that nobody switched on is refused to the model',
    async (name) => {
      const asked = asking(`tool=${name}({"expression":"1","url":"https://a.test"}) say="Fine."`, [
        'current_date',
      ]);
      const job = await started(asked, 'done');
      expect(job.state.rounds[0]?.results).toEqual([
        expect.objectContaining({ name, isError: true, content: `There is no tool ${name}.` }),
      ]);
      expect(job.state.text).toBe('Fine.');
    },
  );

  it('whose arguments are no use tells so to the model, and the answer goes on', async () => {
    const asked = asking('tool=calculate({"sum":"1+1"}) say="Oh."', ['calculate']);
    const job = await started(asked, 'done');
    expect(job.state.rounds[0]?.results).toMatchObject([{ isError: true }]);
    expect(job.state.text).toBe('Oh.');
  });

  it('ends the answer after a few rounds, however much the model wants to go on', async () => {
    const call = { id: 'c', name: 'calculate', args: '{"expression":"1+1"}' };
    const maker = findWire(TEXT)?.makes?.text ?? expect.fail('no maker');
    const start = vi
      .spyOn(maker, 'start')
      .mockImplementation(async () => ({ is: 'done', ending: 'tools', finish: 'tool_use', calls: [call] }));
    const job = await started(asking('Count.', ['calculate']), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({
      place: 'partial',
      problem: { code: 'tool-rounds' },
      charge: 'charged',
    });
    expect(start).toHaveBeenCalledTimes(9);
  });
});

describe('a page that an earlier turn reads while the next one is waiting', () => {
  it('makes every tool of the next one ask', async () => {
    const first = asking('tool=read_page({}) say="Read."', ['read_page']);
    stage.isOffline = true;
    await start(first);
    const next = asking('tool=calculate({"expression":"1+1"}) say="2."', ['calculate'], { parent: first.id });
    await start(next);
    stage.isOffline = false;
    const job = await untilJob(next.id, ({ state }) => state.asks !== undefined || isOver(state.place));
    expect(job.state.asks?.map(({ name }) => name)).toEqual(['calculate']);
  });
});

describe('a picture that a model wants', () => {
  it('is asked for, and made with the model and key of the person, whatever the model wrote', async () => {
    const keyId = await stage.addKey(IMAGE);
    await refreshModels(IMAGE, 'image', true);
    const args = { prompt: 'a fox', model: 'dear/one', provider: 'evil', keyId: 'f'.repeat(32), n: 9 };
    const asked = asking(`tool=generate_image(${JSON.stringify(args)}) say="Here."`, ['generate_image']);
    const waiting = await started(asked, ({ state }) => state.asks !== undefined);
    expect((await readJobs('image', 10)).jobs).toEqual([]);
    const billed = stage.billed();
    await allow(
      asked.id,
      (waiting.state.asks ?? []).map(({ id }) => ({ id, isAllowed: true })),
    );
    await untilJob(asked.id, 'done');
    const { jobs } = await readJobs('image', 10);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.request).toMatchObject({
      provider: IMAGE,
      keyId,
      prompt: 'a fox',
      files: [],
      chosen: {},
    });
    expect(jobs[0]?.request.model).not.toBe(args.model);
    expect(jobs[0]?.state.images).toHaveLength(1);
    // The picture, and the end of the answer.
    expect(stage.billed() - billed).toBe(2);
  });

  it('is made anew in each round, and each has its own word, though all calls have the same id', async () => {
    await stage.addKey(IMAGE);
    await refreshModels(IMAGE, 'image', true);
    const rounds = [['a fox'], ['an owl', 'a bear'], []];
    const maker = findWire(TEXT)?.makes?.text ?? expect.fail('no maker');
    const start = vi.spyOn(maker, 'start').mockImplementation(async () => {
      const prompts = rounds[start.mock.calls.length - 1] ?? [];
      const calls = prompts.map((prompt) => ({
        id: 'call_0',
        name: 'generate_image',
        args: JSON.stringify({ prompt }),
      }));
      return { is: 'done', ending: calls.length > 0 ? 'tools' : 'complete', finish: 'stop', calls };
    });
    const asked = asking('Paint.', ['generate_image']);
    await started(asked, ({ state }) => state.asks?.length === 1);
    await allow(asked.id, [{ id: 'call_0', isAllowed: true }]);
    await untilJob(asked.id, ({ state }) => state.asks?.length === 2);
    await allow(asked.id, [
      { id: 'call_0', isAllowed: false },
      { id: 'call_0', isAllowed: true },
    ]);
    const job = await untilJob(asked.id, 'done');
    const { jobs } = await readJobs('image', 10);
    expect(jobs.map(({ request }) => request.prompt).sort()).toEqual(['a bear', 'a fox']);
    expect(job.state.rounds[1]?.results.map(({ isError }) => isError)).toEqual([true, false]);
  });

  it('is not made where there is no key for one, and the model is told', async () => {
    const asked = asking('tool=generate_image({"prompt":"a fox"}) say="Sorry."', ['generate_image']);
    const waiting = await started(asked, ({ state }) => state.asks !== undefined);
    await allow(
      asked.id,
      (waiting.state.asks ?? []).map(({ id }) => ({ id, isAllowed: true })),
    );
    const job = await untilJob(asked.id, 'done');
    expect(job.state.rounds[0]?.results).toEqual([
      expect.objectContaining({
        isError: true,
        content: expect.stringContaining('no key of a service that makes pictures'),
      }),
    ]);
  });
});
