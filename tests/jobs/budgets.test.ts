/** Hard budgets around real jobs: what is on its way counts at its most, and what is known at what it was. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { standingOf } from '../../lib/budgets/decide';
import type { Budget, Sum } from '../../lib/budgets/record';
import { BUDGETS, TALLY } from '../../lib/budgets/record';
import { putBudget } from '../../lib/budgets/store';
import { toE8 } from '../../lib/core/usd-e8';
import { openDb } from '../../lib/db/open';
import { writeSetting } from '../../lib/db/settings';
import { refreshModels } from '../../lib/jobs/lists';
import { allow, forget, look, retry, stop } from '../../lib/jobs/orders';
import { isOver, type Order } from '../../lib/jobs/record';
import { readBooks } from '../../lib/jobs/recount';
import { pump } from '../../lib/jobs/runner';
import { start } from '../../lib/jobs/start';
import { succeed } from '../../lib/keys/rotate';
import { NEXT_KEY } from '../../lib/messages/next-key';
import { dayOf } from '../../lib/usage/days';
import { requireOpen } from '../../lib/vault/session';
import { order, readJob, readLedger, type Stage, setStage, started, untilJob } from './stage';

/** $0.01 for a thousand tokens of answer, and a little for the question. */
const text = (prompt: string, over: Partial<Order> = {}) =>
  order(prompt, { model: 'openai/gpt-6.1-sol', chosen: { maxTokens: 1_000 }, ...over });
const MOST = 0.011;

let stage: Stage;
const posts = () => stage.heard.filter(({ method }) => method === 'POST');
const set = async (usd: number, over: Partial<Budget> = {}) =>
  putBudget(await requireOpen(), {
    period: 'day',
    unit: 'usd',
    limit: Math.round(usd * 1e8),
    isHard: true,
    ...over,
  });
const over = (id: string) => untilJob(id, ({ state }) => isOver(state.place));
const booked = (id: string) => untilJob(id, ({ state }) => state.isBooked === true);

async function sums(): Promise<Sum> {
  const { tally } = await readBooks(await requireOpen());
  const all: Budget = { id: '', period: 'month', unit: 'usd', limit: 0, isHard: true };
  return standingOf(tally, all, dayOf(Date.now()));
}
const ledgerUnits = async () =>
  (await readLedger()).reduce((sum, { usd }) => sum + (toE8(usd ?? '0') ?? 0), 0);

beforeEach(async () => {
  stage = await setStage({ holds: true });
  await refreshModels('openrouter', 'text', true);
  await refreshModels('openrouter', 'image', true);
  stage.heard.splice(0);
});

describe('of ten at once', () => {
  it('only so many leave as fit at their most; once it is known what those cost, there is room again', async () => {
    await set(2.5 * MOST);
    const ten = Array.from({ length: 10 }, (_, at) => text(`pieces=9 gap=60000@5 ${at}`));
    await Promise.all(ten.map(start));
    const first = await vi.waitFor(async () => {
      const jobs = await Promise.all(ten.map(({ id }) => readJob(id)));
      expect(jobs.filter(({ state }) => isOver(state.place))).toHaveLength(8);
      return jobs;
    }, 30_000);
    const refused = first.filter(({ state }) => state.place === 'failed');
    expect(refused).toHaveLength(8);
    for (const { state } of refused)
      expect(state).toMatchObject({ charge: 'none', problem: { code: 'budget-reached' } });
    expect(posts()).toHaveLength(2);
    stage.letGo();
    for (const { id } of ten) await booked(id);
    expect(await sums()).toMatchObject({ calls: 2, heldUsd: 0, usd: await ledgerUnits() });
    const again = text('say="Room."');
    await start(again);
    expect((await booked(again.id)).state.place).toBe('done');
    expect(await readLedger()).toHaveLength(3);
  });
});

