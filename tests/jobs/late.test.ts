/** What a provider tells of a cost after the answer: it corrects the books where it differs, and nobody waits in vain. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openDb } from '../../lib/db/open';
import type { Job, Order } from '../../lib/jobs/record';
import { findHeld, pump } from '../../lib/jobs/runner';
import { destroyNow, moveOut } from '../../lib/library/changes';
import { touch } from '../../lib/vault/session';
import { until } from '../harness/until';
import { order, readJob, readLedger, type Stage, setStage, started } from './stage';

const MINUTE_MS = 60_000;

let stage: Stage;
let skippedMs = 0;
const now = Date.now.bind(Date);

beforeEach(async () => {
  skippedMs = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => now() + skippedMs);
  fakeBrowser.reset();
});

const booked = ({ state }: Job) => state.isBooked === true;
const text = (prompt: string, over: Partial<Order> = {}) =>
  order(prompt, { model: 'openai/gpt-6-luna', ...over });
const questions = () => stage.heard.filter(({ path }) => path.endsWith('/generation')).length;
const isInHand = async (id: string) => (await openDb().jobs.where('id').equals(id).first())?.open === 1;
const alarms = async () => (await fakeBrowser.alarms.getAll()).filter(({ name }) => name === 'jobs');

/** Some minutes later, as the alarm comes by. */
async function later(minutes: number): Promise<void> {
  skippedMs += minutes * MINUTE_MS;
  await pump();
}
const untilSettled = (id: string) =>
  until(async () => (await readJob(id)).state.costUntilMs === undefined && !(await isInHand(id)), {
    what: 'the cost to be settled',
  });

describe('where the provider tells the cost of a request later', () => {
  beforeEach(async () => {
    stage = await setStage();
    await touch(null);
  });

  it('what differs from what was told is corrected by an entry of its own, once', async () => {
    const { request, state } = await started(text('pieces=9 quirks=dearer'), booked);
    expect(state.cost).toMatchObject({ how: 'told' });
    await pump();
    expect(questions()).toBe(0);
    // The background may sleep until then.
    expect(await alarms()).toMatchObject([{ periodInMinutes: 3 }]);
    await later(3);
    await until(async () => questions() === 1, { what: 'the first question, which finds nothing' });
    await pump();
    expect(questions()).toBe(1);
    await later(3);
    await until(async () => (await readLedger()).length === 2, { what: 'the correction' });
    await untilSettled(request.id);
    const [entry, correction] = await readLedger();
    expect(correction).toMatchObject({ corrects: true, how: 'told', jobId: request.id });
    expect(Number(correction?.usd)).toBeCloseTo(Number(entry?.usd) * 2, 12);
    expect(correction?.replaces).toBeDefined();
    await later(20);
    expect([questions(), (await readLedger()).length]).toEqual([2, 2]);
  });

  it('what is the same corrects nothing', async () => {
    const { request } = await started(text('pieces=9'), booked);
    await later(3);
    await until(async () => questions() === 1, { what: 'the first question' });
    await later(3);
    await untilSettled(request.id);
    expect(questions()).toBe(2);
    expect(await readLedger()).toHaveLength(1);
    expect(await alarms()).toEqual([]);
  });

  it('what was told is not asked after by whoever comes back hours later', async () => {
    const { request } = await started(text('pieces=9'), booked);
    await later(180);
    await untilSettled(request.id);
    expect(questions()).toBe(0);
  });

  it('nothing is asked about what somebody destroyed meanwhile: a price that was told keeps it not', async () => {
    const { request } = await started(text('pieces=9'), booked);
    await moveOut([request.id]);
    expect(await destroyNow([request.id])).toEqual({ waiting: 0 });
    expect(await openDb().jobs.count()).toBe(0);
    await later(3);
    expect(findHeld(request.id)).toBeUndefined();
    expect(await alarms()).toEqual([]);
    expect(questions()).toBe(0);
    expect(await readLedger()).toHaveLength(1);
  });

  it('what was not told is asked after at once, and once more however late', async () => {
    const { request, state } = await started(text('pieces=9 usage=none'), booked);
    expect(state.cost).toBeUndefined();
    await until(async () => questions() === 1, { what: 'the first question, which finds nothing' });
    expect(await alarms()).toMatchObject([{ periodInMinutes: 0.5 }]);
    await later(180);
    await untilSettled(request.id);
    expect((await readJob(request.id)).state.cost).toMatchObject({ how: 'told' });
    expect(questions()).toBe(2);
  });
});

it('a provider that tells nothing later keeps nobody waiting', async () => {
  stage = await setStage({ provider: 'deepseek' });
  await touch(null);
  const over = { provider: 'deepseek', model: 'deepseek-flash' };
  const { request } = await started(order('drop@5', over), booked);
  expect(request.provider).toBe('deepseek');
  await until(async () => !(await isInHand(request.id)), { what: 'the job to be out of hand' });
  await pump();
  expect(await alarms()).toEqual([]);
});
