/** A key that its provider refuses: checked first where it is marked, and asked one time for all that it was refused for. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../lib/core/ids';
import { onNudge } from '../../lib/jobs/nudge';
import { retry } from '../../lib/jobs/orders';
import { isOver, type Job, type Order } from '../../lib/jobs/record';
import { pump } from '../../lib/jobs/runner';
import { start } from '../../lib/jobs/start';
import { readKeys } from '../../lib/keys/reads';
import { add } from '../../lib/keys/save';
import type { Report } from '../../lib/providers/report';
import { standIn } from '../harness/stand-ins/openrouter';
import { until } from '../harness/until';
import { order, type Stage, setStage, started, untilJob } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});

/** Marked by a report of earlier; the provider answers it as that case does today. */
async function addMarked(verdict: Report['verdict'], today: string): Promise<string> {
  const id = newId();
  const fields = standIn.cases.find((row) => row.name === today)?.fields;
  if (!fields) throw new Error(`no case ${today}`);
  const about = { provider: 'openrouter', kind: 'api-key', name: today, environment: 'production' as const };
  await add({ ...about, id, fields, anyway: { verdict, facts: [], warnings: [] } });
  return id;
}

const verdictOf = async (id: string) => (await readKeys()).keys.find((key) => key.id === id)?.report.verdict;
const run = (keyId: string) =>
  started(order('say="Hi."', { model: 'openai/gpt-6-luna', keyId }), ({ state }) => isOver(state.place));
const methods = () => stage.heard.map(({ method }) => method);

describe.each(['rejected', 'out-of-credit'] as const)('a key that is marked %s', (mark) => {
  it('is checked before it is used, and used when it passes', async () => {
    const id = await addMarked(mark, 'good');
    const job = await run(id);
    expect(job.state).toMatchObject({ place: 'done', text: 'Hi.' });
    expect(methods().indexOf('GET')).toBe(0);
    expect(methods().filter((method) => method === 'POST')).toHaveLength(1);
    expect(await verdictOf(id)).toBe('works');
  });

  it('is not used while its provider rejects it', async () => {
    const id = await addMarked(mark, 'wrong');
    const job = await run(id);
    expect(job.state).toMatchObject({ place: 'failed', problem: { code: 'key-rejected' } });
    expect(methods()).not.toContain('POST');
    expect(stage.billed()).toBe(0);
    expect(await verdictOf(id)).toBe('rejected');
  });
});

describe('one that is refused', () => {
  it('is written down before its key is asked: nothing is owed, whatever becomes of the question', async () => {
    const id = await addMarked('works', 'wrong');
    let answer = () => {};
    const silence = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
      if (new URL(input).pathname.endsWith('/api/v1/key')) await silence;
      return fetch(input, init);
    });
    const job = await run(id);
    expect(job.state).toMatchObject({ place: 'failed', charge: 'none' });
    expect(await verdictOf(id)).toBe('works');
    answer();
    await until(async () => (await verdictOf(id)) === 'rejected', { what: 'what the key’s own check says' });
  });
});

describe('five that are refused for one key', () => {
  const checks = () => stage.heard.filter(({ path }) => path.endsWith('/api/v1/key')).length;
  const orders = (keyId: string) =>
    [1, 2, 3, 4, 5].map(() => order('say="Hi."', { model: 'openai/gpt-6-luna', keyId }));
  /** None begins before all are wished for. */
  const startTogether = async (wishes: readonly Order[]) => {
    onNudge(() => {});
    for (const wish of wishes) await start(wish);
    onNudge(() => void pump());
    await pump();
  };
  const over = ({ state }: Job) => isOver(state.place);

  it('have it asked one time, by a provider that takes it no more', async () => {
    const id = await addMarked('works', 'wrong');
    const wishes = orders(id);
    await startTogether(wishes);
    for (const wish of wishes) {
      const { state } = await untilJob(wish.id, over);
      expect(state).toMatchObject({ place: 'failed', charge: 'none' });
      expect(['key-rejected', 'refused']).toContain(state.problem?.code);
    }
    expect(checks()).toBe(1);
    expect(methods().filter((method) => method === 'POST').length).toBeLessThanOrEqual(3);
    expect(await verdictOf(id)).toBe('rejected');
  });

  it.each(['rejected', 'out-of-credit'] as const)(
    'that is marked %s have it asked one time',
    async (mark) => {
      const id = await addMarked(mark, 'wrong');
      const wishes = orders(id);
      await startTogether(wishes);
      for (const wish of wishes) await untilJob(wish.id, over);
      expect(checks()).toBe(1);
      expect(methods()).not.toContain('POST');
      // Who asks for one of them again wants to know it anew.
      const first = wishes[0]?.id ?? '';
      await retry(first);
      await until(async () => checks() === 2, { what: 'the key to be asked again' });
      await untilJob(first, over);
    },
  );
});
