import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/anthropic';
import type { TextInput } from '../../../lib/providers/makes';
import type { Model } from '../../../lib/providers/model';
import { standIn } from '../../harness/stand-ins/anthropic';
import { makingWith } from '../making';
import { alike } from './alike';
import { answer, doneOf, inputOf, judgementOf, makerOf, nextRound, person, tool } from './answering';

const HAIKU = 'claude-haiku-5-5';
const known: Model = { id: HAIKU, name: HAIKU, makes: ['text'], takes: ['text', 'image'], route: 'adaptive' };
const ask = (prompt: string, over: Partial<TextInput> = {}) =>
  answer(wire, standIn, inputOf(prompt, { model: HAIKU, known, ...over }));

alike({
  wire,
  standIn,
  model: HAIKU,
  known,
  scripts: [
    'say="Grüße, 世界 🌍! " cut=2 think=2 tool=f({"a":1,"b":"ä"}) tool=g({})',
    'quirks=crlf,comments,double-start say="a\\n\\nb" end=length',
  ],
});

describe('an answer', () => {
  it('is told with its tokens, its last word and its id', async () => {
    const { result, text, making } = await ask('hello');
    expect(text).toBe('This is an answer in plain words.');
    expect(result).toMatchObject({
      is: 'done',
      ending: 'complete',
      finish: 'end_turn',
      calls: [],
      tokens: { input: 17, output: 13, cachedInput: 3 },
      generationId: 'msg_011',
    });
    expect(result).not.toHaveProperty('costUsd');
    expect(making.deltas[0]).toEqual({ is: 'generation', id: 'msg_011' });
    expect(making.billed()).toBe(1);
  });

  it('is asked for in the newest version, with a cap, from a browser', async () => {
    const { making, body } = await ask('hello', { system: 'Be brief.', maxTokens: 321 });
    expect(making.heard[0]?.headers).toMatchObject({
      'anthropic-version': '2026-10-21',
      'anthropic-dangerous-direct-browser-access': 'true',
    });
    expect(body).toMatchObject({ max_tokens: 321, system: 'Be brief.', stream: true });
  });

  it.each([
    ['length', 'length', 'max_tokens'],
    ['context', 'length', 'model_context_window_exceeded'],
    ['tomorrow', 'complete', 'tomorrow'],
  ])('that ends by %s is %s', async (end, ending, finish) => {
    expect((await ask(`end=${end}`)).result).toMatchObject({ ending, finish });
  });

  it('that is paused goes on when it is sent back as it is', async () => {
    const first = await ask('say="paused here" end=pause');
    expect(first.result).toMatchObject({ ending: 'paused' });
    const { echo: value = null } = doneOf(first.result);
    const echo = { provider: 'anthropic', model: HAIKU, value };
    const { result } = await ask('', {
      turns: [person('go on'), { by: 'model', text: first.text, calls: [], echo }],
    });
    expect(result).toMatchObject({ ending: 'complete' });
  });
});

describe('thinking', () => {
  it('is asked for as a summary and kept apart', async () => {
    const { thinking, text, body, result } = await ask('think=2 say="Yes."');
    expect([thinking, text]).toEqual(['Thought 1. Thought 2. ', 'Yes.']);
    expect(body.thinking).toEqual({ type: 'adaptive', display: 'summarized' });
    expect(result).toMatchObject({ tokens: { reasoning: 20 } });
  });

  it('may be kept back: there is only its signature', async () => {
    const { thinking, result } = await ask('think=2 say="Yes." quirks=omitted');
    expect(thinking).toBe('');
    expect(doneOf(result).echo).toMatchObject([{ type: 'thinking', thinking: '' }, { type: 'text' }]);
  });

  it('is left to the model where its list says nothing of it', async () => {
    const { body, result } = await ask('think=2', { known: undefined });
    expect(body).not.toHaveProperty('thinking');
    expect(result).toMatchObject({ is: 'done' });
  });

  it('is switched off, or told how much', async () => {
    expect((await ask('hello', { effort: 'none' })).body.thinking).toEqual({ type: 'disabled' });
    const { body, result } = await ask('hello', { effort: 'xhigh' });
    expect(body.output_config).toEqual({ effort: 'xhigh' });
    expect(result.is).toBe('done');
  });
});

describe('a temperature', () => {
  it('goes out in the older version, to the models that take one', async () => {
    const model = 'claude-haiku-4-5';
    const { making, body, result } = await ask('hello', { model, known: undefined, temperature: 1.6 });
    expect(making.heard[0]?.headers['anthropic-version']).toBe('2023-06-01');
    expect(body.temperature).toBe(1);
    expect(result.is).toBe('done');
  });

  it('goes to no other model', async () => {
    const { body, result } = await ask('hello', { temperature: 0.3 });
    expect(body).not.toHaveProperty('temperature');
    expect(result.is).toBe('done');
  });
});

