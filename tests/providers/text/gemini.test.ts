import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/gemini';
import type { TextInput } from '../../../lib/providers/makes';
import { toolSpecs } from '../../../lib/tools/specs';
import { standIn } from '../../harness/stand-ins/gemini';
import { makingWith } from '../making';
import { alike } from './alike';
import { answer, doneOf, inputOf, judgementOf, makerOf, nextRound, person, tool } from './answering';

const FLASH = 'gemini-3.8-flash';
const ask = (prompt: string, over: Partial<TextInput> = {}) =>
  answer(wire, standIn, inputOf(prompt, { model: FLASH, ...over }));

alike({
  wire,
  standIn,
  model: FLASH,
  scripts: [
    'say="Grüße, 世界 🌍! " cut=2 think=2 tool=f({"a":1,"b":"ä"}) tool=g({})',
    'quirks=comments say="a\\n\\nb" think=1 end=length',
  ],
});

describe('an answer', () => {
  it('may have no words: all of them were thoughts', async () => {
    const { result, text } = await ask('say="" think=1 end=length');
    expect(result).toMatchObject({ ending: 'length', tokens: { output: 10, reasoning: 10 } });
    expect(text).toBe('');
  });

  it('is told with its tokens, its last word and its id', async () => {
    const { result, text, making } = await ask('hello think=1 quirks=cached');
    expect(text).toBe('This is an answer in plain words.');
    expect(result).toEqual({
      is: 'done',
      ending: 'complete',
      finish: 'STOP',
      calls: [],
      echo: [{ text }, { text: '', thoughtSignature: expect.any(String) }],
      tokens: { input: 12, output: 18, cachedInput: 4, reasoning: 10 },
      generationId: 'resp-011',
    });
    expect(making.deltas[0]).toEqual({ is: 'generation', id: 'resp-011' });
    expect(making.billed()).toBe(1);
  });

  it('is asked for in events, with a cap, the instruction apart, the model in the address', async () => {
    const { making, body } = await ask('hello', { system: 'Be brief.', maxTokens: 321, temperature: 0.3 });
    expect(making.heard[0]?.path).toBe(`/v1beta/models/${FLASH}:streamGenerateContent`);
    expect(body).toEqual({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [{ role: 'user', parts: [{ text: 'hello' }] }],
      generationConfig: {
        maxOutputTokens: 321,
        temperature: 0.3,
        thinkingConfig: { includeThoughts: true },
      },
    });
  });

  it('is asked of a model as the list of the service spells it, but of no other address', async () => {
    expect((await ask('hello', { model: `models/${FLASH}` })).result.is).toBe('done');
    const { making, result } = await ask('hello', { model: '../../v1/x?a=b' });
    expect(making.heard[0]?.path).toBe('/v1beta/models/..%2F..%2Fv1%2Fx%3Fa%3Db:streamGenerateContent');
    expect(judgementOf(result)).toEqual(['model-gone', 'none', '-', '-']);
  });

  it('goes on: the words before are sent with what signed them', async () => {
    const first = await ask('think=1 say="Yes."');
    const { echo: value = null } = doneOf(first.result);
    const turns = [
      person('think=1 say="Yes."'),
      {
        by: 'model' as const,
        text: first.text,
        calls: [],
        echo: { provider: 'gemini', model: FLASH, value },
      },
      person('Why?'),
    ];
    const { body, result } = await ask('', { turns });
    expect(result.is).toBe('done');
    expect(body.contents).toMatchObject([{}, { role: 'model', parts: value }, {}]);
  });

  it.each([
    ['length', 'length', 'MAX_TOKENS'],
    ['CONTINUATION', 'length', 'CONTINUATION'],
    ['refusal', 'refused', 'SAFETY'],
    ['PROHIBITED_CONTENT', 'refused', 'PROHIBITED_CONTENT'],
    ['RECITATION', 'refused', 'RECITATION'],
    ['SPII', 'refused', 'SPII'],
    ['TOMORROW', 'complete', 'TOMORROW'],
  ])('that ends by %s is %s', async (end, ending, finish) => {
    expect((await ask(`pieces=2 end=${end}`)).result).toMatchObject({ ending, finish });
  });

  it('to a prompt that is blocked is a refusal, with what reading it took', async () => {
    const { result, text } = await ask('end=blocked-prompt');
    expect(result).toEqual({
      is: 'done',
      ending: 'refused',
      finish: 'PROHIBITED_CONTENT',
      calls: [],
      tokens: { input: 12, output: 0 },
      generationId: 'resp-011',
    });
    expect(text).toBe('');
  });

  it.each([
    ['MALFORMED_FUNCTION_CALL', 'tool-call-broken', 'Malformed function call: f('],
    ['UNEXPECTED_TOOL_CALL', 'tool-call-broken', 'UNEXPECTED_TOOL_CALL'],
    ['TOO_MANY_TOOL_CALLS', 'tool-call-broken', 'TOO_MANY_TOOL_CALLS'],
    ['MALFORMED_RESPONSE', 'provider-failed', 'MALFORMED_RESPONSE'],
    ['OTHER', 'provider-failed', 'OTHER'],
  ])('that ends by %s is none: %s', async (end, code, said) => {
    const { result, text } = await ask(`pieces=2 end=${end}`);
    expect(judgementOf(result)).toEqual([code, 'unknown', '-', '-']);
    expect(result).toMatchObject({ problem: { values: { said } }, tokens: { input: 12 } });
    expect(text).toBe('word1 word2 ');
  });
});

