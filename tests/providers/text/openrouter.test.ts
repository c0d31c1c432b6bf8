import { describe, expect, it } from 'vitest';
import { sumUsd } from '../../../lib/core/money';
import { wire } from '../../../lib/providers/all/openrouter';
import type { Json } from '../../../lib/providers/makes';
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
    const { findCost } = makerOf(wire);
    expect(await findCost?.(generationId, making.call)).toBeUndefined();
    expect(await findCost?.(generationId, making.call)).toMatchObject({ costUsd: '0.000011' });
  });

  it('is in the counter of its key, some time later', async () => {
    const { making } = await ask('pieces=3');
    const { spent } = makerOf(wire);
    // What other tests spent.
    await spent?.(making.call);
    const before = (await spent?.(making.call)) ?? '';
    expect(before).toMatch(/^1\.25/);
    await makerOf(wire).start(inputOf('pieces=11', { model }), making.call);
    expect(await spent?.(making.call)).toBe(before);
    expect(await spent?.(making.call)).toBe(sumUsd([before, '0.000011']));
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

  it.each(['', 'quirks=sealed-thoughts'])(
    'whose thoughts were changed, or lost, is not gone on with: %s',
    async (quirk) => {
      const prompt = `think=2 tool=f({"a":1}) ${quirk}`;
      const input = inputOf(prompt, { model, tools: [tool('f')] });
      const first = await answer(wire, standIn, input);
      const done = doneOf(first.result);
      const next = (echo: Json | undefined) =>
        answer(wire, standIn, nextRound(input, { ...first, result: { ...done, echo } }, 'openrouter'));
      expect(judgementOf((await next(done.echo)).result)).toEqual(['done']);
      const changed: Json = JSON.parse(JSON.stringify(done.echo).replace('Thought 1', 'Thought 9'));
      for (const echo of [changed, undefined])
        expect(judgementOf((await next(echo)).result)).toEqual(['bad-request', 'none', '-', '-']);
    },
  );

  it('goes on at another model without the thoughts of the first', async () => {
    const input = inputOf('think=1 tool=f({})', { model, tools: [tool('f')] });
    const next = nextRound(input, await answer(wire, standIn, input), 'openrouter');
    const { result, body } = await answer(wire, standIn, { ...next, model: 'openai/gpt-6-luna' });
    expect(judgementOf(result)).toEqual(['done']);
    expect(JSON.stringify(body)).not.toContain('reasoning_details');
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
  guardrail: ['not-allowed', 'none', '-', 'forbidden'],
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

  it('in the middle is not billed: no counter grows, and nobody knows the request', async () => {
    const { findCost, spent } = makerOf(wire);
    const { making } = await ask('error=server');
    await spent?.(making.call);
    const before = await spent?.(making.call);
    const result = await makerOf(wire).start(inputOf('pieces=9 error=server@3', { model }), making.call);
    expect(making.billed()).toBe(0);
    for (let times = 0; times < 3; times += 1) {
      expect(await findCost?.(result.generationId ?? '', making.call)).toBeUndefined();
      expect(await spent?.(making.call)).toBe(before);
    }
  });

  it('that comes together with the bill was paid for', async () => {
    const { result, making } = await ask('pieces=9 error=bad-request@3 quirks=error-in-bill');
    expect(judgementOf(result)).toEqual(['bad-request', 'charged', '-', '-']);
    expect([result.costUsd, making.billed()]).toEqual(['0.000009', 1]);
  });

  it('of an account that lets nobody learn from it is told as that, and only of models that do', async () => {
    const { call, billed } = makingWith(wire, standIn);
    const fields = standIn.cases.find(({ name }) => name.includes('forbids to learn'))?.fields ?? {};
    const start = (id: string) =>
      makerOf(wire).start(inputOf('hello', { model: id }), { ...call, secret: fields });
    expect(judgementOf(await start('liquid/lfm-2.5-2.6b:free'))).toEqual(['data-policy', 'none', '-', '-']);
    expect(billed()).toBe(0);
    expect(judgementOf(await start(model))).toEqual(['done']);
  });

  it('of what a model cannot do is named before anything runs', async () => {
    const free = 'liquid/lfm-2.5-2.6b:free';
    const picture = { media: 'image/png', base64: 'iVBORw0KGgo=' };
    const turns = [{ by: 'person', text: 'What is this?', pictures: [picture] }] as const;
    const unsupported = ['not-supported', 'none', '-', '-'];
    expect(judgementOf((await ask('', { model: free, turns })).result)).toEqual(unsupported);
    expect(judgementOf((await ask('hello', { model: free, tools: [tool('f')] })).result)).toEqual(
      unsupported,
    );
    expect(judgementOf((await ask('', { turns })).result)).toEqual(['done']);
    const { result, making } = await ask('hello', { effort: 'none' });
    expect(judgementOf(result)).toEqual(['bad-request', 'none', '-', '-']);
    expect(making.billed()).toBe(0);
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
