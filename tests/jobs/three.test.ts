/** Jobs in 3D at their provider: begun once, waited for politely, found again, gone on from. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { writeSetting } from '../../lib/db/settings';
import { refreshModels } from '../../lib/jobs/lists';
import { look, retry, stop } from '../../lib/jobs/orders';
import { adopt } from '../../lib/jobs/orders-3d';
import { isOver, type Order } from '../../lib/jobs/record';
import { start } from '../../lib/jobs/start';
import { enable } from '../../lib/keys/change';
import { NEXT_KEY } from '../../lib/messages/next-key';
import { requireOpen } from '../../lib/vault/session';
import { bearerOf } from '../harness/stand-ins/shape';
import { type Books, booksOf, rules } from '../harness/stand-ins/tripo/account';
import { forgetTasks } from '../harness/stand-ins/tripo/tasks';
import { order, readJob, readLedger, type Stage, setStage, started, untilJob } from './stage';

const BEST = 'v3.1-20260211';
const model3d = (prompt: string, over: Partial<Order> = {}) =>
  order(prompt, { make: 'model3d', provider: 'tripo', model: BEST, ...over });

let stage: Stage;
const asked = (path: string) => stage.heard.filter((heard) => heard.path.startsWith(path));
const creations = () =>
  stage.heard.filter(({ method, path }) => method === 'POST' && !/files|tasks/.test(path)).length;

const usual = { ...rules };

beforeEach(async () => {
  forgetTasks();
  Object.assign(rules, usual);
  stage = await setStage({ provider: 'tripo' });
  Object.assign(fakeBrowser.runtime, { getContexts: async () => [{}] });
  await refreshModels('tripo', 'model3d', true);
});

/** The purse of the key that paid. */
const booksNow = (): Books => booksOf(stage.heard.map(bearerOf).find((key) => key !== undefined) ?? '');

describe('a model', () => {
  it('is begun once, fetched, sealed and booked with what it really cost', async () => {
    const job = await started(model3d('A clay owl'), ({ state }) => state.isBooked === true);
    expect(job.state).toMatchObject({ place: 'done', credits: 20, cost: { usd: '0.2', how: 'told' } });
    expect(job.state.made?.map(({ role, file }) => [role, file.media])).toContainEqual([
      'model',
      'model/gltf-binary',
    ]);
    expect(booksNow().creations).toHaveLength(1);
    expect(booksNow().taken).toBe(20);
    expect(await readLedger()).toEqual([
      expect.objectContaining({ make: 'model3d', usd: '0.2', how: 'told', credits: 20 }),
    ]);
  });

  it('that failed there is given back, and stands in no book', async () => {
    const job = await started(model3d('error=fatal'), ({ state }) => state.isBooked === true);
    expect(job.state).toMatchObject({ place: 'failed', charge: 'none' });
    expect(booksNow()).toMatchObject({ taken: 0 });
    expect(await readLedger()).toEqual([]);
  });

  it('waits here and not there: never more at once than its provider works on', async () => {
    rules.runningMs = 1_500;
    const orders = Array.from({ length: 5 }, (_, at) => model3d(`Owl ${at}`, { model: 'P1-20260311' }));
    for (const one of orders) await start(one);
    for (const { id } of orders)
      await vi.waitFor(async () => expect((await readJob(id)).state.place).toBe('done'), 60_000);
    expect(booksNow().creations).toHaveLength(5);
    // Three of them at a time, and nobody was sent away.
    expect(creations()).toBe(5);
  });

  it('is asked after no more than once a second, however many there are', async () => {
    rules.runningMs = 2_500;
    const orders = Array.from({ length: 6 }, (_, at) => model3d(`Owl ${at}`));
    const times: number[] = [];
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
      if (url.includes('/v3/tasks/')) times.push(performance.now());
      return fetch(url, init);
    });
    for (const one of orders) await start(one);
    for (const { id } of orders)
      await vi.waitFor(async () => expect((await readJob(id)).state.place).toBe('done'), 60_000);
    const between = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(Math.min(...between)).toBeGreaterThan(900);
  });
});