describe('a job', () => {
  it('that was refused passes once on somebody’s word, and only that one', async () => {
    await set(0);
    const [one, two] = [text('say="Anyway."'), text('say="Never."')];
    await Promise.all([start(one), start(two)]);
    await Promise.all([booked(one.id), booked(two.id)]);
    expect(posts()).toHaveLength(0);
    expect(await readLedger()).toHaveLength(0);
    await retry(two.id);
    await retry(one.id, undefined, true);
    expect((await untilJob(one.id, 'done')).state.text).toBe('Anyway.');
    expect((await over(two.id)).state.problem?.code).toBe('budget-reached');
    expect(posts()).toHaveLength(1);
  });

  it('that is tried again by itself needs no second word', async () => {
    await set(0);
    const one = text('error=unavailable*1 say="At last."');
    await started(one, ({ state }) => isOver(state.place));
    await retry(one.id, undefined, true);
    expect((await untilJob(one.id, 'done')).state.tries).toBe(1);
    await booked(one.id);
    expect(await sums()).toMatchObject({ calls: 1, heldUsd: 0 });
  });

  it('of which no price is known is refused by dollars and not by calls', async () => {
    await set(1, { unit: 'calls', limit: 1 });
    const free = text('say="Counted."', { model: 'openrouter/auto' });
    await started(free, 'done');
    await set(1_000);
    const unknown = text('say="Unknown."', { model: 'openrouter/auto', conversation: free.conversation });
    expect((await started(unknown, 'failed')).state.problem?.code).toMatch(/^budget-/);
    expect(posts()).toHaveLength(1);
  });

  it('for a picture is refused by a hard limit in tokens, because nobody can tell how many it takes', async () => {
    await set(1, { unit: 'tokens', limit: 1_000_000 });
    const picture = order('A fox', { make: 'image', model: 'black-forest-labs/flux.2-klein-4b' });
    expect((await started(picture, 'failed')).state.problem?.code).toBe('budget-no-tokens');
    expect(posts()).toHaveLength(0);
  });

  it('whose outcome nobody knows keeps counting at its most, also when it was taken away', async () => {
    await set(1.5 * MOST);
    const lost = text('drop@0');
    await started(lost, 'uncertain');
    await booked(lost.id);
    const { heldUsd } = await sums();
    expect(heldUsd).toBeGreaterThan(1e6);
    await forget([lost.id]);
    // The ledger knows it too, when the sum itself is lost.
    await openDb().sums.delete(TALLY);
    expect(await sums()).toMatchObject({ heldUsd, calls: 1 });
    expect((await started(text('say="No."'), 'failed')).state.problem?.code).toBe('budget-reached');
    expect(await sums()).toMatchObject({ heldUsd, usd: 0, calls: 1 });
  });

  it('of which the provider tells later what it cost counts for that', async () => {
    const cut = text('pieces=9 drop@5');
    await started(cut, 'partial');
    await booked(cut.id);
    expect((await sums()).heldUsd).toBeGreaterThan(1e6);
    await vi.waitFor(async () => expect(await look(cut.id)).toEqual({ found: 'known' }), 20_000);
    await pump();
    await vi.waitFor(async () => expect((await sums()).heldUsd).toBe(0), 20_000);
    expect((await sums()).usd).toBe(toE8((await readJob(cut.id)).state.cost?.usd ?? ''));
  });

  it('that is refused at no cost, or stopped before it was sent, counts for nothing', async () => {
    await started(text('error=flagged'), ({ state }) => state.isBooked === true);
    const resting = text('say="Hi."', { parent: null });
    stage.isOffline = true;
    await started(resting, ({ state }) => state.tries > 0);
    await stop(resting.id);
    expect(await sums()).toMatchObject({ calls: 0, usd: 0, heldUsd: 0, heldTokens: 0 });
  });
});

describe('a turn with tools', () => {
  const asking = (over: Partial<Order> = {}) =>
    text('tool=calculate({"expression":"6*7"}) say="42."', {
      chosen: { tools: ['calculate'], maxTokens: 1_000 },
      hasPageText: true,
      ...over,
    });

  it('passes for each of its rounds; stopped between two it goes on where it was, and is booked once', async () => {
    await set(1, { unit: 'calls', limit: 1 });
    const asked = asking();
    const waiting = await started(asked, ({ state }) => state.asks !== undefined);
    await allow(asked.id, [{ id: waiting.state.asks?.[0]?.id ?? '', isAllowed: true }]);
    const stopped = await booked(asked.id);
    expect(stopped.state).toMatchObject({
      place: 'partial',
      charge: 'charged',
      problem: { code: 'budget-reached' },
    });
    expect(posts()).toHaveLength(1);
    const before = await ledgerUnits();
    expect((await sums()).usd).toBe(before);
    await retry(asked.id, undefined, true);
    const done = await untilJob(asked.id, 'done');
    expect(done.state.text).toBe('42.');
    await booked(asked.id);
    const entries = await readLedger();
    expect(entries.map(({ corrects }) => corrects)).toEqual([undefined, true]);
    expect(await sums()).toMatchObject({ calls: 2, usd: toE8(entries[1]?.usd ?? ''), heldUsd: 0 });
  });

  it('lends no tool that goes round it: its picture is a job of its own and is refused too', async () => {
    await set(1, { unit: 'calls', limit: 2 });
    const asked = text('tool=generate_image({"prompt":"a_fox"}) say="Done."', {
      chosen: { tools: ['generate_image'], maxTokens: 1_000 },
    });
    const waiting = await started(asked, ({ state }) => state.asks !== undefined);
    await started(text('say="Between."'), 'done');
    await allow(asked.id, [{ id: waiting.state.asks?.[0]?.id ?? '', isAllowed: true }]);
    expect((await over(asked.id)).state.problem?.code).toBe('budget-reached');
    expect(posts().filter(({ path }) => path.endsWith('/images'))).toEqual([]);
    expect((await readJob(asked.id)).state.rounds[0]?.results[0]?.content).toBe(
      'No picture was made: failed.',
    );
  });
});

