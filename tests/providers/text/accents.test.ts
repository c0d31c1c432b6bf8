/** What each service is sent, and how its own refusals are understood. */
import { describe, expect, it } from 'vitest';
import { wire as cerebras } from '../../../lib/providers/all/cerebras';
import { wire as deepseek } from '../../../lib/providers/all/deepseek';
import { wire as groq } from '../../../lib/providers/all/groq';
import { wire as huggingface } from '../../../lib/providers/all/huggingface';
import { wire as mistral } from '../../../lib/providers/all/mistral';
import { wire as together } from '../../../lib/providers/all/together';
import type { TextInput } from '../../../lib/providers/makes';
import type { Wire } from '../../../lib/providers/shape';
import { inputOf, judgementOf, makerOf, person, tool } from './answering';
import { stream } from './reading';

const OK = () =>
  new Response(stream({ choices: [{ delta: { content: 'Hi' }, finish_reason: 'stop' }] }), {
    headers: { 'content-type': 'text/event-stream' },
  });

async function send(wire: Wire, input: TextInput, response = OK()) {
  const bodies: string[] = [];
  const result = await makerOf(wire).start(input, {
    kind: 'api-key',
    secret: { apiKey: 'an-invented-key' },
    signal: new AbortController().signal,
    partial: () => undefined,
    fetch: async (_url, init) => {
      bodies.push(String(init?.body));
      return response;
    },
  });
  return { result, body: JSON.parse(bodies[0] ?? '{}') };
}

const USAGE = { stream_options: { include_usage: true } };
const rows: [string, Wire, object][] = [
  ['cerebras', cerebras, { max_completion_tokens: 1000, ...USAGE, reasoning_effort: 'low' }],
  ['groq', groq, { max_completion_tokens: 1000, ...USAGE, reasoning_effort: 'low' }],
  ['mistral', mistral, { max_tokens: 1000, reasoning_effort: 'low' }],
  ['deepseek', deepseek, { max_tokens: 1000, ...USAGE, reasoning_effort: 'low' }],
  ['together', together, { max_tokens: 1000, ...USAGE, reasoning_effort: 'low' }],
  ['huggingface', huggingface, { max_tokens: 1000, ...USAGE, reasoning_effort: 'low' }],
];

it.each(rows)('%s is sent this and nothing else', async (_id, wire, own) => {
  const { body } = await send(wire, inputOf('hello', { model: 'm', effort: 'low' }));
  expect(body).toEqual({ model: 'm', messages: [{ role: 'user', content: 'hello' }], stream: true, ...own });
});

const round = (provider: string, value: string): TextInput =>
  inputOf('', {
    model: 'm',
    tools: [tool('f')],
    turns: [
      person('go'),
      {
        by: 'model',
        text: '',
        calls: [
          { id: 'call_of_another', name: 'f', args: '{"a' },
          { id: 'unanswered', name: 'f', args: '{}' },
        ],
        echo: { provider, model: 'm', value: { message: { reasoning_content: value } } },
      },
      { by: 'tools', results: [{ id: 'call_of_another', name: 'f', content: '1', isError: false }] },
    ],
  });

describe('a round of tools', () => {
  it('goes back to DeepSeek with what it thought, and with nothing where another thought', async () => {
    const own = await send(deepseek, round('deepseek', 'hm'));
    expect(own.body.messages[1]).toMatchObject({ role: 'assistant', reasoning_content: 'hm' });
    const foreign = await send(deepseek, round('mistral', 'hm'));
    expect(foreign.body.messages[1]).toMatchObject({ role: 'assistant', reasoning_content: '' });
  });

  it('goes to Mistral with ids of nine letters, without what it does not know or nobody answered', async () => {
    const { body } = await send(mistral, round('deepseek', 'hm'));
    const [, said, told] = body.messages;
    expect(Object.keys(said).sort()).toEqual(['content', 'role', 'tool_calls']);
    expect(said.tool_calls).toHaveLength(1);
    expect(said.tool_calls[0].function).toEqual({ name: 'f', arguments: '{}' });
    expect(said.tool_calls[0].id).toMatch(/^[A-Za-z0-9]{9}$/);
    expect(told.tool_call_id).toBe(said.tool_calls[0].id);
  });
});

const no = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

const refusals: [string, Wire, Response, readonly unknown[]][] = [
  [
    'cerebras, bare',
    cerebras,
    no(402, { message: 'Pay', type: 'payment_required_error', code: 'payment_required' }),
    ['no-credit', 'none', '-', 'credit'],
  ],
  [
    'cerebras, a day',
    cerebras,
    no(
      429,
      { message: 'Slow', type: 'too_many_requests_error' },
      { 'x-ratelimit-remaining-requests-day': '0' },
    ),
    ['daily-limit', 'none', '-', 'limit'],
  ],
  [
    'groq, flex',
    groq,
    no(498, { error: { message: 'm', type: 'x', code: 'capacity_exceeded' } }),
    ['provider-busy', 'none', 'again', '-'],
  ],
  [
    'groq, too large',
    groq,
    no(413, { error: { message: 'm', type: 'tokens', code: 'rate_limit_exceeded' } }),
    ['too-long', 'none', '-', '-'],
  ],
  [
    'groq, soon',
    groq,
    no(429, {
      error: { message: 'Please try again in 7.66s.', type: 'tokens', code: 'rate_limit_exceeded' },
    }),
    ['rate-limited', 'none', 7660, '-'],
  ],
  [
    'groq, broken call',
    groq,
    no(400, { error: { message: 'm', code: 'tool_use_failed', failed_generation: '{' } }),
    ['tool-call-broken', 'unknown', '-', '-'],
  ],
  [
    'mistral, a list',
    mistral,
    no(422, { detail: [{ loc: ['body', 'store'], msg: 'Extra', type: 'extra_forbidden' }] }),
    ['bad-request', 'none', '-', '-'],
  ],
  [
    'mistral, key',
    mistral,
    no(401, { detail: 'Invalid API Key' }),
    ['key-rejected', 'none', '-', 'rejected'],
  ],
  [
    'deepseek, text',
    deepseek,
    no(401, 'Authentication Fails (governor)'),
    ['key-rejected', 'none', '-', 'rejected'],
  ],
  [
    'deepseek, risk',
    deepseek,
    no(400, { error: { message: 'Content Exists Risk' } }),
    ['moderated', 'unknown', '-', '-'],
  ],
  ['deepseek, busy', deepseek, no(503, { error: { message: 'm' } }), ['provider-busy', 'unknown', '-', '-']],
  ['together, full', together, no(503, { error: { message: 'm' } }), ['provider-busy', 'none', 'again', '-']],
  [
    'huggingface, a sentence',
    huggingface,
    no(402, { error: 'You have exceeded your monthly included credits' }),
    ['no-credit', 'none', '-', 'credit'],
  ],
  [
    'huggingface, a page',
    huggingface,
    no(504, '<html><title>Gateway</title>'),
    ['provider-slow', 'unknown', '-', '-'],
  ],
];

it.each(refusals)('%s', async (_name, wire, response, expected) => {
  const { result } = await send(wire, inputOf('hello', { model: 'm' }), response);
  expect(judgementOf(result)).toEqual(expected);
});
