import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/together';
import { standIn } from '../../harness/stand-ins/together';
import { togetherErrors } from '../../harness/stand-ins/together/errors';
import { makingWith } from '../making';
import { judgementOf, makerOf } from './answering';
import { chatting, chatWith } from './chatting';

const model = 'openai/gpt-oss-120b';
const { ask } = chatWith(wire, standIn, model);

chatting({
  wire,
  standIn,
  model,
  effort: 'low',
  seeing: 'zai-org/GLM-5.3-Flash',
  blind: 'zai-org/GLM-5.3',
  whenStopped: 'stops',
  finish: { stop: 'eos' },
  errors: togetherErrors,
  inside: 'full',
  judged: {
    'bad-request': ['bad-request', 'none', '-', '-'],
    'too-long': ['too-long', 'none', '-', '-'],
    'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
    'wrong-key-told': ['key-rejected', 'none', '-', 'rejected'],
    'key-missing': ['key-rejected', 'none', '-', 'rejected'],
    'no-credit': ['no-credit', 'none', '-', 'credit'],
    forbidden: ['not-allowed', 'none', '-', 'forbidden'],
    'model-gone': ['model-gone', 'none', '-', '-'],
    unprocessable: ['bad-request', 'none', '-', '-'],
    limited: ['rate-limited', 'none', 'again', '-'],
    full: ['provider-busy', 'none', 'again', '-'],
    server: ['provider-failed', 'unknown', '-', '-'],
    slow: ['provider-slow', 'unknown', '-', '-'],
    page: ['provider-failed', 'unknown', '-', '-'],
  },
});

describe('what only this service does', () => {
  it('an old model thinks between tags in its words', async () => {
    const { text, thinking } = await ask('think=2 say="So."', { model: 'deepseek-ai/DeepSeek-R1' });
    expect([text, thinking]).toEqual(['So.', 'Thought 1. Thought 2. ']);
  });

  it('the case of an id matters', async () => {
    const { result } = await ask('hello', { model: 'OpenAI/gpt-oss-120b' });
    expect(judgementOf(result)).toEqual(['model-gone', 'none', '-', '-']);
  });
});

it('its models are those that write, with the prices of its own list', async () => {
  const models = await makerOf(wire).models(makingWith(wire, standIn).call);
  const byId = new Map(models.map((entry) => [entry.id, entry]));
  expect([...byId.keys()]).toEqual([
    model,
    'deepseek-ai/DeepSeek-V4.1-Flash',
    'zai-org/GLM-5.3',
    'zai-org/GLM-5.3-Flash',
    'moonshotai/Kimi-K3.1-Pro',
    'deepseek-ai/DeepSeek-R1',
    'ember/Small-free',
  ]);
  expect(byId.get(model)).toEqual({
    id: model,
    name: 'gpt-oss-120b',
    makes: ['text'],
    takes: ['text'],
    takesTemperature: true,
    contextTokens: 131_072,
    hasTools: true,
    // The list told it today: no day of ours.
    price: { input: '0.00000015', output: '0.0000006' },
    efforts: ['low', 'medium', 'high'],
    addedAtMs: 1_790_000_000_000,
    rank: 0,
  });
  expect(byId.get('zai-org/GLM-5.3-Flash')).toMatchObject({ takes: ['text', 'image'], rank: 1 });
  expect(byId.get('deepseek-ai/DeepSeek-R1')).not.toHaveProperty('hasTools');
  expect(byId.get('ember/Small-free')).toMatchObject({ isFree: true });
  expect(byId.get('ember/Small-free')).not.toHaveProperty('price');
});
