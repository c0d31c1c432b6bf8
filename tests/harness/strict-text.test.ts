/** A stand-in that takes everything proves nothing: what these refuse, each with a body that differs in one place from a good one. */
import { describe, expect, it } from 'vitest';
import { toResponse } from '../providers/making';
import { sealOf } from './responses-input';
import { generate } from './stand-ins/gemini/generate';
import { respond as openai } from './stand-ins/openai/text';
import type { Heard, Said } from './stand-ins/shape';
import { respond as xai } from './stand-ins/xai/text';

async function asked(answer: (heard: Heard) => Said, body: object, path = '', query = '') {
  const heard: Heard = {
    method: 'POST',
    host: '',
    path,
    query: new URLSearchParams(query),
    headers: { 'content-type': 'application/json', authorization: 'Bearer invented' },
    body: JSON.stringify(body),
  };
  const said = answer(heard);
  const text = await toResponse(said, undefined).text();
  return said.status === 200 ? 200 : `${said.status} ${text}`;
}

type Row = readonly [what: string, over: object, words: string];

describe('Responses', () => {
  const user = { role: 'user', content: [{ type: 'input_text', text: 'hello' }] };
  const call = { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{}' };
  const result = { type: 'function_call_output', call_id: 'call_1', output: 'x' };
  const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: sealOf('rs_1') };
  const tool = {
    type: 'function',
    name: 'f',
    parameters: { type: 'object', properties: { a: {} } },
    strict: false,
  };

  const both: Row[] = [
    ['no input', { input: [] }, 'input'],
    ['an empty message', { input: [{ role: 'user', content: '' }] }, 'empty'],
    [
      'text of the wrong side',
      { input: [{ role: 'user', content: [{ type: 'output_text', text: 'x' }] }] },
      'output_text',
    ],
    ['an item that nobody knows', { input: [user, { type: 'tool_result' }] }, 'tool_result'],
    ['a member of an item that nobody knows', { input: [user, { ...call, input: {} }, result] }, 'input'],
    ['a call without an answer', { input: [user, call] }, 'No tool output found'],
    ['an answer without a call', { input: [user, result] }, 'No tool call found'],
    [
      'an answer by the id of the item',
      { input: [user, { ...call, id: 'fc_1' }, { ...result, call_id: 'fc_1' }] },
      'call_1',
    ],
    ['reasoning that leads nowhere', { input: [thought, user] }, 'required following item'],
    [
      'reasoning that was changed',
      { input: [user, { ...thought, encrypted_content: 'x' }, call, result] },
      'could not be verified',
    ],
    [
      'what reasoning led to, without it',
      { input: [user, { ...call, id: 'fc_t1_0' }, result] },
      'without its required',
    ],
  ];
  const bad = [
    ['a picture by its address', [{ type: 'input_image', image_url: 'https://example.com/a.png' }]],
    ['a picture of no kind', [{ type: 'input_image', image_url: 'data:text/html;base64,AAAA' }]],
  ] as const;
  for (const [what, content] of bad) both.push([what, { input: [{ role: 'user', content }] }, 'image_url']);

  describe('at OpenAI', () => {
    const good = { model: 'gpt-6-luna', input: [user], stream: true, tools: [tool] };
    const rows: Row[] = [
      ...both,
      ['a model of yesterday', { model: 'gpt-of-yesterday' }, 'model_not_found'],
      ['the limit of another protocol', { max_tokens: 100 }, 'max_output_tokens'],
      ['too small a limit', { max_output_tokens: 15 }, 'integer_below_min_value'],
      ['a temperature while it reasons', { temperature: 1 }, 'unsupported_parameter'],
      [
        'no effort of a model that always reasons',
        { model: 'gpt-6.1-sol', reasoning: { effort: 'none' } },
        'unsupported_value',
      ],
      [
        'an effort of a model that never does',
        { model: 'gpt-4.1-mini', reasoning: { effort: 'low' } },
        'unsupported',
      ],
      [
        'sealed reasoning of such a model',
        { model: 'gpt-4.1-mini', include: ['reasoning.encrypted_content'] },
        'Encrypted',
      ],
      ['a summary without being verified', { reasoning: { summary: 'auto' } }, 'verified'],
      ['a tool as in chat completions', { tools: [{ type: 'function', function: tool }] }, 'tools[0].name'],
      ['a strict tool with a loose schema', { tools: [{ ...tool, strict: undefined }] }, 'Invalid schema'],
      ['a member that nobody knows', { messages: [] }, 'unknown_parameter'],
    ];
    it('a good body is taken', async () => expect(await asked(openai, good)).toBe(200));
    it.each(rows)('%s', async (_what, over, words) => {
      const said = await asked(openai, { ...good, ...over });
      expect(said).toMatch(/^40[04] /);
      expect(said).toContain(words);
    });
  });

  describe('at xAI', () => {
    const good = { model: 'grok-4.6', input: [user], stream: true, tools: [tool] };
    const rows: Row[] = [
      ...both,
      ['a model of yesterday', { model: 'grok-of-yesterday' }, 'does not exist'],
      ['a penalty of zero', { presence_penalty: 0 }, 'presencePenalty'],
      ['words to stop at', { stop: ['x'] }, 'parameter stop'],
      [
        'an effort that the model has not',
        { model: 'grok-4.7', reasoning: { effort: 'xhigh' } },
        'Invalid reasoning effort',
      ],
      [
        'an effort where there is none',
        { model: 'grok-4.20-non-reasoning', reasoning: { effort: 'low' } },
        'reasoningEffort',
      ],
      ['no limit at all', { max_output_tokens: 0 }, 'max_output_tokens'],
      [
        'a schema closed by false',
        { tools: [{ ...tool, parameters: { type: 'object', additionalProperties: false } }] },
        'not supported',
      ],
    ];
    it('a good body is taken', async () => expect(await asked(xai, good)).toBe(200));
    it.each(rows)('%s', async (_what, over, words) => {
      const said = await asked(xai, { ...good, ...over });
      expect(said).toMatch(/^40[04] /);
      expect(said).toContain(words);
    });
  });
});

