import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/huggingface';
import { standIn } from '../../harness/stand-ins/huggingface';
import { huggingfaceErrors } from '../../harness/stand-ins/huggingface/errors';
import { ACCENTS } from '../../harness/stand-ins/huggingface/text';
import { makingWith } from '../making';
import { doneOf, judgementOf, makerOf } from './answering';
import { chatting, chatWith } from './chatting';

const model = 'openai/gpt-oss-120b';
const { ask, rounds } = chatWith(wire, standIn, model, 'low');

chatting({
  wire,
  standIn,
  model: `${model}:novita`,
  effort: 'low',
  seeing: 'Qwen/Qwen3.8-27B',
  blind: model,
  whenStopped: 'unknown',
  errors: huggingfaceErrors,
  inside: 'server',
  judged: {
    'bad-request': ['bad-request', 'none', '-', '-'],
    'too-long': ['too-long', 'none', '-', '-'],
    'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
    'no-credit': ['no-credit', 'none', '-', 'credit'],
    forbidden: ['not-allowed', 'none', '-', 'forbidden'],
    'model-gone': ['model-gone', 'none', '-', '-'],
    'not-served': ['model-gone', 'none', '-', '-'],
    unprocessable: ['bad-request', 'none', '-', '-'],
    limited: ['rate-limited', 'none', 5000, '-'],
    upstream: ['rate-limited', 'none', 'again', '-'],
    server: ['provider-failed', 'unknown', '-', '-'],
    busy: ['provider-busy', 'unknown', '-', '-'],
    page: ['provider-slow', 'unknown', '-', '-'],
  },
});

describe.each(Object.keys(ACCENTS))('in the accent of %s', (who) => {
  it('it thinks, calls two tools and goes on', async () => {
    const [first, second] = await rounds({ model: `${model}:${who}` });
    expect([first.thinking.trim(), first.text]).toEqual(['Thought 1. Thought 2.', 'Let me see.']);
    expect(doneOf(first.result)).toMatchObject({ ending: 'tools', tokens: { input: 16 } });
    expect(doneOf(first.result).calls.map(({ args }) => args)).toEqual(['{"a":1,"b":"ä"}', '{}']);
    expect(judgementOf(second.result)).toEqual(['done']);
  });
});

it('the next request may be answered by somebody else: what one called, another takes', async () => {
  const spoken = new Set<string | undefined>();
  for (let round = 0; round < 8; round += 1) {
    const [first, second] = await rounds();
    spoken.add(doneOf(second.result).finish);
    expect(doneOf(first.result).calls).toHaveLength(2);
    expect(second.text).toBe('Let me see.');
    await ask('hello');
  }
  expect(spoken.size).toBeGreaterThan(1);
});

it('a policy may follow the name', async () => {
  expect(judgementOf((await ask('hello', { model: `${model}:cheapest` })).result)).toEqual(['done']);
});

it('its models are those that somebody runs now, at the dearest price and the smallest window there is', async () => {
  const models = await makerOf(wire).models(makingWith(wire, standIn).call);
  const byId = new Map(models.map((entry) => [entry.id, entry]));
  expect([...byId.keys()]).toEqual([model, 'zai-org/GLM-5.3', 'Qwen/Qwen3.8-27B', 'ember/without-tools']);
  expect(byId.get(model)).toEqual({
    id: model,
    name: model,
    makes: ['text'],
    takes: ['text'],
    takesTemperature: true,
    contextTokens: 65_536,
    hasTools: true,
    price: { input: '0.00000025', output: '0.00000069' },
    efforts: ['low', 'medium', 'high'],
    addedAtMs: 1_790_000_000_000,
    rank: 0,
  });
  expect(byId.get('zai-org/GLM-5.3')).toMatchObject({
    price: { input: '0.0000014', output: '0.0000046' },
    rank: 1,
  });
  expect(byId.get('Qwen/Qwen3.8-27B')).toMatchObject({ takes: ['text', 'image'] });
  expect(byId.get('ember/without-tools')).toMatchObject({ hasTools: false });
});
