import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/openai';
import type { TextInput } from '../../../lib/providers/makes';
import { toolSpecs } from '../../../lib/tools/specs';
import { standIn } from '../../harness/stand-ins/openai';
import { type ErrorName, errorNames } from '../../harness/stand-ins/openai/text-errors';
import { makingWith } from '../making';
import { alike } from './alike';
import { answer, doneOf, inputOf, judgementOf, makerOf, nextRound, person, tool } from './answering';

const SOL = 'gpt-6.1-sol';
const ask = (prompt: string, over: Partial<TextInput> = {}) =>
  answer(wire, standIn, inputOf(prompt, { model: SOL, ...over }));

alike({
  wire,
  standIn,
  model: SOL,
  scripts: ['say="Grüße 🌍" think=1 tool=f({"b":"ä"})', 'quirks=crlf,comments say="a\\n\\nb" end=length'],
});

describe('an answer', () => {
  it('may have no words: all of them were thoughts', async () => {
    const { result, text } = await ask('say="" think=1 end=length');
    expect(result).toMatchObject({ ending: 'length', tokens: { output: 10, reasoning: 10 } });
    expect(text).toBe('');
  });

  it('is told with its tokens, those of thoughts that nobody sees among them', async () => {
    const { result, text, thinking, making } = await ask('think=2 say="Yes."');
    expect([thinking, text]).toEqual(['', 'Yes.']);
    expect(result).toMatchObject({
      ending: 'complete',
      finish: 'completed',
      calls: [],
      tokens: { input: 20, output: 21, cachedInput: 4, reasoning: 20 },
      generationId: expect.stringMatching(/^resp_/),
    });
    expect(result).not.toHaveProperty('costUsd');
    expect(making.deltas[0]).toMatchObject({ is: 'generation' });
    expect(making.billed()).toBe(1);
  });

  it('is kept by nobody, and capped, never below what is taken', async () => {
    const { body } = await ask('hello', { system: 'Be brief.', maxTokens: 321, effort: 'low' });
    expect(body).toEqual({
      model: SOL,
      stream: true,
      store: false,
      max_output_tokens: 321,
      instructions: 'Be brief.',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'hello' }] }],
      include: ['reasoning.encrypted_content'],
      reasoning: { effort: 'low' },
    });
    expect((await ask('hello', { maxTokens: 3 })).result.is).toBe('done');
  });

  it('takes a temperature where the model does', async () => {
    const bodyOf = async (over: Partial<TextInput>) => {
      const { body, result } = await ask('hello', { temperature: 0.3, ...over });
      expect(result.is).toBe('done');
      return body.temperature;
    };
    expect(await bodyOf({ model: 'gpt-4.1-mini' })).toBe(0.3);
    expect(await bodyOf({ model: 'gpt-6-luna', effort: 'none' })).toBe(0.3);
    expect(await bodyOf({ model: 'gpt-6-luna', effort: 'low' })).toBeUndefined();
    expect(await bodyOf({ model: 'gpt-6-luna' })).toBeUndefined();
  });

  it.each([
    ['length', 'length', 'max_output_tokens'],
    ['filter', 'refused', 'content_filter'],
  ])('that ends by %s is %s', async (end, ending, finish) => {
    const { result, text } = await ask(`pieces=2 end=${end}`);
    expect(result).toMatchObject({ ending, finish, tokens: { output: 2 } });
    expect(text).toBe('word1 word2 ');
  });

  it('that refuses is told as a refusal, not as text', async () => {
    const { result, text, refusal } = await ask('say="I cannot do that." end=refusal');
    expect(result).toMatchObject({ ending: 'refused', finish: 'completed' });
    expect([text, refusal]).toEqual(['', 'I cannot do that.']);
  });

  it('takes pictures before the words', async () => {
    const turn = { ...person('What is this?'), pictures: [{ media: 'image/png', base64: 'iVBORw0KGgo=' }] };
    const { body, result } = await ask('', { turns: [turn] });
    expect(result.is).toBe('done');
    expect(body.input).toEqual([
      {
        role: 'user',
        content: [
          { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,iVBORw0KGgo=' },
          { type: 'input_text', text: 'What is this?' },
        ],
      },
    ]);
  });
});

