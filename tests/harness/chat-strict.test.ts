/** The stand-ins of chat completions refuse what the real ones refuse, in their own envelopes. */
import { describe, expect, it } from 'vitest';
import { cerebrasTalk } from './stand-ins/cerebras/text';
import { deepseekTalk } from './stand-ins/deepseek/text';
import { groqTalk } from './stand-ins/groq/text';
import { huggingfaceTalk } from './stand-ins/huggingface/text';
import { mistralTalk } from './stand-ins/mistral/text';
import type { Heard, Said } from './stand-ins/shape';
import { togetherTalk } from './stand-ins/together/text';

interface Service {
  readonly talk: (heard: Heard) => Said;
  readonly model: string;
  readonly cap: 'max_tokens' | 'max_completion_tokens';
  /** Of a member that it does not know. */
  readonly extra: readonly [status: number, body: unknown];
}

const wrapped = { error: { message: expect.stringContaining('store') } };
const SERVICES: Readonly<Record<string, Service>> = {
  cerebras: {
    talk: cerebrasTalk,
    model: 'gpt-oss-120b',
    cap: 'max_completion_tokens',
    extra: [422, { message: expect.stringContaining('store'), type: 'invalid_request_error' }],
  },
  groq: {
    talk: groqTalk,
    model: 'openai/gpt-oss-120b',
    cap: 'max_completion_tokens',
    extra: [400, wrapped],
  },
  mistral: {
    talk: mistralTalk,
    model: 'mistral-small-latest',
    cap: 'max_tokens',
    extra: [422, { detail: [{ type: 'extra_forbidden', loc: ['body', 'store'] }] }],
  },
  deepseek: { talk: deepseekTalk, model: 'deepseek-flash', cap: 'max_tokens', extra: [422, wrapped] },
  together: { talk: togetherTalk, model: 'openai/gpt-oss-120b', cap: 'max_tokens', extra: [422, wrapped] },
  huggingface: {
    talk: huggingfaceTalk,
    model: 'openai/gpt-oss-120b',
    cap: 'max_tokens',
    extra: [422, { error: expect.stringContaining('store') }],
  },
};

const heard = (body: object): Heard => ({
  method: 'POST',
  host: 'any',
  path: '/any',
  query: new URLSearchParams(),
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const asked = { role: 'user', content: 'hello' };
const spec = { type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' } } };
const call = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } });
const ID = 'aB3dE5gH7';

describe.each(Object.entries(SERVICES))('%s', (id, { talk, model, cap, extra }) => {
  const good = { model, messages: [asked], stream: true, [cap]: 100, tools: [spec] };
  const statusOf = (over: object) => talk(heard({ ...good, ...over })).status;
  const messages = (...more: object[]) => ({ messages: [asked, ...more] });
  const mute = { role: 'assistant', content: '', ...(id === 'deepseek' ? { reasoning_content: '' } : {}) };
  const called = { ...mute, tool_calls: [call(ID)] };

  it('answers what is right, and is paid for it', () => {
    expect(talk(heard(good))).toMatchObject({ status: 200, isBilled: true });
    const round = messages(called, { role: 'tool', tool_call_id: ID, content: '1' });
    expect(statusOf(round)).toBe(200);
  });

  it('names a member that it does not know', () => {
    const said = talk(heard({ ...good, store: false }));
    expect(said).toMatchObject({ status: extra[0], body: extra[1] });
    expect(said).not.toHaveProperty('isBilled');
  });

  const refused: Readonly<Record<string, object>> = {
    'the cap of others': { [cap === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens']: 100 },
    'more than it can write': { [cap]: 100_000_000 },
    'null for nothing': { temperature: null },
    'an empty list of tools': { tools: [] },
    'a tool without a shape': { tools: [{ type: 'function', function: { name: 'f' } }] },
    'a member of a tool that nobody knows': { tools: [{ ...spec, strict: true }] },
    'a penalty': { presence_penalty_of_another: 0 },
    'an effort that nobody knows': { reasoning_effort: 'xhigh' },
    'no message': { messages: [] },
    'a name on a message': messages({ ...asked, name: 'Ember' }),
    'a role of others': messages({ role: 'developer', content: 'Be brief.' }),
    'thoughts of others': messages({ ...mute, content: 'Hi', reasoning_details: [] }, asked),
    'a call without its result': messages(called, asked),
    'a result without its call': messages({ role: 'tool', tool_call_id: ID, content: '1' }),
    'a result of another call': messages(called, { role: 'tool', tool_call_id: 'zZ9yY8xX7', content: '1' }),
    'arguments that are no JSON': messages(
      { ...mute, tool_calls: [{ ...call(ID), function: { name: 'f', arguments: '{"a' } }] },
      { role: 'tool', tool_call_id: ID, content: '1' },
    ),
    'an answer as the last word': messages({ ...mute, content: 'Hi' }),
    'a picture that is none': {
      messages: [
        {
          role: 'user',
          content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }],
        },
      ],
    },
  };
  it.each(Object.entries(refused))('refuses %s', (_name, over) => {
    expect(statusOf(over)).toBeOneOf([400, 422]);
  });
});

it('Mistral takes ids of nine letters alone, and Groq no format of thoughts where none is known', () => {
  const round = [
    asked,
    { role: 'assistant', content: '', tool_calls: [call('call_1')] },
    { role: 'tool', tool_call_id: 'call_1', content: '1' },
  ];
  const mistral = { model: 'mistral-small-latest', stream: true, max_tokens: 9 };
  expect(mistralTalk(heard({ ...mistral, messages: round })).status).toBe(400);
  const groq = { messages: [asked], stream: true, max_completion_tokens: 9, reasoning_format: 'parsed' };
  expect(groqTalk(heard({ ...groq, model: 'llama-3.3-70b-versatile' })).status).toBe(400);
  expect(groqTalk(heard({ ...groq, model: 'qwen/qwen3.8-27b' })).status).toBe(200);
});
