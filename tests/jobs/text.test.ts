/** Text as jobs: what happens between a row and an answer, and when it breaks in the middle. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../lib/core/ids';
import { ProblemError, problem } from '../../lib/core/problem';
import { openDb } from '../../lib/db/open';
import { refreshModels } from '../../lib/jobs/lists';
import { allow, forget, retry, stop } from '../../lib/jobs/orders';
import { isOver, type Order } from '../../lib/jobs/record';
import { start } from '../../lib/jobs/start';
import { edit, enable } from '../../lib/keys/change';
import { order, readJob, readLedger, type Stage, setStage, started, untilJob } from './stage';

const PROVIDER = 'anthropic';
const text = (prompt: string, over: Partial<Order> = {}) =>
  order(prompt, { provider: PROVIDER, model: 'claude-haiku-5-5', ...over });

let stage: Stage;
const posts = () => stage.heard.filter(({ method }) => method === 'POST');

describe('an answer', () => {
  beforeEach(async () => {
    stage = await setStage({ provider: PROVIDER });
    await refreshModels(PROVIDER, 'text', true);
    stage.heard.splice(0);
  });

  it('arrives whole, with its tokens, its cost and its line in the books', async () => {
    const job = await started(text('say="Hello there, you."'), ({ state }) => state.isBooked === true);
    expect(job.state).toMatchObject({ place: 'done', text: 'Hello there, you.', ending: 'complete' });
    expect(job.state.cost?.how).toBe('about');
    expect(Number(job.state.cost?.usd)).toBeGreaterThan(0);
    expect(await readLedger()).toEqual([
      expect.objectContaining({ jobId: job.request.id, how: 'about', usd: job.state.cost?.usd }),
    ]);
    expect(stage.billed()).toBe(1);
  });

  it('is asked for once, however often its page asks', async () => {
    const twice = text('say="One."');
    await Promise.all([start(twice), start(twice), start(twice)]);
    await untilJob(twice.id, 'done');
    await start(twice);
    await untilJob(twice.id, ({ state }) => state.isBooked === true);
    expect(stage.billed()).toBe(1);
    expect(posts()).toHaveLength(1);
  });

  it('that breaks in the middle keeps what came, and is not asked for again', async () => {
    const job = await started(text('pieces=20 drop@5'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'partial', charge: 'unknown' });
    expect(job.state.text).toContain('word1 word2');
    expect(posts()).toHaveLength(1);
  });

  it('that never begins is uncertain', async () => {
    const job = await started(text('drop@0'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'uncertain', charge: 'unknown' });
    expect(posts()).toHaveLength(1);
    await expect(retry(job.request.id, undefined)).rejects.toThrow('retry-costs');
  });

  it('goes on from the turns before it', async () => {
    const first = text('say="My name is Ember."');
    await started(first, 'done');
    const next = text('And yours? say="Same."', { conversation: first.conversation, parent: first.id });
    await started(next, 'done');
    const body = JSON.parse(posts().at(-1)?.body ?? '{}') as { messages: { role: string }[] };
    expect(body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(JSON.stringify(body.messages[1])).toContain('My name is Ember.');
  });

  it('waits for the turn it goes on from', async () => {
    const first = text('say="First."');
    const next = text('say="Second."', { parent: first.id, conversation: first.conversation });
    await Promise.all([start(first), start(next)]);
    await untilJob(next.id, 'done');
    expect(posts().map(({ body }) => body.includes('First.'))).toEqual([true, true]);
    expect(posts()[1]?.body).toContain('assistant');
  });

  it('is tried again by itself only where it provably never ran', async () => {
    const job = await started(text('error=rate-limited*2 say="At last."'), ({ state }) =>
      isOver(state.place),
    );
    expect(job.state).toMatchObject({ place: 'done', text: 'At last.', tries: 2 });
    expect(stage.billed()).toBe(1);
  });

  it('cannot be asked for with a key that is disabled or gone', async () => {
    await edit(stage.keyId, 'Mine', 'test');
    await enable(stage.keyId, false, null);
    await expect(start(text('hi'))).rejects.toThrow('no-key');
    await expect(start(text('hi', { keyId: stage.keyId }))).rejects.toThrow('key-disabled');
    await expect(start(text('hi', { keyId: newId() }))).rejects.toThrow('key-gone');
    expect(posts()).toHaveLength(0);
  });

  it('offline is not sent, waits, and goes when the network is back', async () => {
    stage.isOffline = true;
    const waiting = await started(text('say="Back."'), ({ state }) => state.tries > 0);
    expect(waiting.state).toMatchObject({ place: 'draft', problem: { code: 'offline' } });
    expect(stage.heard).toHaveLength(0);
    stage.isOffline = false;
    const job = await untilJob(waiting.request.id, 'done');
    expect(job.state.text).toBe('Back.');
    expect(stage.billed()).toBe(1);
  });

  it('that breaks off because the network went does not say that nothing was sent', async () => {
    const dying = text('pieces=20 drop@5');
    const job = await started(dying, ({ state }) => {
      if (state.place === 'sending' || state.place === 'running') stage.isOffline = true;
      return isOver(state.place);
    });
    expect(job.state.problem?.code).not.toBe('offline');
    expect(job.state).toMatchObject({ place: 'partial', charge: 'unknown' });
  });

  it('can be taken away once it is over, and its row with it', async () => {
    const job = await started(text('say="Gone."'), ({ state }) => state.isBooked === true);
    await forget([job.request.id]);
    expect(await openDb().jobs.count()).toBe(0);
    expect(await readLedger()).toHaveLength(1);
  });

  it('says which of its tools it wants, and none is used without a word once a page was read', async () => {
    const asked = text('tool=calculate({"expression":"6*7"}) say="42."', {
      chosen: { tools: ['calculate'] },
      hasPageText: true,
    });
    const waiting = await started(asked, ({ state }) => state.asks !== undefined);
    expect(waiting.state.asks?.map(({ name }) => name)).toEqual(['calculate']);
    expect(posts()).toHaveLength(1);
    await allow(asked.id, []);
    const job = await untilJob(asked.id, 'done');
    expect(job.state.rounds[0]?.results).toEqual([
      expect.objectContaining({ isError: true, content: 'The person did not allow this.' }),
    ]);
  });

  it('uses a tool that needs no word, and sends its result back', async () => {
    const asked = text('tool=calculate({"expression":"6*7"}) say="It is 42."', {
      chosen: { tools: ['calculate'] },
    });
    const job = await started(asked, 'done');
    expect(job.state.rounds[0]?.results).toEqual([
      expect.objectContaining({ content: '42', isError: false }),
    ]);
    expect(job.state.text).toBe('It is 42.');
    expect(stage.billed()).toBe(2);
    expect(await untilJob(asked.id, ({ state }) => state.isBooked === true)).toBeDefined();
    expect(await readLedger()).toHaveLength(1);
  });
});

describe('an answer on its way', () => {
  beforeEach(async () => {
    stage = await setStage({ provider: PROVIDER, holds: true });
  });

  it('is stopped at once, keeps its text, and does not say that it cost nothing', async () => {
    const job = await started(text('pieces=20 gap=1000@5'), ({ state }) => state.text.includes('word5'));
    await stop(job.request.id);
    const stopped = await untilJob(job.request.id, ({ state }) => isOver(state.place));
    expect(stopped.state).toMatchObject({
      place: 'partial',
      problem: { code: 'stopped' },
      charge: 'unknown',
    });
    expect((await readJob(job.request.id)).state.text).toContain('word5');
  });

  it('is kept whole though the disk was full for a moment', async () => {
    const job = await started(text('pieces=20 gap=1000@5'), ({ state }) => state.text.includes('word5'));
    vi.spyOn(openDb().jobs, 'put').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    stage.letGo();
    const over = await untilJob(job.request.id, ({ state }) => isOver(state.place));
    expect(over.state.place).toBe('done');
    expect(over.state.text).toContain('word20');
  });

  it('is over, and in the books, though its end could not be written down', async () => {
    const job = await started(text('pieces=20 gap=1000@5'), ({ state }) => state.text.includes('word5'));
    const put = openDb().jobs.put.bind(openDb().jobs);
    let refused = 0;
    vi.spyOn(openDb().jobs, 'put').mockImplementation((row) => {
      if (refused === 3) return put(row);
      refused += 1;
      throw new ProblemError(problem('storage-full'));
    });
    stage.letGo();
    const over = await untilJob(job.request.id, ({ state }) => state.isBooked === true);
    expect(refused).toBe(3);
    expect(over.state).toMatchObject({ place: 'partial', charge: 'unknown' });
    expect(posts()).toHaveLength(1);
  });

  it('cannot be taken away before it is over', async () => {
    const job = await started(text('pieces=20 gap=1000@5'), 'running');
    await expect(forget([job.request.id])).rejects.toThrow('job-running');
    stage.letGo();
    await untilJob(job.request.id, 'done');
  });
});