describe('tools', () => {
  it('that we lend are taken as they are', async () => {
    expect((await ask('tool=current_date({})', { tools: toolSpecs })).result).toMatchObject({
      ending: 'tools',
      calls: [{ name: 'current_date', args: '{}' }],
    });
  });

  const prompt = 'think=1 say="Let me see." tool=f({"a":1,"b":"ä"}) tool=g({})';
  const round = (model: string) => inputOf(prompt, { model, tools: [tool('f'), tool('g')] });

  it.each([SOL, 'gpt-6-luna', 'gpt-4.1-mini'])(
    'of %s are called side by side, and their results go back behind what was thought',
    async (model) => {
      const first = await answer(wire, standIn, round(model));
      expect(first.result).toMatchObject({
        ending: 'tools',
        calls: [
          { id: expect.stringMatching(/^call_/), name: 'f', args: '{"a":1,"b":"ä"}' },
          { name: 'g', args: '{}' },
        ],
      });
      const second = await answer(wire, standIn, nextRound(round(model), first, 'openai'));
      expect(second.result).toMatchObject({ ending: 'complete', calls: [] });
      expect(second.text).toBe('Let me see.');
      const [f, g] = doneOf(first.result).calls;
      expect(second.body.input).toMatchObject([
        { role: 'user' },
        ...(model === 'gpt-4.1-mini' ? [] : [{ type: 'reasoning' }]),
        { role: 'assistant' },
        { type: 'function_call', call_id: f?.id },
        { type: 'function_call', call_id: g?.id },
        { type: 'function_call_output', call_id: f?.id, output: 'result 1' },
        { type: 'function_call_output', call_id: g?.id, output: 'result 2' },
      ]);
    },
  );

  it('are refused with a thought that was changed, or left out', async () => {
    const first = await answer(wire, standIn, round(SOL));
    const echo = JSON.parse(JSON.stringify(doneOf(first.result).echo));
    const changed = JSON.parse(JSON.stringify(echo).replace('gAAAA', 'gBBBB'));
    for (const value of [changed, echo.slice(1)]) {
      const result = { ...doneOf(first.result), echo: value };
      const { result: second } = await answer(
        wire,
        standIn,
        nextRound(round(SOL), { ...first, result }, 'openai'),
      );
      expect(judgementOf(second)).toEqual(['bad-request', 'none', '-', '-']);
    }
  });

  it('that another model called, or that nobody answered, do not stop the conversation', async () => {
    const first = await answer(wire, standIn, round(SOL));
    const next = nextRound(round(SOL), first, 'openai');
    const other = await answer(wire, standIn, { ...next, model: 'gpt-4.1-mini' });
    expect(other.result).toMatchObject({ ending: 'complete' });
    const turns = [...next.turns.slice(0, 2), person('Never mind.')];
    const { result, body } = await answer(wire, standIn, { ...next, turns });
    expect(result).toMatchObject({ ending: 'complete' });
    expect(JSON.stringify(body.input)).not.toContain('function_call');
  });

  it('are not called by an answer that was cut', async () => {
    const { result } = await answer(wire, standIn, {
      ...round(SOL),
      turns: [person(`${prompt} end=length`)],
    });
    expect(result).toMatchObject({ ending: 'length', calls: [] });
    expect(result).not.toHaveProperty('echo');
  });
});

