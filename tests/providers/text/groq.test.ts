import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/groq';
import type { MakeCall } from '../../../lib/providers/makes';
import { standIn } from '../../harness/stand-ins/groq';
import { groqErrors } from '../../harness/stand-ins/groq/errors';
import { makingWith } from '../making';
import { doneOf, judgementOf, makerOf } from './answering';
import { chatting, chatWith, TOOLS } from './chatting';

const model = 'openai/gpt-oss-120b';
const QWEN = 'qwen/qwen3.8-27b';
const { ask } = chatWith(wire, standIn, model);

chatting({
  wire,
  standIn,
  model,
  effort: 'low',
  seeing: QWEN,
  blind: model,
  cachedInput: 3,
  whenStopped: 'billed-whole',
  errors: groqErrors,
  inside: 'broken-call',
  judged: {
    'bad-request': ['bad-request', 'none', '-', '-'],
    'too-long': ['too-long', 'none', '-', '-'],
    'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
    suspended: ['not-allowed', 'none', '-', 'rejected'],
    forbidden: ['not-allowed', 'none', '-', 'forbidden'],
    'model-gone': ['model-gone', 'none', '-', '-'],
    'too-large': ['too-long', 'none', '-', '-'],
    tokens: ['rate-limited', 'none', 7660, '-'],
    told: ['rate-limited', 'none', 3000, '-'],
    sentence: ['rate-limited', 'none', 67_660, '-'],
    day: ['daily-limit', 'none', '-', 'limit'],
    'tokens-of-a-day': ['daily-limit', 'none', '-', 'limit'],
    'broken-call': ['tool-call-broken', 'unknown', '-', '-'],
    flex: ['provider-busy', 'none', 'again', '-'],
    server: ['provider-failed', 'unknown', '-', '-'],
    busy: ['provider-busy', 'unknown', '-', '-'],
    page: ['provider-failed', 'unknown', '-', '-'],
  },
});

describe('what only this service does', () => {
  it.each([
    [model, /^fc_[0-9a-f-]{36}$/],
    ['llama-3.3-70b-versatile', /^[A-Za-z0-9]{9}$/],
  ])('%s calls whole, with ids of its own form', async (id, form) => {
    const { result } = await ask('tool=f({"a":1}) tool=g({})', { model: id, tools: TOOLS });
    expect(doneOf(result).calls.map(({ args }) => args)).toEqual(['{"a":1}', '{}']);
    for (const call of doneOf(result).calls) expect(call.id).toMatch(form);
  });

  it('the compound one has another id on each chunk and thinks between tags: the first id is kept', async () => {
    const { result, text, thinking, making } = await ask('think=2 pieces=2', { model: 'groq/compound' });
    expect([text, thinking.trim()]).toEqual(['word1 word2 ', 'Thought 1. Thought 2.']);
    const told = making.deltas.filter(({ is }) => is === 'generation');
    expect(told).toEqual([{ is: 'generation', id: result.generationId }]);
    expect(result.generationId).not.toBe('stub');
  });

  it('Qwen is asked to keep its thoughts apart, and no other model is', async () => {
    const { body, thinking, text } = await ask('think=1 pieces=1', { model: QWEN, effort: 'low' });
    expect([body.reasoning_format, thinking, text]).toEqual(['parsed', 'Thought 1. ', 'word1 ']);
    expect((await ask('hello')).body).not.toHaveProperty('reasoning_format');
  });

  it('a call that broke in the middle ends the stream without a word more, and says what broke', async () => {
    const { result } = await ask('pieces=2 error=broken-call@1', { tools: TOOLS });
    expect(result).toMatchObject({
      is: 'failed',
      problem: { values: { said: 'Failed to call a function.', status: 400 } },
      charge: 'unknown',
    });
  });

  it('a usage that nobody asked for is found where it stands', async () => {
    const { result, making } = await ask('pieces=2');
    const { stream_options: _, ...body } = JSON.parse(making.heard[0]?.body ?? '{}');
    const fetch: MakeCall['fetch'] = (url, init) =>
      making.call.fetch(url, { ...init, method: 'POST', body: JSON.stringify(body) });
    const bare = await makerOf(wire).start(
      { model, turns: [], maxTokens: 1, tools: [] },
      { ...making.call, fetch },
    );
    expect(doneOf(bare).tokens).toEqual(doneOf(result).tokens);
  });

  it('an effort that the model does not know is refused', async () => {
    const { result } = await ask('hello', { effort: 'none' });
    expect(judgementOf(result)).toEqual(['bad-request', 'none', '-', '-']);
  });
});

it('its models are those that write, with the window that the list tells', async () => {
  const models = await makerOf(wire).models(makingWith(wire, standIn).call);
  expect(models.map(({ id, rank }) => [id, rank])).toEqual([
    [model, 1],
    ['openai/gpt-oss-20b', 0],
    ['llama-3.3-70b-versatile', undefined],
    [QWEN, 2],
    ['groq/compound', undefined],
  ]);
  expect(models[0]).toMatchObject({
    contextTokens: 131_072,
    outputTokens: 65_000,
    hasTools: true,
    efforts: ['low', 'medium', 'high'],
    takes: ['text'],
    price: { input: '0.00000015', output: '0.0000006', asOf: '2026-11-10' },
  });
  expect(models[3]).toMatchObject({ takes: ['text', 'image'], efforts: ['none', 'low', 'medium', 'high'] });
  expect(models[4]).not.toHaveProperty('price');
  expect(models[4]).not.toHaveProperty('hasTools');
});
