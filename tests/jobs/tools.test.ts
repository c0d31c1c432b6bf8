/** Tools in a running job: only those that were switched on, and a picture only as the person would make it. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { refreshModels } from '../../lib/jobs/lists';
import { allow } from '../../lib/jobs/orders';
import { readJobs } from '../../lib/jobs/reads';
import type { Order } from '../../lib/jobs/record';
import { order, type Stage, setStage, started, untilJob } from './stage';

const TEXT = 'anthropic';
const IMAGE = 'openrouter';
let stage: Stage;

const asking = (prompt: string, tools: readonly string[], over: Partial<Order> = {}) =>
  order(prompt, { provider: TEXT, model: 'claude-haiku-5-5', chosen: { tools: [...tools] }, ...over });

beforeEach(async () => {
  stage = await setStage({ provider: TEXT });
});

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