describe('a creation whose answer never came', () => {
  it('is found in the records by itself, and paid once', async () => {
    const lost = model3d('A lost owl drop@0');
    await start(lost);
    await vi.waitFor(async () => expect((await readJob(lost.id)).state.isBooked).toBe(true), 40_000);
    await vi.waitFor(async () => expect((await readJob(lost.id)).state.place).toBe('done'), 40_000);
    expect(booksNow().creations).toHaveLength(1);
    expect(creations()).toBe(1);
    const entries = await vi.waitFor(async () => {
      const found = await readLedger();
      expect(found).toHaveLength(2);
      return found;
    });
    // First as unknown, then put right.
    expect(entries.map(({ how }) => how)).toEqual(['unknown', 'told']);
    expect(entries.at(-1)).toMatchObject({ corrects: true, usd: '0.2' });
  }, 60_000);

  it('of two that asked the same is nobody’s until a person says whose', async () => {
    const first = model3d('Twins drop@0');
    const second = model3d('Twins drop@0');
    let isAway = true;
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
      isAway && url.includes('/account/usage') ? Promise.reject(new TypeError('Failed')) : fetch(url, init),
    );
    await start(first);
    await start(second);
    for (const { id } of [first, second]) await untilJob(id, 'uncertain');
    isAway = false;
    expect((await look(first.id)).found).toBe('candidates');
    expect((await readJob(first.id)).state.candidates).toHaveLength(2);
    expect((await look(second.id)).found).toBe('candidates');
    const chosen = (await readJob(first.id)).state.candidates?.[0]?.operation;
    await adopt(first.id, chosen);
    await expect(adopt(second.id, chosen)).rejects.toThrow('creation-taken');
    await untilJob(first.id, 'done');
    // The other is then the only one left.
    await vi.waitFor(async () => {
      await look(second.id);
      expect((await readJob(second.id)).state.place).toBe('done');
    }, 30_000);
    const operations = [first, second].map(async ({ id }) =>
      JSON.stringify((await readJob(id)).state.operation),
    );
    expect(new Set(await Promise.all(operations)).size).toBe(2);
    expect(booksNow().creations).toHaveLength(2);
  }, 90_000);

  it('because somebody stopped it is looked for too: it may have been billed', async () => {
    const { fetch } = globalThis;
    // It arrives there, and its answer is not here yet.
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      const answer = await fetch(url, init);
      if (init?.method !== 'POST') return answer;
      return new Promise((_, reject) =>
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      );
    });
    const stopped = model3d('A stopped owl');
    await start(stopped);
    await vi.waitFor(() => expect(creations()).toBe(1), 10_000);
    await stop(stopped.id);
    await vi.waitFor(async () => expect((await readJob(stopped.id)).state.place).toBe('done'), 60_000);
    expect(booksNow().creations).toHaveLength(1);
    expect(creations()).toBe(1);
  }, 90_000);

  it('is not looked for for ever where nobody answers', async () => {
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
      url.includes('/account/usage') ? Promise.reject(new TypeError('Failed')) : fetch(url, init),
    );
    const lost = model3d('A lost owl drop@0');
    await started(lost, 'uncertain');
    const { now } = Date;
    vi.spyOn(Date, 'now').mockImplementation(() => now() + 11 * 60_000);
    await expect(look(lost.id)).rejects.toThrow('no-connection');
    expect((await readJob(lost.id)).state.findUntilMs).toBeUndefined();
  });

  it('that never arrived stays unknown: nothing there is taken for it', async () => {
    await started(model3d('Another owl'), 'done');
    const job = await started(model3d('error=server'), ({ state }) => isOver(state.place));
    expect(job.state.place).toBe('uncertain');
    await look(job.request.id);
    expect((await readJob(job.request.id)).state.place).toBe('uncertain');
    await expect(retry(job.request.id, undefined)).rejects.toThrow('retry-costs');
    expect(creations()).toBe(2);
  });
});

