import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/xai';
import type { TextInput } from '../../../lib/providers/makes';
import { toolSpecs } from '../../../lib/tools/specs';
import { standIn } from '../../harness/stand-ins/xai';
import { type ErrorName, errorNames } from '../../harness/stand-ins/xai/errors';
import { makingWith } from '../making';
import { alike } from './alike';
import { answer, doneOf, inputOf, judgementOf, makerOf, nextRound, person, tool } from './answering';

const GROK = 'grok-4.6';
const ask = (prompt: string, over: Partial<TextInput> = {}) =>
  answer(wire, standIn, inputOf(prompt, { model: GROK, ...over }));

alike({
  wire,
  standIn,
  model: GROK,
  scripts: ['say="Grüße 🌍" think=1 tool=f({"b":"ä"})', 'quirks=crlf,comments say="a\\n\\nb" end=length'],
});

describe('an answer', () => {
  it('may have no words: all of them were thoughts', async () => {
    const { result, text } = await ask('say="" think=1 end=length');
    expect(result).toMatchObject({ ending: 'length', tokens: { output: 10, reasoning: 10 } });
    expect(text).toBe('');
  });

  it('is told with its thoughts apart, its tokens and what it cost', async () => {
    const { result, text, thinking, making } = await ask('think=2 say="Yes."');
    expect([thinking, text]).toEqual(['Thought 1. Thought 2. ', 'Yes.']);
    expect(result).toMatchObject({
      ending: 'complete',
      finish: 'completed',
      calls: [],
      tokens: { input: 216, output: 21, cachedInput: 192, reasoning: 20 },
      costUsd: '0.0003079125',
      generationId: expect.stringMatching(/^0b824fe9-/),
    });
    expect(making.deltas[0]).toMatchObject({ is: 'generation' });
    expect(making.billed()).toBe(1);
  });

  it('is billed with its thoughts, also where they are counted apart', async () => {
    expect((await ask('think=2 say="Yes." quirks=apart')).result).toMatchObject({ tokens: { output: 21 } });
  });

  it('is kept by nobody, and capped', async () => {
    const { body } = await ask('hello', { system: 'Be brief.', maxTokens: 321, temperature: 0.3 });
    expect(body).toEqual({
      model: GROK,
      stream: true,
      store: false,
      max_output_tokens: 321,
      instructions: 'Be brief.',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'hello' }] }],
      include: ['reasoning.encrypted_content'],
      temperature: 0.3,
    });
  });

  it.each([
    ['length', 'length', 'max_output_tokens'],
    ['filter', 'refused', 'content_filter'],
    ['refusal', 'refused', 'completed'],
  ])('that ends by %s is %s', async (end, ending, finish) => {
    expect((await ask(`end=${end}`)).result).toMatchObject({ ending, finish });
  });

  it('takes pictures before the words', async () => {
    const turn = { ...person('What is this?'), pictures: [{ media: 'image/png', base64: 'iVBORw0KGgo=' }] };
    const { body, result } = await ask('', { turns: [turn] });
    expect(result.is).toBe('done');
    expect(body.input).toMatchObject([
      { role: 'user', content: [{ type: 'input_image' }, { type: 'input_text', text: 'What is this?' }] },
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
  const input = inputOf(prompt, { model: GROK, tools: [tool('f'), tool('g')] });

  it('are called side by side, and their results go back behind what was thought', async () => {
    const first = await answer(wire, standIn, input);
    expect(first.result).toMatchObject({
      ending: 'tools',
      calls: [
        { id: expect.stringMatching(/^call_\d{8}$/), name: 'f', args: '{"a":1,"b":"ä"}' },
        { name: 'g', args: '{}' },
      ],
    });
    const second = await answer(wire, standIn, nextRound(input, first, 'xai'));
    expect(second.result).toMatchObject({ ending: 'complete', calls: [] });
    expect(second.text).toBe('Let me see.');
    const [f, g] = doneOf(first.result).calls;
    expect(second.body.input).toMatchObject([
      { role: 'user' },
      { type: 'reasoning', encrypted_content: expect.stringMatching(/^gAAAA/) },
      { type: 'message' },
      { type: 'function_call', call_id: f?.id },
      { type: 'function_call', call_id: g?.id },
      { type: 'function_call_output', call_id: f?.id, output: 'result 1' },
      { type: 'function_call_output', call_id: g?.id, output: 'result 2' },
    ]);
  });

  it('are refused with a thought that was changed, and go on without any', async () => {
    const first = await answer(wire, standIn, input);
    const changed = JSON.parse(JSON.stringify(doneOf(first.result).echo).replace('gAAAA', 'gBBBB'));
    const result = { ...doneOf(first.result), echo: changed };
    const second = await answer(wire, standIn, nextRound(input, { ...first, result }, 'xai'));
    expect(judgementOf(second.result)).toEqual(['bad-request', 'none', '-', '-']);
    const other = { ...nextRound(input, first, 'xai'), model: 'grok-4.3' };
    expect((await answer(wire, standIn, other)).result).toMatchObject({ ending: 'complete' });
  });
});

const ERRORS: Readonly<Record<ErrorName, readonly unknown[]>> = {
  'bad-request': ['bad-request', 'none', '-', '-'],
  unsupported: ['bad-request', 'none', '-', '-'],
  'too-long': ['too-long', 'none', '-', '-'],
  'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
  'wrong-key-401': ['key-rejected', 'none', '-', 'rejected'],
  'no-credit': ['no-credit', 'none', '-', 'credit'],
  'no-credit-429': ['no-credit', 'none', '-', 'credit'],
  'never-bought': ['no-credit', 'none', '-', 'credit'],
  forbidden: ['not-allowed', 'none', '-', 'forbidden'],
  'forbidden-in-words': ['not-allowed', 'none', '-', 'forbidden'],
  // There is a fee for some of them.
  safety: ['moderated', 'unknown', '-', '-'],
  'model-gone': ['model-gone', 'none', '-', '-'],
  'model-gone-in-words': ['model-gone', 'none', '-', '-'],
  'no-route': ['model-gone', 'none', '-', '-'],
  rate: ['rate-limited', 'none', 'again', '-'],
  'rate-told': ['rate-limited', 'none', 3000, '-'],
  server: ['provider-failed', 'unknown', '-', '-'],
  wrapped: ['provider-failed', 'unknown', '-', '-'],
  busy: ['provider-busy', 'unknown', '-', '-'],
  slow: ['provider-slow', 'unknown', '-', '-'],
};

describe('an error', () => {
  it.each(errorNames)('%s', async (name) => {
    const { result, making } = await ask(`error=${name}`);
    expect(judgementOf(result)).toEqual(ERRORS[name]);
    expect(making.billed()).toBe(0);
  });

  it.each(['', ' quirks=bare', ' quirks=failed', ' quirks=nested'])(
    'in the middle of an answer is told by its sentence:%s',
    async (how) => {
      const { result, text } = await ask(`pieces=9 error=no-credit@3${how}`);
      expect(judgementOf(result)).toEqual(['no-credit', 'unknown', '-', 'credit']);
      expect(result.generationId).toMatch(/^0b824fe9-/);
      expect(text).toBe('word1 word2 word3 ');
    },
  );

  it('in the middle is told by its code where the sentence says nothing', async () => {
    const { result } = await ask('pieces=9 error=forbidden@3 quirks=bare');
    expect(judgementOf(result)).toEqual(['not-allowed', 'unknown', '-', '-']);
  });
});

describe('the models', () => {
  it('are those of words, with what the table knows of them', async () => {
    const list = await makerOf(wire).models(makingWith(wire, standIn).call);
    expect(list.map(({ id, rank }) => [id, rank])).toEqual([
      ['grok-4.7', 1],
      ['grok-4.6', undefined],
      ['grok-4.5', undefined],
      ['grok-4.3', 0],
      ['grok-4.20-reasoning', undefined],
      ['grok-4.20-non-reasoning', undefined],
    ]);
    expect(list[1]).toMatchObject({
      takes: ['text', 'image'],
      contextTokens: 500_000,
      efforts: ['low', 'medium', 'high', 'xhigh'],
      price: {
        input: '0.000002',
        output: '0.000006',
        cachedInput: '0.0000005',
        steps: [{ fromInput: 200_001, input: '0.000004', output: '0.000012' }],
        asOf: '2026-11-10',
      },
    });
    expect(list[5]).not.toHaveProperty('efforts');
    expect(list[5]).not.toHaveProperty('price');
  });

  it('take every effort that the list offers, and none where it offers none', async () => {
    for (const known of await makerOf(wire).models(makingWith(wire, standIn).call))
      for (const effort of [undefined, ...(known.efforts ?? [])])
        expect((await ask('hello', { model: known.id, known, effort })).result.is).toBe('done');
  });
});
