/** What was done to a budget stands in the record, in the transaction that does it: which one, and no amount. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sentenceOf } from '../../components/activity/sentences';
import type { Activity } from '../../lib/activity/record';
import type { Budget } from '../../lib/budgets/record';
import { BUDGETS } from '../../lib/budgets/record';
import { putBudget, readBudgets, removeBudget } from '../../lib/budgets/store';
import { openDb } from '../../lib/db/open';
import { retry } from '../../lib/jobs/orders';
import { isOver } from '../../lib/jobs/record';
import { add } from '../../lib/keys/save';
import { requireOpen } from '../../lib/vault/session';
import { readLines } from '../activity/bench';
import { order, readJob, setStage, started, untilJob } from '../jobs/stage';
import { codeOf, draft, dumpDisk, newVault } from '../keys/bench';

const LIMIT = 123_456_789;
const budget = (over: Partial<Budget> = {}): Omit<Budget, 'id'> => ({
  period: 'day',
  unit: 'usd',
  limit: LIMIT,
  isHard: true,
  ...over,
});
const put = async (over: Partial<Budget> = {}, replaces?: string) =>
  putBudget(await requireOpen(), budget(over), replaces);
const all = async () => readBudgets(await requireOpen());
const idOf = async (at: number) => (await all())[at]?.id ?? '';

async function budgetLines(): Promise<Activity[]> {
  const lines = await readLines(await requireOpen());
  return lines.flatMap(({ activity }) => (activity?.what.startsWith('budget-') ? [activity] : []));
}

/** What an act adds to the record of it. */
async function linesOf(act: () => Promise<unknown>): Promise<Activity[]> {
  const before = (await budgetLines()).length;
  await act();
  return (await budgetLines()).slice(before);
}
const said = async (act: () => Promise<unknown>) => (await linesOf(act)).map(sentenceOf);

describe('a budget', () => {
  beforeEach(async () => void (await newVault()));

  it('that is set, changed or removed is told in a sentence', async () => {
    const key = draft();
    await add(key);
    const ofKey = { keyId: key.id, provider: 'openrouter' };
    expect(await said(() => put())).toEqual(['Budget set for everything (stops, each day)']);
    expect(await said(() => put({ ...ofKey, isHard: false }))).toEqual([
      'Budget set for key “Home” (warns, each day)',
    ]);
    const first = await idOf(0);
    expect(await said(() => put({ provider: 'openrouter', period: 'month' }, first))).toEqual([
      'Budget changed for one service (stops, each month)',
    ]);
    // What was changed keeps its place.
    expect(await linesOf(async () => removeBudget(await requireOpen(), await idOf(1)))).toMatchObject([
      { what: 'budget-changed', ...ofKey, keyName: 'Home', budget: { did: 'removed', isHard: false } },
    ]);
    expect(await said(async () => removeBudget(await requireOpen()))).toEqual(['All budgets removed']);
    expect(await all()).toEqual([]);
  });

  it('tells no amount, and nothing where anybody could read it', async () => {
    const lines = await linesOf(() => put());
    expect(JSON.stringify(lines)).not.toContain(String(LIMIT));
    expect(await dumpDisk()).not.toMatch(/budget-changed|stops/);
  });

  it('is not changed where it cannot be told, and not told where nothing was changed', async () => {
    await put();
    const none = async () => removeBudget(await requireOpen(), 'f'.repeat(32));
    expect(await linesOf(none)).toEqual([]);
    const before = await all();
    const full = vi.spyOn(openDb().activity, 'bulkAdd').mockRejectedValue(new Error('no room'));
    expect(await codeOf(put({ limit: 1 }))).toMatch(/^unexpected/);
    expect(await codeOf(removeBudget(await requireOpen()))).toMatch(/^unexpected/);
    full.mockRestore();
    expect(await all()).toEqual(before);
    const stuck = vi.spyOn(openDb().settings, 'put').mockRejectedValue(new Error('no room'));
    expect(await linesOf(() => codeOf(put({ limit: 1 })))).toEqual([]);
    stuck.mockRestore();
  });

  it('takes nothing back that came in between', async () => {
    await put();
    const { settings } = openDb();
    const row = await settings.get(BUDGETS);
    // Asked for at once: each is written after the one before.
    await Promise.all([put({ period: 'month' }), put({ unit: 'calls', limit: 5 })]);
    expect(await all()).toHaveLength(3);
    expect((await settings.get(BUDGETS))?.rev).toBe((row?.rev ?? 0) + 2);
  });
});

describe('a request that a budget stopped', () => {
  beforeEach(async () => void (await setStage()));
  /** Of a model whose price nobody knows. */
  const stopped = async () => {
    await put();
    const asked = order('say="Anyway."', { model: 'openai/gpt-6.1-sol', chosen: { maxTokens: 10 } });
    const { state } = await started(asked, (job) => isOver(job.state.place));
    expect(state.problem?.code).toBe('budget-no-price');
    return asked.id;
  };

  it('and is let through says so, with the budget and the job', async () => {
    const id = await stopped();
    const [line, ...others] = await linesOf(() => retry(id, undefined, true));
    expect(others).toEqual([]);
    expect(line).toMatchObject({ what: 'budget-lifted', jobId: id, make: 'text' });
    expect(line && sentenceOf(line)).toBe('Budget lifted once for everything (stops, each day)');
    expect((await untilJob(id, 'done')).state.text).toBe('Anyway.');
    expect(await linesOf(() => codeOf(retry(id, undefined, true)))).toEqual([]);
  });

  it('says so also when that budget is gone, and nothing when it is only tried again', async () => {
    const id = await stopped();
    expect(await linesOf(() => retry(id))).toEqual([]);
    await untilJob(id, ({ state }) => isOver(state.place));
    await removeBudget(await requireOpen(), await idOf(0));
    expect(await said(() => retry(id, undefined, true))).toEqual(['Budgets lifted once']);
  });

  it('stays where it is when that cannot be told', async () => {
    const id = await stopped();
    const full = vi.spyOn(openDb().activity, 'bulkAdd').mockRejectedValue(new Error('no room'));
    expect(await codeOf(retry(id, undefined, true))).toMatch(/^unexpected/);
    full.mockRestore();
    expect((await readJob(id)).state).toMatchObject({
      place: 'failed',
      problem: { code: 'budget-no-price' },
    });
    expect(await budgetLines()).toHaveLength(1);
  });
});
