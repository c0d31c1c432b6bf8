/** The background dies and another one begins: what was on its way is said to be unknown, and nothing is paid twice. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { refreshModels } from '../../lib/jobs/lists';
import { allow, stop } from '../../lib/jobs/orders';
import { readJobs } from '../../lib/jobs/reads';
import { isOver, type Order } from '../../lib/jobs/record';
import { until } from '../harness/until';
import { order, readJob, readLedger, type Stage, setStage, started, untilJob } from './stage';

let stage: Stage;
const posts = () => stage.heard.filter(({ method, path }) => method === 'POST' && !path.endsWith('/images'));
const text = (prompt: string, over: Partial<Order> = {}) =>
  order(prompt, { model: 'openai/gpt-6-luna', ...over });

/** Everything that a background has in its memory, once more and empty. What it leaves running is why it comes last here. */
async function newLife() {
  vi.resetModules();
  const [runner, orders, nudge] = await Promise.all([
    import('../../lib/jobs/runner'),
    import('../../lib/jobs/orders'),
    import('../../lib/jobs/nudge'),
  ]);
  nudge.onNudge(() => void runner.pump());
  return { ...orders, pump: runner.pump };
}

describe('a stop between two rounds', () => {
  beforeEach(async () => {
    stage = await setStage({ holds: true });
  });

  it('sends nothing more, and says what the round before cost', async () => {
    const asked = text('tool=calculate({"expression":"6*7"}) say="42."', {
      chosen: { tools: ['calculate'] },
      hasPageText: true,
    });
    await started(asked, ({ state }) => state.asks !== undefined);
    await stop(asked.id);
    const job = await untilJob(asked.id, ({ state }) => state.isBooked === true);
    expect(job.state).toMatchObject({
      place: 'partial',
      problem: { code: 'stopped' },
      charge: 'charged',
      cost: { how: 'told' },
    });
    expect(job.state.asks).toBeUndefined();
    expect(posts()).toHaveLength(1);
    expect(await readLedger()).toEqual([expect.objectContaining({ how: 'told', usd: job.state.cost?.usd })]);
  });

  it('does not wait for a tool that is at work, and leaves the picture to its own button', async () => {
    await refreshModels('openrouter', 'image', true);
    const asked = text('tool=generate_image({"prompt":"a_fox"}) say="Done."', {
      chosen: { tools: ['generate_image'] },
    });
    const waiting = await started(asked, ({ state }) => state.asks !== undefined);
    await allow(asked.id, [{ id: waiting.state.asks?.[0]?.id ?? '', isAllowed: true }]);
    const picture = await untilPicture();
    await stop(asked.id);
    const job = await untilJob(asked.id, ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'partial', problem: { code: 'stopped' } });
    expect(posts()).toHaveLength(1);
    stage.letGo();
    await untilJob(picture, 'done');
  });
});

describe('another life', () => {
  beforeEach(async () => {
    stage = await setStage({ holds: true });
  });

  it('keeps what had arrived, says that it was interrupted, and asks nobody again', async () => {
    const job = await started(text('pieces=20 gap=1000@5'), ({ state }) => state.text.includes('word5'));
    const { pump } = await newLife();
    await pump();
    const found = await untilJob(job.request.id, ({ state }) => isOver(state.place));
    expect(found.state).toMatchObject({
      place: 'partial',
      problem: { code: 'interrupted' },
      charge: 'unknown',
    });
    expect(found.state.text).toContain('word5');
    expect(posts()).toHaveLength(1);
  });

  it('does not know what became of a request of which nothing had arrived', async () => {
    const job = await started(text('pieces=20 gap=1000@0'), 'running');
    const { pump } = await newLife();
    await pump();
    const found = await untilJob(job.request.id, ({ state }) => isOver(state.place));
    expect(found.state).toMatchObject({ place: 'uncertain', problem: { code: 'interrupted' } });
  });

  it('leaves a question between two rounds open, and goes on with the answer to it', async () => {
    const asked = text('tool=calculate({"expression":"6*7"}) say="42."', {
      chosen: { tools: ['calculate'] },
      hasPageText: true,
    });
    await started(asked, ({ state }) => state.asks !== undefined);
    const life = await newLife();
    await life.pump();
    expect((await readJob(asked.id)).state.asks).toHaveLength(1);
    const [call] = (await readJob(asked.id)).state.asks ?? [];
    await life.allow(asked.id, [{ id: call?.id ?? '', isAllowed: true }]);
    const job = await untilJob(asked.id, 'done');
    expect(job.state.rounds[0]?.results).toEqual([expect.objectContaining({ content: '42' })]);
    expect(job.state.text).toBe('42.');
    expect(posts()).toHaveLength(2);
    expect(stage.billed()).toBe(2);
  });

  it('goes on with a tool in whose middle the one before died, and pays for its picture once', async () => {
    await refreshModels('openrouter', 'image', true);
    const asked = text('tool=generate_image({"prompt":"a_fox_every=50"}) say="Done."', {
      chosen: { tools: ['generate_image'] },
    });
    const waiting = await started(asked, ({ state }) => state.asks !== undefined);
    const [call] = waiting.state.asks ?? [];
    await allow(asked.id, [{ id: call?.id ?? '', isAllowed: true }]);
    const picture = await untilPicture();
    const life = await newLife();
    await life.pump();
    stage.letGo();
    const job = await untilJob(asked.id, ({ state }) => isOver(state.place));
    expect(job.state.place).toBe('done');
    expect(stage.heard.filter(({ path }) => path.endsWith('/images'))).toHaveLength(1);
    expect((await readJobs('image', 5)).jobs.map(({ request }) => request.id)).toEqual([picture]);
  });
});

const untilPicture = () =>
  until(async () => (await readJobs('image', 5)).jobs[0]?.request.id, {
    what: 'the picture to be asked for',
  });
