import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/openrouter';
import { standIn } from '../../harness/stand-ins/openrouter';
import { textErrors } from '../../harness/stand-ins/openrouter/text';
import { makingWith } from '../making';
import { alike } from './alike';
import { answer, doneOf, inputOf, judgementOf, makerOf, nextRound, tool } from './answering';

const model = 'openai/gpt-6.1-sol';
const ask = (prompt: string, over: object = {}) => answer(wire, standIn, inputOf(prompt, { model, ...over }));

alike({ wire, standIn, model, scripts: ['say="grüß 🦊" think=1', 'tool=f({"a":1}) tool=g({})'] });

describe('an answer', () => {
  it('tells what it cost, and by which handle that may be asked again', async () => {
    const { result, text, thinking, making } = await ask('think=2 pieces=3');
    const { generationId = '', ...done } = doneOf(result);
    expect({ text, thinking }).toEqual({ text: 'word1 word2 word3 ', thinking: 'Thought 1. Thought 2. ' });
    expect(done).toMatchObject({
      ending: 'complete',
      costUsd: '0.000011',
      tokens: { input: 16, output: 11 },
    });
    expect(making.deltas).toContainEqual({ is: 'generation', id: generationId });
    const { findCost, spent } = makerOf(wire);
    expect(await findCost?.(generationId, making.call)).toBeUndefined();
    expect(await findCost?.(generationId, making.call)).toMatchObject({ costUsd: '0.000011' });
    expect(await spent?.(making.call)).toBe('1.25');
  });

  it.each(['last', 'bare', 'legacy', 'none'])('with its usage told: %s', async (usage) => {
    const { result } = await ask(`pieces=2 usage=${usage} quirks=no-done,crlf,comments`);
    expect(doneOf(result).costUsd).toBe(usage === 'none' ? undefined : '0.000002');
  });

  it('goes on with the results of two tools, and with its own thoughts', async () => {
    const over = { tools: [tool('f'), tool('g')] };
    const first = await ask('think=2 tool=f({"a":1}) tool=g({})', over);
    expect(doneOf(first.result).calls.map(({ name, args }) => [name, args])).toEqual([
      ['f', '{"a":1}'],
      ['g', '{}'],
    ]);
    const input = inputOf('think=2 tool=f({"a":1}) tool=g({})', { model, ...over });
    const second = await answer(wire, standIn, nextRound(input, first, 'openrouter'));
    expect(doneOf(second.result).ending).toBe('complete');
    expect(JSON.stringify(second.body.messages)).toContain('"text":"Thought 1. Thought 2. "');
    expect(JSON.stringify(second.body.messages)).toContain('"signature":"c2ln"');
  });

  it('that was refused or cut says so', async () => {
    expect(doneOf((await ask('end=refusal')).result).ending).toBe('refused');
    expect(doneOf((await ask('end=length')).result).ending).toBe('length');
  });
});

const ERRORS: Readonly<Record<string, readonly unknown[]>> = {
  'bad-request': ['bad-request', 'none', '-', '-'],
  zod: ['bad-request', 'none', '-', '-'],
  'not-a-model': ['model-gone', 'none', '-', '-'],
  unsupported: ['not-supported', 'none', '-', '-'],
  blocked: ['bad-request', 'none', '-', '-'],
  'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
  'never-bought': ['no-credit', 'none', '-', 'credit'],
  'no-credit': ['no-credit', 'none', '-', 'credit'],
  'in-flight': ['in-flight', 'none', 2000, '-'],
  'one-dollar': ['key-limit', 'none', '-', 'limit'],
  'key-limit': ['key-limit', 'none', '-', 'limit'],
  budget: ['key-limit', 'none', '-', 'limit'],
  flagged: ['moderated', 'none', '-', '-'],
  guardrail: ['not-allowed', 'none', '-', '-'],
  'no-endpoints': ['not-supported', 'none', '-', '-'],
  'data-policy': ['data-policy', 'none', '-', '-'],
  timeout: ['provider-slow', 'unknown', '-', '-'],
  'too-large': ['too-long', 'none', '-', '-'],
  upstream: ['rate-limited', 'none', 3000, '-'],
  daily: ['daily-limit', 'none', '-', 'limit'],
  server: ['provider-failed', 'unknown', '-', '-'],
  failed: ['provider-failed', 'unknown', '-', '-'],
  proxy: ['provider-failed', 'unknown', '-', '-'],
  unavailable: ['provider-busy', 'none', 4000, '-'],
  slow: ['provider-slow', 'unknown', '-', '-'],
  overloaded: ['provider-busy', 'unknown', '-', '-'],
  'too-expensive': ['too-expensive', 'none', '-', 'credit'],
  'mandatory-reasoning': ['bad-request', 'none', '-', '-'],
  'context-length': ['too-long', 'none', '-', '-'],
};

describe('an error', () => {
  it.each(Object.keys(textErrors))('%s', async (name) => {
    const { result, making } = await ask(`error=${name}`, { maxTokens: 16_384 });
    expect(judgementOf(result)).toEqual(ERRORS[name]);
    expect(making.billed()).toBe(0);
  });

  it('in the middle keeps the words before it', async () => {
    const { result, text } = await ask('pieces=9 error=upstream@3');
    expect(judgementOf(result)).toEqual(['rate-limited', 'unknown', '-', '-']);
    expect(text).toBe('word1 word2 word3 ');
  });

  it('of too little credit says how much would fit, and that much does', async () => {
    const { result } = await ask('error=too-expensive', { maxTokens: 16_384 });
    expect(result).toMatchObject({ is: 'failed', affordableTokens: 9862 });
    expect((await ask('error=too-expensive', { maxTokens: 9862 })).result.is).toBe('done');
  });
});

it('its list says what each model takes, costs and can', async () => {
  const models = await makerOf(wire).models(makingWith(wire, standIn).call);
  expect(models.map(({ id, rank }) => [id, rank])).toEqual([
    ['openai/gpt-6.1-sol', 0],
    ['openai/gpt-6-luna', 1],
    ['anthropic/claude-fable-5.2', 2],
    ['going/soon', undefined],
    ['liquid/lfm-2.5-2.6b:free', 3],
    ['openrouter/auto', undefined],
  ]);
  expect(models[0]).toMatchObject({
    price: {
      input: '0.000002',
      output: '0.00001',
      steps: [{ fromInput: 272_000, input: '0.000004', output: '0.000015' }],
    },
    efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
    isModerated: true,
    takesTemperature: false,
  });
  expect(models[3]?.goneOn).toBe('2026-12-31');
  expect(models[5]).not.toHaveProperty('price');
});