describe('tools', () => {
  const prompt = 'think=1 say="Let me see." tool=f({"a":1,"b":"ä"}) tool=g({})';
  const tools = [tool('f'), tool('g')];
  const input = inputOf(prompt, { model: HAIKU, known, tools });

  it('are called side by side, and their results go back with what was thought', async () => {
    const first = await answer(wire, standIn, input);
    expect(first.result).toMatchObject({
      ending: 'tools',
      finish: 'tool_use',
      calls: [
        { name: 'f', args: '{"a":1,"b":"ä"}' },
        { name: 'g', args: '{}' },
      ],
    });
    const next = nextRound(input, first, 'anthropic');
    const second = await answer(wire, standIn, next);
    expect(second.result).toMatchObject({ ending: 'complete', calls: [] });
    expect(second.text).toBe('Let me see.');
    expect(second.body.messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: doneOf(first.result).echo },
      {
        role: 'user',
        content: [
          { type: 'tool_result', content: 'result 1' },
          { type: 'tool_result', content: 'result 2', is_error: true },
        ],
      },
    ]);
  });

  it('are refused with a thought that was changed, or left out', async () => {
    const first = await answer(wire, standIn, input);
    const { echo } = doneOf(first.result);
    const changed = JSON.parse(JSON.stringify(echo).replace('Thought 1', 'Thought 9'));
    for (const value of [changed, JSON.parse(JSON.stringify(echo)).slice(1)]) {
      const result = { ...doneOf(first.result), echo: value };
      const { result: second } = await answer(
        wire,
        standIn,
        nextRound(input, { ...first, result }, 'anthropic'),
      );
      expect(judgementOf(second)).toEqual(['bad-request', 'none', '-', '-']);
    }
  });

  it('of the past are declared although none is to be called any more', async () => {
    const first = await answer(wire, standIn, input);
    const next = { ...nextRound(input, first, 'anthropic'), tools: [] };
    const { result, body } = await answer(wire, standIn, next);
    expect(result.is).toBe('done');
    expect(body.tool_choice).toEqual({ type: 'none' });
  });

  it('called by a model that another one follows lose their thoughts, not their results', async () => {
    const first = await answer(wire, standIn, { ...input, known: undefined });
    const next = { ...nextRound(input, first, 'anthropic'), model: 'claude-sonnet-5-5', known: undefined };
    const { result, body } = await answer(wire, standIn, next);
    expect(result.is).toBe('done');
    expect(JSON.stringify(body)).not.toContain('caller');
  });

  it('that nobody answered are left out, and the conversation goes on', async () => {
    const first = await answer(wire, standIn, input);
    const turns = [...nextRound(input, first, 'anthropic').turns.slice(0, 2), person('Never mind.')];
    const { result, body } = await answer(wire, standIn, { ...input, turns });
    expect(result).toMatchObject({ ending: 'complete' });
    expect(JSON.stringify(body.messages)).not.toContain('tool_use');
  });

  it('are not called by an answer that was cut', async () => {
    const { result } = await answer(wire, standIn, { ...input, turns: [person(`${prompt} end=length`)] });
    expect(result).toMatchObject({ ending: 'length', calls: [] });
    expect(JSON.stringify(doneOf(result).echo)).not.toContain('tool_use');
  });
});

it('takes pictures before the words', async () => {
  const turn = { ...person('What is this?'), pictures: [{ media: 'image/png', base64: 'iVBORw0KGgo=' }] };
  const { body, result } = await ask('', { turns: [turn] });
  expect(result.is).toBe('done');
  expect(body.messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
        { type: 'text', text: 'What is this?' },
      ],
    },
  ]);
});

describe('a refusal', () => {
  it.each(['end=refusal', 'say="Well, " end=refusal quirks=partial-refusal'])('%s', async (prompt) => {
    const first = await ask(prompt);
    expect(first.result).toMatchObject({
      ending: 'refused',
      finish: 'refusal',
      tokens: { input: 17 },
      echo: [],
    });
    expect(first.refusal).toBe('This may not be answered.');
    // The refused turn is not sent again: it would be refused once more.
    const { result, body } = await ask('', {
      turns: [
        person(prompt),
        {
          by: 'model',
          text: first.text,
          calls: [],
          echo: { provider: 'anthropic', model: HAIKU, value: [] },
        },
        person('Then something else.'),
      ],
    });
    expect(result).toMatchObject({ ending: 'complete' });
    expect(body.messages).toMatchObject([{ role: 'user' }, { role: 'user' }]);
  });
});

describe('the models', () => {
  it('are read page by page, with what each may do', async () => {
    const list = await makerOf(wire).models(makingWith(wire, standIn).call);
    const byId = new Map(list.map((model) => [model.id, model]));
    expect([...byId.keys()]).not.toContain('claude-3-opus-20240229');
    expect(byId.get(HAIKU)).toEqual({
      id: HAIKU,
      name: 'claude haiku 5 5',
      makes: ['text'],
      takes: ['text', 'image'],
      contextTokens: 1_000_000,
      outputTokens: 128_000,
      hasTools: true,
      takesTemperature: false,
      efforts: ['none', 'low', 'medium', 'high', 'xhigh'],
      addedAtMs: Date.UTC(2026, 9, 7),
      route: 'adaptive',
      rank: 0,
      price: {
        input: '0.0000001',
        output: '0.0000005',
        cachedInput: '0.00000001',
        steps: [{ fromInput: 100_001, input: '0.0000005', output: '0.0000025' }],
        asOf: '2026-11-10',
      },
    });
    expect(byId.get('claude-sonnet-5-5')).toMatchObject({
      rank: 1,
      efforts: expect.not.arrayContaining(['none']),
    });
    expect(byId.get('claude-sonnet-4-5-20250929')).toMatchObject({
      goneOn: '2026-11-30',
      takesTemperature: true,
      price: { input: '0.000003' },
    });
    expect(byId.get('claude-new')).toEqual({
      id: 'claude-new',
      name: 'Claude New',
      makes: ['text'],
      takes: ['text', 'image'],
      hasTools: true,
      takesTemperature: false,
    });
  });
});