describe('Gemini', () => {
  const path = (model: string) => `/v1beta/models/${model}:streamGenerateContent`;
  const hello = { role: 'user', parts: [{ text: 'hello' }] };
  const call = (more: object = {}) => ({ functionCall: { id: 'c1', name: 'f', args: {} }, ...more });
  const UNSIGNED = { thoughtSignature: 'skip_thought_signature_validator' };
  const result = (id = 'c1') => ({ functionResponse: { id, name: 'f', response: {} } });
  const round = (calls: object[], results: object[]) => ({
    contents: [hello, { role: 'model', parts: calls }, { role: 'user', parts: results }],
  });
  const thinking = (thinkingConfig: object) => ({ generationConfig: { thinkingConfig } });
  const declared = (more: object) => ({ tools: [{ functionDeclarations: [{ name: 'f', ...more }] }] });

  const rows: readonly (readonly [what: string, over: object, words: string, model?: string])[] = [
    ['no contents', { contents: [] }, 'not specified'],
    ['the model speaking first', { contents: [{ role: 'model', parts: [{ text: 'x' }] }, hello] }, 'begins'],
    ['a part that is nothing', { contents: [{ role: 'user', parts: [{}] }] }, 'oneof'],
    [
      'a part that is two things',
      { contents: [{ role: 'user', parts: [{ text: 'x', inlineData: {} }] }] },
      'oneof',
    ],
    [
      'a gif',
      { contents: [{ role: 'user', parts: [{ inlineData: { mimeType: 'image/gif', data: 'AAAA' } }] }] },
      'MIME',
    ],
    ['an instruction that is a string', { systemInstruction: 'Be brief.' }, 'system_instruction'],
    ['a member that nobody knows', { max_tokens: 1 }, 'max_tokens'],
    ['a limit of zero', { generationConfig: { maxOutputTokens: 0 } }, 'max_output_tokens'],
    ['a level that the model has not', thinking({ thinkingLevel: 'MINIMAL' }), 'MINIMAL', 'gemini-4-argon'],
    ['a level for an older model', thinking({ thinkingLevel: 'LOW' }), 'LOW', 'gemini-2.5-flash'],
    ['no thinking for one that always thinks', thinking({ thinkingBudget: 0 }), 'invalid', 'gemini-2.5-pro'],
    [
      'thoughts of one that does not think',
      thinking({ includeThoughts: true }),
      'not supported',
      'gemini-2.0-flash',
    ],
    [
      'thoughts that are switched off',
      thinking({ includeThoughts: true, thinkingBudget: 0 }),
      'not enabled',
      'gemini-2.5-flash',
    ],
    [
      'a whole schema in the older member',
      declared({ parameters: { additionalProperties: false } }),
      'additionalProperties',
    ],
    ['a call without its signature', round([call()], [result()]), 'missing a thought_signature'],
    ['a signature of something else', round([call({ thoughtSignature: 'x' })], [result()]), 'not valid'],
    [
      'a call without a result',
      round([call(UNSIGNED)], [{ text: 'x' }]),
      'number of function response parts',
    ],
    ['a result by another id', round([call(UNSIGNED)], [result('c2')]), 'number of function response parts'],
    [
      'a result without a call',
      { contents: [hello, { role: 'user', parts: [result()] }] },
      'immediately after',
    ],
  ];
  const good = round([call(UNSIGNED)], [result()]);
  it('a good body is taken', async () =>
    expect(await asked(generate, good, path('gemini-3.8-flash'), 'alt=sse')).toBe(200));
  const whole = rows.map(([what, over, words, model]) => ({
    what,
    over,
    words,
    model: model ?? 'gemini-3.8-flash',
  }));
  it.each(whole)('$what', async ({ over, words, model }) => {
    const said = await asked(generate, { contents: [hello], ...over }, path(model), 'alt=sse');
    expect(said).toMatch(/^400 /);
    expect(said).toContain(words);
  });
  it('an array that grows, and a model of yesterday', async () => {
    expect(await asked(generate, good, path('gemini-3.8-flash'))).toMatch(/^400 /);
    expect(await asked(generate, good, path('gemini-of-yesterday'), 'alt=sse')).toMatch(/^404 /);
  });
});