describe('a creation that the browser sent twice by itself', () => {
  const notesOf = async ({ id }: Order) => (await readJob(id)).state.notes.map(({ code }) => code);
  const compared = (one: Order) =>
    started(one, ({ state }) => state.place === 'done' && state.compareUntilMs === undefined);

  it('is told once the provider’s records show both', async () => {
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      if (init?.method === 'POST' && url.includes('text-to-model')) await fetch(url, init);
      return fetch(url, init);
    });
    const owl = model3d('A clay owl');
    await compared(owl);
    expect(booksNow().creations).toHaveLength(2);
    expect(await notesOf(owl)).toEqual(['extra-request']);
  });

  it('is not taken for one when two jobs asked the same', async () => {
    const [one, other] = [model3d('A clay owl'), model3d('A clay owl')];
    await compared(one);
    await compared(other);
    expect(booksNow().creations).toHaveLength(2);
    expect([...(await notesOf(one)), ...(await notesOf(other))]).toEqual([]);
  });

  it('is looked for with one question where there is nothing else', async () => {
    await compared(model3d('A clay owl'));
    expect(asked('/v3/account/usage')).toHaveLength(1);
  });

  it('is looked for again while nobody answers', async () => {
    let isAway = true;
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
      if (!isAway || !url.includes('/account/usage')) return fetch(url, init);
      isAway = false;
      return Promise.reject(new TypeError('Failed'));
    });
    const owl = model3d('A clay owl');
    await started(owl, 'done');
    await vi.waitFor(
      async () => expect((await readJob(owl.id)).state.compareUntilMs).toBeUndefined(),
      40_000,
    );
    expect(isAway).toBe(false);
    expect(asked('/v3/account/usage')).toHaveLength(1);
  }, 60_000);
});

describe('a step on what was made', () => {
  const stepOn = (parent: Order, model: string, chosen: Order['chosen'] = {}) =>
    model3d('', { model, parent: parent.id, conversation: parent.conversation, chosen });

  const stepId = async (deed: string) => {
    const { readModels } = await import('../../lib/models/reads');
    const list = (await readModels()).lists.find(
      ({ provider, make }) => provider === 'tripo' && make === 'model3d',
    );
    const row = list?.models.find(({ step }) => step?.deed === deed);
    if (!row) throw new Error(`no ${deed}`);
    return row.id;
  };

  it('runs on the key that made it, also when another one is the default by now', async () => {
    const owl = model3d('A clay owl', { keyId: stage.keyId });
    await started(owl, 'done');
    const other = await stage.addKey('tripo');
    const step = stepOn(owl, await stepId('convert'), { model3d: { format: 'STL' } });
    const job = await started({ ...step, keyId: other }, 'done');
    expect(job.request.keyId).toBe(stage.keyId);
    expect(job.state.made?.[0]?.file.media).toBe('model/stl');
    expect(job.state).toMatchObject({ credits: 5 });
    await enable(stage.keyId, false, other);
    await expect(start(stepOn(owl, await stepId('segment')))).rejects.toThrow('key-disabled');
  });

  it('stays on that key when it has too little, whatever else may pay: no other knows what was made', async () => {
    const owl = model3d('A clay owl', { keyId: stage.keyId });
    await started(owl, 'done');
    await stage.addKey('tripo');
    await writeSetting(await requireOpen(), NEXT_KEY, { isOn: true });
    booksNow().balance = 1;
    stage.heard.splice(0);
    const step = stepOn(owl, await stepId('convert'), { model3d: { format: 'STL' } });
    const job = await started(step, ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'failed', charge: 'none', problem: { code: 'no-credit' } });
    expect(job.state.payer).toBeUndefined();
    expect(creations()).toBe(1);
  });

  it('stays on that key also when somebody asks for another one with “Try again”', async () => {
    const owl = model3d('A clay owl', { keyId: stage.keyId });
    await started(owl, 'done');
    const other = await stage.addKey('tripo');
    const purse = booksNow();
    const { balance } = purse;
    purse.balance = 1;
    const step = stepOn(owl, await stepId('convert'), { model3d: { format: 'STL' } });
    await started(step, 'failed');
    stage.heard.splice(0);
    await expect(retry(step.id, other)).rejects.toThrow('job-out-of-turn');
    expect((await readJob(step.id)).state).toMatchObject({ place: 'failed', charge: 'none' });
    expect(stage.heard).toEqual([]);
    purse.balance = balance;
    await retry(step.id, stage.keyId);
    expect((await untilJob(step.id, 'done')).state.payer?.keyId).toBe(stage.keyId);
  });

  it('is refused before anything is sent when there is nothing to go on from', async () => {
    const failed = model3d('error=fatal');
    await started(failed, 'failed');
    const before = creations();
    await expect(start(stepOn(failed, await stepId('convert')))).rejects.toThrow('job-out-of-turn');
    expect(creations()).toBe(before);
  });
});