const ERRORS: Readonly<Record<ErrorName, readonly unknown[]>> = {
  'unknown-parameter': ['bad-request', 'none', '-', '-'],
  'unsupported-parameter': ['not-supported', 'none', '-', '-'],
  'unsupported-value': ['not-supported', 'none', '-', '-'],
  'tools-with-reasoning': ['bad-request', 'none', '-', '-'],
  'too-long': ['too-long', 'none', '-', '-'],
  'invalid-prompt': ['moderated', 'unknown', '-', '-'],
  policy: ['moderated', 'unknown', '-', '-'],
  'hard-limit': ['no-credit', 'none', '-', 'credit'],
  'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
  'missing-scopes': ['not-allowed', 'none', '-', 'forbidden'],
  address: ['not-allowed', 'none', '-', 'forbidden'],
  'no-organisation': ['key-rejected', 'none', '-', 'rejected'],
  deactivated: ['key-rejected', 'none', '-', 'rejected'],
  region: ['not-allowed', 'none', '-', 'forbidden'],
  unverified: ['not-allowed', 'none', '-', 'forbidden'],
  'model-gone': ['model-gone', 'none', '-', '-'],
  rate: ['rate-limited', 'none', 467, '-'],
  'rate-told': ['rate-limited', 'none', 12_000, '-'],
  'no-quota': ['no-credit', 'none', '-', 'credit'],
  'balance-used-up': ['no-credit', 'none', '-', 'credit'],
  'billing-off': ['no-credit', 'none', '-', 'credit'],
  server: ['provider-failed', 'unknown', '-', '-'],
  proxy: ['provider-failed', 'unknown', '-', '-'],
  busy: ['provider-busy', 'unknown', '-', '-'],
  slow: ['provider-slow', 'unknown', '-', '-'],
};

describe('an error', () => {
  it.each(errorNames)('%s', async (name) => {
    const { result, making } = await ask(`error=${name}`);
    expect(judgementOf(result)).toEqual(ERRORS[name]);
    expect(making.billed()).toBe(0);
  });

  it.each(['', ' quirks=failed', ' quirks=nested'])(
    'in the middle of an answer is told in each of its forms:%s',
    async (how) => {
      const { result, text } = await ask(`pieces=9 error=no-quota@3${how}`);
      expect(judgementOf(result)).toEqual(['no-credit', 'unknown', '-', 'credit']);
      expect(result.generationId).toMatch(/^resp_/);
      expect(text).toBe('word1 word2 word3 ');
    },
  );

  it('as the very first event is told as what it is', async () => {
    const { result, text } = await ask('error=server@0 quirks=error-first');
    expect(judgementOf(result)).toEqual(['provider-failed', 'unknown', '-', '-']);
    expect(text).toBe('');
  });
});

describe('the models', () => {
  it('are those of words, with what their names and the table tell', async () => {
    const list = await makerOf(wire).models(makingWith(wire, standIn).call);
    expect(list.map(({ id, rank }) => [id, rank])).toEqual([
      [SOL, 2],
      ['gpt-6.1-terra', 1],
      ['gpt-6-luna', 0],
      ['gpt-6-astra', undefined],
      ['gpt-5.1', undefined],
      ['gpt-4.1-mini', undefined],
    ]);
    expect(list[0]).toMatchObject({
      takes: ['text', 'image'],
      contextTokens: 1_050_000,
      outputTokens: 128_000,
      hasTools: true,
      takesTemperature: false,
      efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
      price: { steps: [{ fromInput: 272_001, input: '0.000004', output: '0.000015' }], asOf: '2026-11-10' },
    });
    expect(list[4]).toMatchObject({ goneOn: '2027-01-31' });
    expect(list[5]).toMatchObject({ takesTemperature: true, price: { cachedInput: '0.0000001' } });
    expect(list[5]).not.toHaveProperty('efforts');
  });

  it('take every effort that the list offers', async () => {
    for (const known of await makerOf(wire).models(makingWith(wire, standIn).call))
      for (const effort of [undefined, ...(known.efforts ?? [])])
        expect((await ask('hello', { model: known.id, known, effort })).result.is).toBe('done');
  });
});
