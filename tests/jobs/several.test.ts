/** Several jobs at one provider, and one that waits to be tried again. */
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { refreshModels } from '../../lib/jobs/lists';
import { stop } from '../../lib/jobs/orders';
import type { Order } from '../../lib/jobs/record';
import { start } from '../../lib/jobs/start';
import { order, readJob, type Stage, setStage, untilJob } from './stage';

const PROVIDER = 'anthropic';
const text = (prompt: string): Order => order(prompt, { provider: PROVIDER, model: 'claude-haiku-5-5' });
const posts = (stage: Stage) => stage.heard.filter(({ method }) => method === 'POST');

async function stageWith(holds: boolean): Promise<Stage> {
  const stage = await setStage({ provider: PROVIDER, holds });
  await refreshModels(PROVIDER, 'text', true);
  stage.heard.splice(0);
  return stage;
}

describe('of five at one provider', () => {
  it('three are under way at a time, and the others follow in their order', async () => {
    const stage = await stageWith(true);
    const orders = [1, 2, 3, 4, 5].map((number) => text(`Number ${number} pieces=20 gap=1000@5`));
    for (const one of orders) await start(one);
    for (const { id } of orders.slice(0, 3)) await untilJob(id, ({ state }) => state.text.includes('word5'));
    expect(posts(stage)).toHaveLength(3);
    for (const { id } of orders.slice(3)) expect((await readJob(id)).state.place).toBe('draft');
    stage.letGo();
    for (const { id } of orders) await untilJob(id, 'done');
    const asked = posts(stage).map(({ body }) => /Number (\d)/.exec(body)?.[1]);
    expect([...asked.slice(0, 3).sort(), ...asked.slice(3)]).toEqual(['1', '2', '3', '4', '5']);
  });
});

describe('one that waits to be tried again', () => {
  it('is stopped while it waits: nothing more is sent, and nothing was charged', async () => {
    const stage = await stageWith(false);
    const one = text('error=rate-limited*9');
    await start(one);
    const waiting = await untilJob(one.id, ({ state }) => state.notBeforeMs !== undefined);
    const dueMs = waiting.state.notBeforeMs ?? 0;
    const sent = posts(stage).length;
    await stop(one.id);
    await untilJob(one.id, 'cancelled');
    const { state } = await readJob(one.id);
    expect(state).toMatchObject({ charge: 'none', problem: { code: 'stopped' } });
    // Its time to be sent again goes by.
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(dueMs + 1_000), 40_000);
    expect(posts(stage)).toHaveLength(sent);
    expect(stage.billed()).toBe(0);
  }, 60_000);
});
