import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/deepseek';
import { standIn } from '../../harness/stand-ins/deepseek';
import { deepseekErrors } from '../../harness/stand-ins/deepseek/errors';
import { makingWith } from '../making';
import { answer, doneOf, inputOf, judgementOf, makerOf, nextRound } from './answering';
import { chatting, chatWith, TOOLS } from './chatting';

const model = 'deepseek-flash';
const PRO = 'deepseek-v4-pro';
const { ask, rounds } = chatWith(wire, standIn, model);

chatting({
  wire,
  standIn,
  model,
  seeing: model,
  blind: PRO,
  cachedInput: 3,
  whenStopped: 'stops',
  errors: deepseekErrors,
  inside: 'limited',
  judged: {
    'bad-request': ['bad-request', 'none', '-', '-'],
    'bad-request-text': ['bad-request', 'none', '-', '-'],
    'too-long': ['too-long', 'none', '-', '-'],
    risk: ['moderated', 'unknown', '-', '-'],
    'model-gone': ['model-gone', 'none', '-', '-'],
    'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
    'wrong-key-text': ['key-rejected', 'none', '-', 'rejected'],
    'no-credit': ['no-credit', 'none', '-', 'credit'],
    unprocessable: ['bad-request', 'none', '-', '-'],
    limited: ['rate-limited', 'none', 'again', '-'],
    'limited-text': ['rate-limited', 'none', 'again', '-'],
    server: ['provider-failed', 'unknown', '-', '-'],
    busy: ['provider-busy', 'unknown', '-', '-'],
  },
});

describe('what only this service does', () => {
  const prompt = 'think=2 say="Let me see." tool=f({"a":1}) tool=g({})';
  const input = inputOf(prompt, { model, tools: TOOLS });

  it('what it thought goes back while it calls tools, and without it the round is refused', async () => {
    const first = await answer(wire, standIn, input);
    const next = nextRound(input, first, 'deepseek');
    const { body, result } = await answer(wire, standIn, next);
    expect(judgementOf(result)).toEqual(['done']);
    expect(body.messages).toMatchObject([{}, { reasoning_content: 'Thought 1. Thought 2. ' }, {}, {}]);
    for (const value of [{ message: { reasoning_content: 'changed' } }, null]) {
      const changed = nextRound(
        input,
        { ...first, result: { ...doneOf(first.result), echo: value } },
        'deepseek',
      );
      const refused = await answer(wire, standIn, changed);
      expect(judgementOf(refused.result)).toEqual(['bad-request', 'none', '-', '-']);
    }
  });

  it('thinks unless told not to, and then nothing must come back', async () => {
    const { thinking, body } = await ask('think=2', { effort: 'none' });
    expect([thinking, body.thinking]).toEqual(['', { type: 'disabled' }]);
    expect(body).not.toHaveProperty('reasoning_effort');
    expect((await ask('think=2')).thinking).toBe('Thought 1. Thought 2. ');
    const [, second] = await rounds({ effort: 'none' });
    expect(judgementOf(second.result)).toEqual(['done']);
  });

  it('an answer for which it had no room is no answer', async () => {
    const { result, text } = await ask('say="Half of" end=exhausted');
    expect(judgementOf(result)).toEqual(['provider-busy', 'unknown', '-', '-']);
    expect([text, result.tokens?.input]).toEqual(['Half of', 16]);
  });

  it('an effort that the model does not know is refused', async () => {
    const { result } = await ask('hello', { model: PRO, effort: 'low' });
    expect(judgementOf(result)).toEqual(['bad-request', 'none', '-', '-']);
  });
});

it('its models have prices with their day, outside the hours that cost twice', async () => {
  const models = await makerOf(wire).models(makingWith(wire, standIn).call);
  const shared = {
    makes: ['text'],
    takesTemperature: false,
    contextTokens: 1_000_000,
    outputTokens: 384_000,
    hasTools: true,
  };
  expect(models).toEqual([
    {
      ...shared,
      id: model,
      name: model,
      takes: ['text', 'image'],
      price: { input: '0.00000015', output: '0.0000006', cachedInput: '0.000000003', asOf: '2026-11-15' },
      efforts: ['none', 'low', 'high', 'max'],
      rank: 0,
    },
    {
      ...shared,
      id: PRO,
      name: PRO,
      takes: ['text'],
      price: { input: '0.00000066', output: '0.00000198', cachedInput: '0.000000022', asOf: '2026-11-15' },
      efforts: ['none', 'high', 'max'],
      rank: 1,
    },
    expect.objectContaining({ id: 'deepseek-of-tomorrow' }),
  ]);
});
