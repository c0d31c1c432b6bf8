import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/cerebras';
import { standIn } from '../../harness/stand-ins/cerebras';
import { cerebrasErrors } from '../../harness/stand-ins/cerebras/errors';
import { makingWith } from '../making';
import { doneOf, judgementOf, makerOf } from './answering';
import { chatting, chatWith, TOOLS } from './chatting';

const model = 'gpt-oss-120b';
const { ask, rounds } = chatWith(wire, standIn, model, 'low');

chatting({
  wire,
  standIn,
  model,
  effort: 'low',
  seeing: 'qwen-3.8-27b',
  blind: model,
  cachedInput: 3,
  whenStopped: 'unknown',
  errors: cerebrasErrors,
  inside: 'minute',
  judged: {
    'bad-request': ['bad-request', 'none', '-', '-'],
    'too-long': ['too-long', 'none', '-', '-'],
    'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
    'not-authenticated': ['not-allowed', 'none', '-', 'forbidden'],
    'no-credit': ['no-credit', 'none', '-', 'credit'],
    'model-gone': ['model-gone', 'none', '-', '-'],
    unprocessable: ['bad-request', 'none', '-', '-'],
    minute: ['rate-limited', 'none', 11_380, '-'],
    day: ['daily-limit', 'none', '-', 'limit'],
    server: ['provider-failed', 'unknown', '-', '-'],
    busy: ['provider-busy', 'unknown', '-', '-'],
    'busy-wrapped': ['provider-busy', 'unknown', '-', '-'],
    page: ['provider-failed', 'unknown', '-', '-'],
  },
});

describe('what only this service does', () => {
  it.each(['', 'quirks=whole', 'quirks=counted', 'quirks=bare', 'usage=bare'])(
    'calls without index and id, or with them: %s',
    async (quirk) => {
      const { result } = await ask(`think=1 tool=f({"a":12345}) tool=g({"b":"x"}) ${quirk}`, {
        tools: TOOLS,
      });
      expect(doneOf(result).calls.map(({ name, args }) => [name, args])).toEqual([
        ['f', '{"a":12345}'],
        ['g', '{"b":"x"}'],
      ]);
      expect(doneOf(result).tokens).toMatchObject({ input: 16, cachedInput: 3 });
    },
  );

  it('a call that came without an id gets one, and its result is known by it', async () => {
    const [first, second] = await rounds({}, 'tool=f({"a":1}) tool=g({}) quirks=bare');
    for (const { id } of doneOf(first.result).calls) expect(id).toMatch(/^[A-Za-z0-9]{9}$/);
    expect(judgementOf(second.result)).toEqual(['done']);
  });

  it('what was thought goes back as `reasoning`', async () => {
    const [, { body }] = await rounds();
    expect(body.messages).toMatchObject([{}, { reasoning: 'Thought 1. Thought 2. ' }, {}, {}]);
  });

  it('a cap is always sent: without one the whole window is reserved', async () => {
    const { making } = await ask('hello');
    const { max_completion_tokens: _, ...body } = JSON.parse(making.heard[0]?.body ?? '{}');
    const response = await making.call.fetch('https://api.cerebras.ai/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: `Bearer ${making.call.secret.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(429);
  });

  it('thinking may be switched off where it may', async () => {
    const { thinking, result } = await ask('think=2', { model: 'qwen-3.8-27b', effort: 'none' });
    expect([judgementOf(result), thinking]).toEqual([['done'], '']);
    const { result: refused } = await ask('think=2', { effort: 'none' });
    expect(judgementOf(refused)).toEqual(['bad-request', 'none', '-', '-']);
  });
});

it('its models have prices with their day, from our own table; one that is unknown has none', async () => {
  const models = await makerOf(wire).models(makingWith(wire, standIn).call);
  expect(models).toEqual([
    {
      id: model,
      name: model,
      makes: ['text'],
      takes: ['text'],
      takesTemperature: true,
      contextTokens: 131_000,
      outputTokens: 40_000,
      hasTools: true,
      price: { input: '0.00000035', output: '0.00000075', asOf: '2026-11-10' },
      efforts: ['low', 'medium', 'high'],
      rank: 0,
    },
    expect.objectContaining({
      id: 'qwen-3.8-27b',
      takes: ['text', 'image'],
      price: { input: '0.00000099', output: '0.00000149', asOf: '2026-11-10' },
      rank: 1,
    }),
    {
      id: 'a-model-of-tomorrow',
      name: 'a-model-of-tomorrow',
      makes: ['text'],
      takes: ['text'],
      takesTemperature: true,
    },
  ]);
});
