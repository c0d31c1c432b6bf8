/** Refusals that cost nothing: less is asked for, another key pays, or it is said why not. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { sumUsd } from '../../lib/core/money';
import { writeSetting } from '../../lib/db/settings';
import { refreshModels } from '../../lib/jobs/lists';
import { look, retry } from '../../lib/jobs/orders';
import { readJobs } from '../../lib/jobs/reads';
import { isOver, type Order } from '../../lib/jobs/record';
import { add } from '../../lib/keys/save';
import { NEXT_KEY } from '../../lib/messages/next-key';
import { requireOpen } from '../../lib/vault/session';
import { standIn } from '../harness/stand-ins/openrouter';
import { order, type Stage, setStage, started, untilJob } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});

const text = (prompt: string, over: Partial<Order> = {}) =>
  order(prompt, { model: 'openai/gpt-6-luna', ...over });
const posts = () => stage.heard.filter(({ method }) => method === 'POST');
const limits = () => posts().map(({ body }) => (JSON.parse(body) as { max_tokens: number }).max_tokens);

/** A key whose provider refuses whatever costs, though it looked well when it was checked. */
async function addRefused(name: string): Promise<string> {
  const id = newId();
  const fields = standIn.cases.find((row) => row.name === name)?.fields ?? {};
  const about = { provider: 'openrouter', kind: 'api-key', name, environment: 'production' as const };
  await add({ ...about, id, fields, anyway: { verdict: 'works', facts: [], warnings: [] } });
  return id;
}

describe('an answer that costs more than what is left', () => {
  it('is asked for once more, as long as there is credit for, and says so', async () => {
    const job = await started(text('error=too-expensive say="Short."'), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'done', text: 'Short.' });
    expect(job.state.notes).toContainEqual({ code: 'limit-lowered', values: { tokens: 9368 } });
    expect(limits()).toEqual([16_384, 9368]);
    expect(stage.billed()).toBe(1);
  });

  it('is not asked for again and again', async () => {
    const small = text('error=too-expensive', { chosen: { maxTokens: 9_900 } });
    const job = await started(small, ({ state }) => isOver(state.place));
    expect(job.state.place).toBe('done');
    expect(limits()).toEqual([9_900, 9_368]);
  });
});

describe('a key that is refused at no cost', () => {
  it('is not replaced by another one in silence', async () => {
    const keyId = await addRefused('limit used up');
    const job = await started(text('say="Hi."', { keyId }), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'failed', charge: 'none', keyTrouble: 'limit' });
    expect(job.state.payer).toBeUndefined();
    expect(posts()).toHaveLength(1);
    await retry(job.request.id, stage.keyId);
    const done = await untilJob(job.request.id, 'done');
    expect(done.state.payer?.keyId).toBe(stage.keyId);
    expect(stage.billed()).toBe(1);
  });

  it('gives way to the next one where somebody wants that, and the result names who paid', async () => {
    await writeSetting(await requireOpen(), NEXT_KEY, { isOn: true });
    const keyId = await addRefused('limit used up');
    const job = await started(text('say="Hi."', { keyId }), ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'done', text: 'Hi.', payer: { keyId: stage.keyId } });
    expect(job.state.notes.map(({ code }) => code)).toEqual(['other-key']);
    expect(new Set(posts().map(({ headers }) => headers.authorization)).size).toBe(2);
    expect(stage.billed()).toBe(1);
  });

  it('gives way once: the next one is refused too, and that is the end', async () => {
    await writeSetting(await requireOpen(), NEXT_KEY, { isOn: true });
    const asked = text('error=key-limit');
    await addRefused('limit used up');
    const job = await started(asked, ({ state }) => isOver(state.place));
    expect(job.state).toMatchObject({ place: 'failed', charge: 'none', keyTrouble: 'limit' });
    expect(posts()).toHaveLength(2);
  });
});

describe('a request whose answer never came', () => {
  it('is compared with what the key had spent before: a hint, and no proof', async () => {
    const job = await started(text('drop@0'), ({ state }) => isOver(state.place));
    expect(job.state.place).toBe('uncertain');
    const first = await look(job.request.id);
    const { spentUsd = '', spentBeforeUsd, spentBeforeAtMs } = first;
    expect(spentBeforeAtMs).toBe(job.state.spentBeforeAtMs);
    expect(spentBeforeAtMs).toBeLessThanOrEqual(job.state.sentAtMs ?? 0);
    const before = { spentBeforeUsd, spentBeforeAtMs };
    // The counter lags behind: at first it is what it was, and by the next time it has grown.
    expect(first).toEqual({ found: 'hint', spentUsd: spentBeforeUsd, ...before });
    const grown = sumUsd([spentUsd, '0.000008']);
    expect(await look(job.request.id)).toEqual({ found: 'hint', spentUsd: grown, ...before });
    expect(posts()).toHaveLength(1);
  });
});

it('pictures behind many chats are found, and the chats stay chats', async () => {
  await refreshModels('openrouter', 'image', true);
  const picture = order('a fox', { make: 'image', model: 'black-forest-labs/flux.2-klein-4b' });
  await started(picture, 'done');
  for (let at = 0; at < 3; at += 1) await started(text(`say="Chat ${at}."`), 'done');
  const found = async () => (await readJobs('image', 10)).jobs.map(({ request }) => request.id);
  expect(await found()).toEqual([picture.id]);
  expect(await found()).toEqual([picture.id]);
  const chats = await readJobs('text', 2);
  expect(chats.jobs.map(({ state }) => state.text)).toEqual(['Chat 2.', 'Chat 1.']);
  expect(chats.hasMore).toBe(true);
});
