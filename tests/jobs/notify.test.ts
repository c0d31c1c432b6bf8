/** What the browser is told when something long is over, and what it is never told. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { putBudget } from '../../lib/budgets/store';
import { refreshModels } from '../../lib/jobs/lists';
import { watchNotifications } from '../../lib/jobs/notify';
import { isOver, type Order } from '../../lib/jobs/record';
import { pump } from '../../lib/jobs/runner';
import { takePointed } from '../../lib/session/pointed';
import { requireOpen } from '../../lib/vault/session';
import { lock } from '../../lib/vault/vault';
import { until } from '../harness/until';
import { newEvent } from '../vault/stage';
import { order, readJob, type Stage, setStage, started } from './stage';

let stage: Stage;
const told: { id: string; options: Record<string, unknown> }[] = [];
const cleared: string[] = [];
const badges: string[] = [];
const opened: string[] = [];
let pages: unknown[] = [];
let clicked: ReturnType<typeof newEvent<[string]>>;
let granted: ReturnType<typeof newEvent<[]>>;

const allow = () =>
  Object.assign(fakeBrowser, {
    notifications: {
      create: async (id: string, options: Record<string, unknown>) => void told.push({ id, options }),
      clear: async (id: string) => void cleared.push(id),
      onClicked: clicked,
    },
  });

beforeEach(async () => {
  stage = await setStage({ provider: 'tripo' });
  for (const list of [told, cleared, badges, opened]) list.splice(0);
  pages = [];
  clicked = newEvent<[string]>();
  granted = newEvent<[]>();
  Reflect.deleteProperty(fakeBrowser, 'notifications');
  Object.assign(fakeBrowser, {
    action: { setBadgeText: async ({ text }: { text: string }) => void badges.push(text) },
    permissions: { contains: async () => true, onAdded: granted },
  });
  Object.assign(fakeBrowser.runtime, { getContexts: async () => pages });
  fakeBrowser.tabs.create = vi.fn(async ({ url }) => void opened.push(url)) as never;
  await refreshModels('tripo', 'model3d', false);
});

/** A busy machine takes its time. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000 });

const owl = (over: Partial<Order> = {}): Order =>
  order('a very private owl', { make: 'model3d', provider: 'tripo', model: 'v3.1-20260211', ...over });

const made = async (ordered = owl()) => {
  await started(ordered, ({ state }) => state.place !== 'draft');
  // Nobody looks on: the alarm would come by.
  const job = await until(
    async () => {
      await pump();
      const now = await readJob(ordered.id);
      return isOver(now.state.place) ? now : undefined;
    },
    { withinMs: 20_000, what: 'the job to be over' },
  );
  await soon(() => expect(badges.at(-1)).toBe(''));
  return job;
};

describe('a notification', () => {
  it('says that a model is ready, and nothing of what it is', async () => {
    allow();
    const { request } = await made();
    await soon(() => expect(told).toHaveLength(1));
    const [{ options } = { options: {} }] = told;
    expect(options).toEqual({
      type: 'basic',
      iconUrl: expect.stringMatching(/icon\/128\.png$/),
      title: 'Firekeep',
      message: 'A result is ready in Firekeep.',
    });
    const all = JSON.stringify(told);
    for (const secret of [
      request.prompt,
      'private',
      request.model,
      'tripo',
      request.keyName,
      '0.2',
      'credit',
    ])
      expect(all.toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it('says of what failed only that it needs a look', async () => {
    allow();
    await made(owl({ prompt: 'error=refused' }));
    await soon(() =>
      expect(told.map(({ options }) => options.message)).toEqual(['A result in Firekeep needs a look.']),
    );
  });

  it('is not made while a page of ours is open, and for nothing short', async () => {
    allow();
    pages = [{}];
    await made();
    pages = [];
    await stage.addKey('openrouter');
    const text = await started(order('Hello', { model: 'openai/gpt-6-luna' }), 'done');
    expect(text.state.place).toBe('done');
    await soon(() => expect(badges.at(-1)).toBe(''));
    expect(told).toEqual([]);
  });

  it('is not missed where nobody allowed it', async () => {
    expect((await made()).state.place).toBe('done');
    expect(told).toEqual([]);
  });

  it('leads to its result when it is pressed: the address tells nothing', async () => {
    allow();
    watchNotifications();
    const { request } = await made();
    await soon(() => expect(told).toHaveLength(1));
    await clicked.trigger('somebody else’s');
    expect(opened).toEqual([]);
    await clicked.trigger(told[0]?.id ?? '');
    await soon(() => expect(cleared).toEqual([told[0]?.id]));
    expect(opened).toEqual([expect.stringMatching(/\/sidepanel\.html#result$/)]);
    expect(await takePointed()).toEqual({ id: request.id, make: 'model3d' });
    expect(await takePointed()).toBeUndefined();
  });

  it('says once that a budget needs a look, without an amount, and leads there', async () => {
    allow();
    watchNotifications();
    const soft = { period: 'month', unit: 'usd', limit: 3e7, isHard: false } as const;
    await putBudget(await requireOpen(), soft);
    const ofBudgets = () => told.filter(({ id }) => id === 'budget');
    await made();
    await soon(() => expect(ofBudgets()).toHaveLength(1));
    expect(ofBudgets()[0]?.options.message).toBe('What Firekeep spends needs a look.');
    await clicked.trigger('budget');
    await soon(() => expect(cleared).toEqual(['budget']));
    expect(opened).toEqual([expect.stringMatching(/\/options\.html#\/usage$/)]);
    await made(owl({ prompt: 'error=refused' }));
    expect(ofBudgets()).toHaveLength(1);
  });

  it('is listened for from the moment it is allowed, once', async () => {
    const listen = vi.spyOn(clicked, 'addListener');
    watchNotifications();
    expect(listen).not.toHaveBeenCalled();
    allow();
    await granted.trigger();
    await granted.trigger();
    expect(listen).toHaveBeenCalledOnce();
  });
});

describe('the badge', () => {
  it('counts what runs, and is empty again', async () => {
    await made();
    expect(badges).toContain('1');
    expect(badges.at(-1)).toBe('');
  });

  it('is empty once the vault locks, whatever still waits there', async () => {
    await started(owl({ prompt: 'quirks=working' }), 'running');
    await soon(() => expect(badges.at(-1)).toBe('1'));
    await lock();
    await pump();
    await soon(() => expect(badges.at(-1)).toBe(''));
  });
});

/** What it leaves running is why it comes last here. */
describe('another life', () => {
  it('says once that a creation needs a look in whose middle the background died', async () => {
    allow();
    const { fetch } = globalThis;
    // Nobody ever answers: that background hangs, as a killed one would.
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
      /text-to-model|account/.test(url) ? new Promise<Response>(() => {}) : fetch(url, init),
    );
    const { request } = await started(owl(), 'sending');
    for (const _life of [1, 2]) {
      vi.resetModules();
      const { pump: pumpAnew } = await import('../../lib/jobs/runner');
      await pumpAnew();
      expect((await readJob(request.id)).state.place).toBe('uncertain');
      await soon(() => expect(badges.at(-1)).toBe(''));
      await soon(() =>
        expect(told.map(({ options }) => options.message)).toEqual(['A result in Firekeep needs a look.']),
      );
    }
  });
});