describe('another key', () => {
  it('pays under its own budget', async () => {
    await writeSetting(await requireOpen(), NEXT_KEY, { isOn: true });
    const second = await stage.addKey();
    await set(0, { keyId: second, provider: 'openrouter' });
    const job = await started(text('error=no-credit*1', { keyId: stage.keyId }), ({ state }) =>
      isOver(state.place),
    );
    expect(job.state.problem?.code).toBe('budget-reached');
    expect(job.state.payer?.keyId).toBe(second);
    expect(posts()).toHaveLength(1);
    await booked(job.request.id);
    expect(await sums()).toMatchObject({ calls: 0, heldUsd: 0 });
  });
});

describe('a key that follows another', () => {
  it('has its limit too, and what that one spent counts', async () => {
    const next = await stage.addKey();
    await set(1, { unit: 'calls', limit: 1, keyId: stage.keyId, provider: 'openrouter' });
    await started(text('say="The last of the old one."', { keyId: stage.keyId }), 'done');
    const other = await started(text('say="Not yet."', { keyId: next }), 'done');
    expect(other.request.keyId).toBe(next);
    await succeed(stage.keyId, next);
    const one = await started(text('say="No."', { keyId: next }), ({ state }) => isOver(state.place));
    expect(one.state.problem).toMatchObject({ code: 'budget-reached', values: { known: 2 } });
    expect(posts()).toHaveLength(2);
  });
});

describe('what the background keeps of it', () => {
  it('is made anew from the ledger and what is on its way, when it is damaged or gone', async () => {
    await started(text('say="One."'), ({ state }) => state.isBooked === true);
    const lost = text('pieces=9 gap=60000@5');
    await started(lost, 'running');
    const before = await sums();
    expect(before).toMatchObject({ calls: 2, usd: await ledgerUnits() });
    const row = await openDb().sums.get(TALLY);
    if (!row) throw new Error('no tally');
    await openDb().sums.put({ ...row, sealed: row.sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) });
    await set(1, { unit: 'calls', limit: 2 });
    expect((await started(text('say="Three."'), 'failed')).state.problem?.code).toBe('budget-reached');
    await openDb().sums.delete(TALLY);
    stage.letGo();
    await booked(lost.id);
    expect(await sums()).toMatchObject({ calls: 2, heldUsd: 0, usd: await ledgerUnits() });
  });

  it('is read anew when an import takes it away while something is being sent', async () => {
    await started(text('say="One."'), ({ state }) => state.isBooked === true);
    const table = openDb().sums;
    const get = table.get.bind(table);
    const takenAway = async () => {
      const row = await get(TALLY);
      await table.delete(TALLY);
      return row;
    };
    const gets = vi.spyOn(table, 'get').mockImplementationOnce(takenAway as never);
    const two = await started(text('say="Two."'), ({ state }) => state.isBooked === true);
    gets.mockRestore();
    expect(two.state.place).toBe('done');
    expect(posts()).toHaveLength(2);
    expect(await sums()).toMatchObject({ calls: 2, usd: await ledgerUnits(), heldUsd: 0 });
  });

  it('is made anew with what a stopped turn is gone on with', async () => {
    await set(1, { unit: 'calls', limit: 1 });
    const asked = text('tool=calculate({"expression":"6*7"}) pieces=9 gap=60000@5', {
      chosen: { tools: ['calculate'], maxTokens: 1_000 },
    });
    expect((await started(asked, ({ state }) => state.isBooked === true)).state.place).toBe('partial');
    await retry(asked.id, undefined, true);
    await untilJob(asked.id, 'running');
    const before = await sums();
    expect(before.heldUsd).toBeGreaterThan(1e6);
    await openDb().sums.delete(TALLY);
    expect(await sums()).toEqual(before);
    stage.letGo();
    await booked(asked.id);
    expect(await sums()).toMatchObject({ calls: 2, heldUsd: 0 });
  });

  it('refuses when the budgets themselves cannot be read', async () => {
    await set(1_000);
    const row = await openDb().settings.get(BUDGETS);
    if (!row) throw new Error('no budgets');
    await openDb().settings.put({
      ...row,
      sealed: row.sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    });
    expect((await started(text('say="No."'), 'failed')).state.problem?.code).toBe('budgets-damaged');
    expect(posts()).toHaveLength(0);
  });
});
