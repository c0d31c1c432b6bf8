/** What stands in the ledger of a job: each request at the key that sent it, with the price that it was reckoned with. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { writeSetting } from '../../lib/db/settings';
import { refreshModels } from '../../lib/jobs/lists';
import { stop } from '../../lib/jobs/orders';
import type { Job } from '../../lib/jobs/record';
import { NEXT_KEY } from '../../lib/messages/next-key';
import { writeRate } from '../../lib/models/write-rate';
import type { Failed, TextDone, Told } from '../../lib/providers/makes';
import { findWire } from '../../lib/providers/wires';
import { requireOpen } from '../../lib/vault/session';
import { forgetTasks } from '../harness/stand-ins/tripo/tasks';
import { order, readLedger, type Stage, setStage, started } from './stage';

let stage: Stage;
const booked = ({ state }: Job) => state.isBooked === true;
const withTools = { chosen: { tools: ['calculate'] } };
const refused: Failed = {
  is: 'failed',
  problem: { code: 'no-credit' },
  charge: 'none',
  keyTrouble: 'credit',
};

const done = (told: Told, calls = 0): TextDone => ({
  is: 'done',
  ending: calls > 0 ? 'tools' : 'complete',
  finish: undefined,
  calls: Array.from({ length: calls }, () => ({ id: 'c1', name: 'calculate', args: '{"expression":"6*7"}' })),
  ...told,
});

/** What the service says to one request after the other. */
function say(provider: string, ...answers: readonly (TextDone | Failed | Error)[]) {
  const maker = findWire(provider)?.makes?.text ?? expect.fail('no maker');
  const start = vi.spyOn(maker, 'start');
  vi.stubGlobal('fetch', async () => new Response('{}'));
  for (const answer of answers)
    start.mockImplementationOnce(async (_input, call) => {
      await call.fetch('https://openrouter.ai/api/v1/models', { method: 'POST' }).catch(() => undefined);
      if (answer instanceof Error) throw answer;
      return answer;
    });
}

describe('a turn of several requests', () => {
  beforeEach(async () => {
    stage = await setStage();
  });

  it('is booked to each key that sent one', async () => {
    const other = await stage.addKey();
    await writeSetting(await requireOpen(), NEXT_KEY, { isOn: true });
    const first = done({ costUsd: '0.01', tokens: { input: 10, output: 5 } }, 1);
    const second = done({ costUsd: '0.03', tokens: { input: 30, output: 6 } }, 1);
    const last = done({ costUsd: '0.02', tokens: { input: 20, output: 7 } });
    say('openrouter', first, refused, second, last);
    const job = await started(order('Hi', { ...withTools, keyId: stage.keyId }), booked);
    expect(job.state).toMatchObject({ place: 'done', cost: { usd: '0.06', how: 'told' } });
    expect(await readLedger()).toMatchObject([
      {
        keyId: other,
        usd: '0.05',
        how: 'told',
        input: 50,
        output: 13,
        calls: 2,
        others: [{ keyId: stage.keyId, usd: '0.01', how: 'told', input: 10, output: 5 }],
      },
    ]);
  });

  it('of which the last was lost is known as far as it is known', async () => {
    say('openrouter', done({ costUsd: '0.01' }, 1), new TypeError('network error'));
    const job = await started(order('Hi', { ...withTools, keyId: stage.keyId }), booked);
    expect(job.state).toMatchObject({ charge: 'unknown' });
    const [entry] = await readLedger();
    expect(entry).toMatchObject({
      keyId: stage.keyId,
      how: 'unknown',
      others: [{ keyId: stage.keyId, usd: '0.01' }],
    });
    expect(entry?.usd).toBeUndefined();
  });

  it('that ends between two of them has cost what they cost', async () => {
    say('openrouter', done({ costUsd: '0.01' }, 1), { ...refused, keyTrouble: undefined });
    const job = await started(order('Hi', { ...withTools, keyId: stage.keyId }), booked);
    expect(job.state).toMatchObject({ place: 'partial', charge: 'charged', cost: { usd: '0.01' } });
    const [entry] = await readLedger();
    expect(entry).toMatchObject({ usd: '0.01', how: 'told' });
    expect(entry?.others).toBeUndefined();
  });
});

describe('what a service told', () => {
  it('of an answer that broke off is kept', async () => {
    await setStage();
    const prompt = 'error=overloaded@3 quirks=error-in-bill';
    const job = await started(order(prompt, { model: 'openai/gpt-6-luna' }), booked);
    expect(job.state).toMatchObject({ place: 'partial', charge: 'charged', cost: { usd: '0.000008' } });
    expect(await readLedger()).toMatchObject([{ usd: '0.000008', how: 'told' }]);
  });

  it('in tokens alone is reckoned, and the price stands with it', async () => {
    await setStage({ provider: 'deepseek' });
    await refreshModels('deepseek', 'text', true);
    const asked = order('tool=calculate({"expression":"6*7"}) say="42."', {
      ...withTools,
      provider: 'deepseek',
      model: 'deepseek-flash',
      hasPageText: true,
    });
    await started(asked, ({ state }) => state.asks !== undefined);
    await stop(asked.id);
    await vi.waitFor(async () => expect(await readLedger()).toHaveLength(1));
    const [entry] = await readLedger();
    expect(entry).toMatchObject({
      how: 'about',
      input: 16,
      price: { input: '0.00000015', output: '0.0000006', cachedInput: '0.000000003' },
    });
    expect(Number(entry?.usd)).toBeGreaterThan(0);
  });
});

describe('credits', () => {
  it('come to what the person says, from then on', { timeout: 60_000 }, async () => {
    forgetTasks();
    await setStage({ provider: 'tripo' });
    Object.assign(fakeBrowser.runtime, { getContexts: async () => [{}] });
    await refreshModels('tripo', 'model3d', true);
    const model = { make: 'model3d', provider: 'tripo', model: 'v3.1-20260211' } as const;
    await started(order('An owl', model), booked);
    const open = await requireOpen();
    await writeRate(open, 'tripo', '0.0075');
    const second = await started(order('Another owl', model), booked);
    expect(second.state.cost).toMatchObject({ usd: '0.15', how: 'about' });
    await writeRate(open, 'tripo', null);
    await started(order('A third owl', model), booked);
    const entries = await readLedger();
    expect(entries.map(({ usd, how, credits, price }) => [usd, how, credits, price?.credit])).toEqual([
      ['0.2', 'told', 20, undefined],
      ['0.15', 'about', 20, '0.0075'],
      ['0.2', 'told', 20, undefined],
    ]);
  });
});
