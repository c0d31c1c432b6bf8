/** The Responses protocol by recorded-shape events, however they are cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text as openai } from '../../../lib/providers/all/openai/text';
import { text as xai } from '../../../lib/providers/all/xai/text';
import type { Delta, MakeCall, TextMaker } from '../../../lib/providers/makes';
import { textOf } from '../making';
import { doneOf, inputOf, judgementOf, person, tool } from './answering';

const reasoning = { id: 'rs_1', type: 'reasoning', summary: [], encrypted_content: 'sealed' };
const call = { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{"a":1}' };
const usage = {
  input_tokens: 20,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 30 },
  total_tokens: 55,
  cost_in_usd_ticks: 146_625,
};
const WHOLE = [
  { type: 'response.created', response: { id: 'resp_1', status: 'in_progress' } },
  { type: 'response.output_item.added', output_index: 0, item: { id: 'rs_1', type: 'reasoning' } },
  { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 0, delta: 'Hm.' },
  { type: 'response.output_item.done', output_index: 0, item: reasoning },
  { type: 'response.tomorrow', output_index: 9, delta: 'x' },
  { type: 'response.output_text.delta', output_index: 1, delta: 'Grüße 🌍', obfuscation: 'Ab3' },
  { type: 'response.output_item.added', output_index: 2, item: { ...call, arguments: '' } },
  { type: 'response.function_call_arguments.delta', output_index: 2, item_id: 'fc_1', delta: '{"a"' },
  { type: 'response.function_call_arguments.done', output_index: 2, item_id: 'fc_1', arguments: '{"a":1}' },
  { type: 'response.output_item.done', output_index: 2, item: call },
  { type: 'response.completed', response: { id: 'resp_1', status: 'completed', usage } },
];

const bytesOf = (events: readonly { readonly type: string }[]) =>
  new TextEncoder().encode(
    events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
  );

async function heard(
  maker: TextMaker,
  bytes: Uint8Array<ArrayBuffer>,
  cuts: readonly number[] = [],
  over = {},
) {
  const deltas: Delta[] = [];
  const bodies: string[] = [];
  const edges = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  const making: MakeCall = {
    kind: 'api-key',
    secret: { apiKey: 'invented' },
    signal: new AbortController().signal,
    partial: (delta) => void deltas.push(delta),
    fetch: async (_url, init) => {
      bodies.push(String(init?.body));
      const stream = new ReadableStream({
        start(controller) {
          for (const [at, end] of edges.slice(1).entries()) controller.enqueue(bytes.slice(edges[at], end));
          controller.close();
        },
      });
      return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
    },
  };
  const input = inputOf('hello', { model: 'gpt-6.1-sol', tools: [tool('f')], ...over });
  const result = await maker.start(input, making);
  return { result, deltas, body: JSON.parse(bodies[0] ?? '{}') };
}

it('is the same however it is cut', async () => {
  const bytes = bytesOf(WHOLE);
  const read = async (cuts: readonly number[]) => {
    const { result, deltas } = await heard(xai, bytes, cuts);
    return [result, textOf(deltas), textOf(deltas, 'thinking')];
  };
  const whole = await read([]);
  expect(whole).toMatchObject([
    {
      ending: 'tools',
      finish: 'completed',
      calls: [{ id: 'call_1', name: 'f', args: '{"a":1}' }],
      echo: [reasoning, call],
      tokens: { input: 20, output: 35, cachedInput: 4, reasoning: 30 },
      costUsd: '0.0000146625',
      generationId: 'resp_1',
    },
    'Grüße 🌍',
    'Hm.',
  ]);
  for (let cut = 1; cut < bytes.length; cut += 1) expect(await read([cut])).toEqual(whole);
  const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(cuts, async (some) => {
      expect(await read(some)).toEqual(whole);
    }),
    { numRuns: 50 },
  );
});

it('sends results by the id of the call, behind the reasoning that led to it', async () => {
  const { echo: value = null } = doneOf((await heard(openai, bytesOf(WHOLE))).result);
  const turns = [
    person('hello'),
    {
      by: 'model' as const,
      text: 'Grüße 🌍',
      calls: [{ id: 'call_1', name: 'f', args: '{"a":1}' }],
      echo: { provider: 'openai', model: 'gpt-6.1-sol', value },
    },
    { by: 'tools' as const, results: [{ id: 'call_1', name: 'f', content: '21', isError: false }] },
  ];
  const { body } = await heard(openai, bytesOf(WHOLE), [], { turns, effort: 'low', temperature: 1 });
  expect(body.input.slice(1)).toEqual([
    reasoning,
    call,
    { type: 'function_call_output', call_id: 'call_1', output: '21' },
  ]);
  expect(body).toMatchObject({ store: false, max_output_tokens: 1000, reasoning: { effort: 'low' } });
  expect(body).not.toHaveProperty('temperature');
  expect(body.tools).toMatchObject([{ type: 'function', name: 'f', strict: false }]);
});

describe('the end', () => {
  const start = WHOLE.slice(0, 1);
  const cut = (reason: string) => ({
    type: 'response.incomplete',
    response: { status: 'incomplete', incomplete_details: { reason } },
  });
  it.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'refused'],
  ])('%s is %s', async (reason, ending) => {
    const { result } = await heard(openai, bytesOf([...start, cut(reason)]));
    expect(result).toMatchObject({ ending, finish: reason, calls: [] });
  });

  it('is a refusal where there was one', async () => {
    const refusal = { type: 'response.refusal.delta', delta: 'No.' };
    const { result, deltas } = await heard(openai, bytesOf([...start, refusal, ...WHOLE.slice(-1)]));
    expect(result).toMatchObject({ ending: 'refused' });
    expect(textOf(deltas, 'refusal')).toBe('No.');
  });

  it.each([
    [{ type: 'error', error: { code: 'insufficient_quota', message: 'Empty.' } }],
    [{ type: 'error', code: 'insufficient_quota', message: 'Empty.', param: null }],
    [{ type: 'response.failed', response: { error: { code: 'insufficient_quota', message: 'Empty.' } } }],
  ])('is an error in each of its forms: %o', async (event) => {
    const { result } = await heard(openai, bytesOf([...start, event]));
    expect(judgementOf(result)).toEqual(['no-credit', 'unknown', '-', 'credit']);
  });

  it('is cut without one', async () => {
    await expect(heard(openai, bytesOf(WHOLE.slice(0, 6)))).rejects.toMatchObject({
      problem: { code: 'stream-cut' },
    });
    await expect(heard(openai, bytesOf(WHOLE).slice(0, -20))).rejects.toMatchObject({
      problem: { code: 'stream-cut' },
    });
  });
});
