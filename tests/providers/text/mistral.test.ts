import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/mistral';
import { standIn } from '../../harness/stand-ins/mistral';
import { mistralErrors } from '../../harness/stand-ins/mistral/errors';
import { makingWith } from '../making';
import { doneOf, judgementOf, makerOf } from './answering';
import { chatting, chatWith, TOOLS } from './chatting';

const model = 'mistral-small-latest';
const { ask, rounds } = chatWith(wire, standIn, model);

chatting({
  wire,
  standIn,
  model,
  effort: 'high',
  seeing: model,
  blind: 'ministral-8b-latest',
  cachedInput: 3,
  whenStopped: 'billed-whole',
  errors: mistralErrors,
  inside: 'waits',
  judged: {
    extra: ['bad-request', 'none', '-', '-'],
    'extra-told': ['bad-request', 'none', '-', '-'],
    'bad-request': ['bad-request', 'none', '-', '-'],
    'too-long': ['too-long', 'none', '-', '-'],
    'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
    'no-credit': ['no-credit', 'none', '-', 'credit'],
    forbidden: ['not-allowed', 'none', '-', 'forbidden'],
    'model-gone': ['model-gone', 'none', '-', '-'],
    'model-404': ['model-gone', 'none', '-', '-'],
    waits: ['rate-limited', 'none', 2000, '-'],
    'waits-by-size': ['rate-limited', 'none', 29_000, '-'],
    'full-429': ['rate-limited', 'none', 'again', '-'],
    server: ['provider-failed', 'unknown', '-', '-'],
    busy: ['provider-busy', 'unknown', '-', '-'],
  },
});

describe('what only this service does', () => {
  it('words come as texts and as lists, thoughts as lists of lists', async () => {
    const { text, thinking } = await ask('think=2 say="As a text, or as a list."', { effort: 'high' });
    expect([text, thinking]).toEqual(['As a text, or as a list.', 'Thought 1. Thought 2. ']);
  });

  it('tells its usage unasked, and to be asked for it would be refused', async () => {
    const { body, result } = await ask('hello');
    expect(body).not.toHaveProperty('stream_options');
    expect(doneOf(result).tokens).toMatchObject({ input: 16 });
  });

  it('arguments may be an object', async () => {
    const { result } = await ask('tool=f({"a":1}) tool=g({}) quirks=objects', { tools: TOOLS });
    expect(doneOf(result).calls.map(({ args }) => args)).toEqual(['{"a":1}', '{}']);
  });

  it('a model of others calls in fragments with longer ids, which become short ones on their way back', async () => {
    const [first, second] = await rounds({ model: 'zai-glm-5-3', effort: 'low' });
    expect(doneOf(first.result).calls.map(({ args }) => args)).toEqual(['{"a":1,"b":"ä"}', '{}']);
    expect(doneOf(first.result).calls[0]?.id).toMatch(/^chatcmpl-tool-/);
    expect(judgementOf(second.result)).toEqual(['done']);
  });

  it('thoughts are not sent back: the member is unknown to it', async () => {
    const [, { body }] = await rounds({ effort: 'high' });
    expect(JSON.stringify(body)).not.toContain('Thought 1');
  });

  it('a window that is full ends it too', async () => {
    expect((await ask('end=context')).result).toMatchObject({ ending: 'length', finish: 'model_length' });
  });

  it('may end by an error without a word about it', async () => {
    const { result, text } = await ask('say="Half of" end=error');
    expect(judgementOf(result)).toEqual(['provider-failed', 'unknown', '-', '-']);
    expect([text, result.tokens?.input]).toEqual(['Half of', 16]);
  });

  it('says which member it did not know', async () => {
    const { result } = await ask('error=extra');
    expect(result).toMatchObject({
      problem: { values: { said: 'body.store: Extra inputs are not permitted', status: 422 } },
    });
  });

  it('an effort that a model does not know is refused', async () => {
    const { result } = await ask('hello', { model: 'ministral-8b-latest', effort: 'high' });
    expect(judgementOf(result)).toEqual(['bad-request', 'none', '-', '-']);
  });
});

it('its models are those that chat, with what each may do by its own word', async () => {
  const models = await makerOf(wire).models(makingWith(wire, standIn).call);
  const byId = new Map(models.map((entry) => [entry.id, entry]));
  expect([...byId.keys()]).not.toContain('mistral-embed');
  expect(byId.get('mistral-large-4')).toMatchObject({
    contextTokens: 1_048_576,
    takes: ['text', 'image'],
    hasTools: true,
    efforts: ['low', 'medium', 'high'],
    price: { input: '0.0000007', output: '0.0000021', asOf: '2026-11-10' },
    rank: 1,
  });
  // Its name says "latest", which is another and older one than the newest.
  expect(byId.get('mistral-large-latest')).toMatchObject({ price: { input: '0.0000005' } });
  expect(byId.get('mistral-large-latest')).not.toHaveProperty('efforts');
  expect(byId.get('mistral-medium-latest')).toMatchObject({ efforts: ['none', 'high'], takes: ['text'] });
  expect(byId.get('mistral-small-latest')).toMatchObject({ rank: 0, efforts: ['none', 'high'] });
  expect(byId.get('magistral-medium-2509')).toMatchObject({ goneOn: '2026-12-31' });
  expect(byId.get('zai-glm-5-3')).not.toHaveProperty('price');
});