describe('thinking', () => {
  const thinkingOf = async (over: Partial<TextInput>) => {
    const { body, result, thinking } = await ask('think=2', over);
    expect(result.is).toBe('done');
    return [JSON.parse(JSON.stringify(body)).generationConfig.thinkingConfig, thinking];
  };

  it('is shown apart from the answer, and counted with it', async () => {
    const { thinking, text, result } = await ask('think=2 say="Yes."');
    expect([thinking, text]).toEqual(['Thought 1. Thought 2. ', 'Yes.']);
    expect(result).toMatchObject({ tokens: { reasoning: 20, output: 21 } });
  });

  it('is a level for the newer models, a number of tokens for the older ones, and nothing for the oldest', async () => {
    const shown = 'Thought 1. Thought 2. ';
    expect(await thinkingOf({ effort: 'minimal' })).toEqual([
      { includeThoughts: true, thinkingLevel: 'MINIMAL' },
      shown,
    ]);
    expect(await thinkingOf({ model: 'gemini-2.5-pro', effort: 'low' })).toEqual([
      { includeThoughts: true, thinkingBudget: 1024 },
      shown,
    ]);
    expect(await thinkingOf({ model: 'gemini-2.5-flash' })).toEqual([{ includeThoughts: true }, shown]);
    expect(await thinkingOf({ model: 'gemini-2.5-flash', effort: 'none' })).toEqual([
      { includeThoughts: false, thinkingBudget: 0 },
      '',
    ]);
    expect(await thinkingOf({ model: 'gemini-2.0-flash' })).toEqual([undefined, '']);
  });

  it('takes every effort that the list offers', async () => {
    const models = await makerOf(wire).models(makingWith(wire, standIn).call);
    for (const known of models.filter(({ id }) => id !== 'gemini-new-flash'))
      for (const effort of [undefined, ...(known.efforts ?? [])])
        expect((await ask('hello', { model: known.id, known, effort })).result.is).toBe('done');
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
  const tools = [tool('f'), tool('g')];
  const round = (model: string) => inputOf(prompt, { model, tools });

  it.each([FLASH, 'gemini-2.5-flash'])(
    'of %s are called side by side, and their results go back with what was signed',
    async (model) => {
      const first = await answer(wire, standIn, round(model));
      expect(first.result).toMatchObject({
        ending: 'tools',
        finish: 'STOP',
        calls: [
          { name: 'f', args: '{"a":1,"b":"ä"}' },
          { name: 'g', args: '{}' },
        ],
      });
      const [f, g] = doneOf(first.result).calls;
      expect(f?.id).not.toBe(g?.id);
      const second = await answer(wire, standIn, nextRound(round(model), first, 'gemini'));
      expect(second.result).toMatchObject({ ending: 'complete', calls: [] });
      expect(second.text).toBe('Let me see.');
      const id = (name: string | undefined) => (model === FLASH ? { id: name } : {});
      expect(second.body.contents).toEqual([
        { role: 'user', parts: [{ text: prompt }] },
        { role: 'model', parts: doneOf(first.result).echo },
        {
          role: 'user',
          parts: [
            { functionResponse: { ...id(f?.id), name: 'f', response: { output: 'result 1' } } },
            { functionResponse: { ...id(g?.id), name: 'g', response: { error: 'result 2' } } },
          ],
        },
      ]);
    },
  );

  it('are declared with their whole schema', async () => {
    const { body } = await answer(wire, standIn, round(FLASH));
    expect(body.tools).toEqual([
      {
        functionDeclarations: tools.map(({ name, description, parameters }) => ({
          name,
          description,
          parametersJsonSchema: parameters,
        })),
      },
    ]);
  });

  it('are refused with a signature that was changed, or left out', async () => {
    const first = await answer(wire, standIn, round(FLASH));
    const echo = JSON.stringify(doneOf(first.result).echo);
    const changed = [
      echo.replace(/"thoughtSignature":"./, '"thoughtSignature":"!'),
      echo.replace(/,"thoughtSignature":"[^"]*"/, ''),
    ];
    for (const value of changed) {
      expect(value).not.toBe(echo);
      const result = { ...doneOf(first.result), echo: JSON.parse(value) };
      const { result: second } = await answer(
        wire,
        standIn,
        nextRound(round(FLASH), { ...first, result }, 'gemini'),
      );
      expect(judgementOf(second)).toEqual(['bad-request', 'none', '-', '-']);
    }
  });

  it('that another model called go on with this one', async () => {
    const first = await answer(wire, standIn, round('gemini-2.5-flash'));
    const next = { ...nextRound(round('gemini-2.5-flash'), first, 'gemini'), model: FLASH };
    expect((await answer(wire, standIn, next)).result).toMatchObject({ ending: 'complete' });
  });

  it('of which only one was answered are sent as that one', async () => {
    const first = await answer(wire, standIn, round(FLASH));
    const turns = nextRound(round(FLASH), first, 'gemini').turns.map((turn) =>
      turn.by === 'tools' ? { ...turn, results: turn.results.slice(1) } : turn,
    );
    const { result, body } = await answer(wire, standIn, { ...round(FLASH), turns });
    expect(result).toMatchObject({ ending: 'complete' });
    expect(JSON.stringify(body.contents)).not.toContain('"f"');
  });

  it('are not called by an answer that was cut', async () => {
    const { result } = await answer(wire, standIn, {
      ...round(FLASH),
      turns: [person(`${prompt} end=length`)],
    });
    expect(result).toMatchObject({ ending: 'length', calls: [] });
    expect(result).not.toHaveProperty('echo');
  });
});

it('takes pictures before the words', async () => {
  const turn = { ...person('What is this?'), pictures: [{ media: 'image/png', base64: 'iVBORw0KGgo=' }] };
  const { body, result } = await ask('', { turns: [turn] });
  expect(result.is).toBe('done');
  expect(body.contents).toEqual([
    {
      role: 'user',
      parts: [{ inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }, { text: 'What is this?' }],
    },
  ]);
});
