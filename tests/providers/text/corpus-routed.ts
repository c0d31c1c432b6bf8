/** Answers of a router as they were recorded, shortened, each with what must be read out of it. */
import type { TextDone } from '../../../lib/providers/makes';
import type { Reading } from '../../../lib/providers/wire/chat-reader';
import { stream } from './reading';

export interface Sample {
  readonly wire: string;
  readonly reading?: Reading;
  readonly text?: string;
  readonly thinking?: string;
  readonly refusal?: string;
  readonly done: Partial<TextDone>;
}

const DONE = 'data: [DONE]';
const P = {
  id: 'gen-1790000000-abc',
  object: 'chat.completion.chunk',
  model: 'liquid/lfm',
  provider: 'Liquid',
};
const choice = (delta: object, more: object = {}) => ({
  ...P,
  choices: [{ index: 0, delta, finish_reason: null, native_finish_reason: null, ...more }],
});
const ROUTED_USAGE = {
  prompt_tokens: 16,
  completion_tokens: 60,
  total_tokens: 76,
  cost: 3e-7,
  is_byok: false,
  prompt_tokens_details: { cached_tokens: 4, tomorrow: null },
  cost_details: { upstream_inference_cost: null },
  completion_tokens_details: { reasoning_tokens: 52 },
};
const ROUTED_TOLD = {
  tokens: { input: 16, output: 60, cachedInput: 4, reasoning: 52 },
  costUsd: '0.0000003',
  generationId: P.id,
};
const STOP = { finish_reason: 'stop', native_finish_reason: 'STOP' };
const keepDetails: Reading = { keep: ({ details }) => ({ reasoning_details: details }) };

const thoughtOf = (text: string, more: object = {}) => ({
  role: 'assistant',
  content: '',
  reasoning: text,
  reasoning_details: [{ type: 'reasoning.text', text, format: 'unknown', index: 0, ...more }],
});

export const routed: Record<string, Sample> = {
  'routed: thinking, then words, usage in a second last chunk': {
    wire: stream(
      ': OPENROUTER PROCESSING',
      choice(thoughtOf('The user')),
      choice(thoughtOf(' wants grüße', { signature: 'c2ln' })),
      ': OPENROUTER PROCESSING',
      choice({ content: 'Hello', role: 'assistant' }),
      choice({ content: ' thére 🦊', role: 'assistant' }),
      choice({ content: '', role: 'assistant', reasoning: null }, STOP),
      { ...choice({ content: '', role: 'assistant' }, STOP), usage: ROUTED_USAGE, service_tier: null },
      DONE,
    ),
    reading: keepDetails,
    text: 'Hello thére 🦊',
    thinking: 'The user wants grüße',
    done: {
      ending: 'complete',
      finish: 'STOP',
      calls: [],
      ...ROUTED_TOLD,
      echo: {
        message: {
          reasoning_details: [
            {
              type: 'reasoning.text',
              text: 'The user wants grüße',
              format: 'unknown',
              index: 0,
              signature: 'c2ln',
            },
          ],
        },
      },
    },
  },
  'routed: usage chunk of old, without a last word': {
    wire: stream(
      choice({ content: 'Hi' }),
      choice({ content: '' }, STOP),
      { ...choice({ content: '' }), usage: ROUTED_USAGE },
      DONE,
    ),
    text: 'Hi',
    done: { ending: 'complete', ...ROUTED_TOLD },
  },
  'routed: no usage, no [DONE], nothing after the last word': {
    wire: stream(choice({ content: 'Hi' }), choice({}, STOP)).trimEnd(),
    text: 'Hi',
    done: { ending: 'complete', finish: 'STOP' },
  },
  'routed: citations before the words, server logs, empty choices': {
    wire: stream(
      { ...P, choices: [], debug: { echo_upstream_body: {} } },
      choice({
        content: '',
        annotations: [{ type: 'url_citation', url_citation: { url: 'https://a.example' } }],
      }),
      choice({ content: 'Cited' }),
      choice({}, STOP),
      DONE,
    ),
    text: 'Cited',
    done: { ending: 'complete' },
  },
  'routed: all of the cap went into thinking': {
    wire: stream(
      choice(thoughtOf('Hmm')),
      choice({ content: '' }, { finish_reason: 'length', native_finish_reason: 'length' }),
      DONE,
    ),
    thinking: 'Hmm',
    done: { ending: 'length', finish: 'length', calls: [] },
  },
  'routed: sealed thoughts': {
    wire: stream(
      choice({ content: '', reasoning_details: [{ type: 'reasoning.summary', summary: 'I', index: 0 }] }),
      choice({ content: '', reasoning_details: [{ type: 'reasoning.summary', summary: ' see', index: 0 }] }),
      choice({
        content: '',
        reasoning_details: [{ type: 'reasoning.encrypted', data: 'AA', id: 'r1', index: 0 }],
      }),
      choice({ content: 'Yes' }, STOP),
      DONE,
    ),
    reading: keepDetails,
    text: 'Yes',
    thinking: 'I see',
    done: {
      ending: 'complete',
      echo: {
        message: {
          reasoning_details: [
            { type: 'reasoning.summary', summary: 'I see', index: 0 },
            { type: 'reasoning.encrypted', data: 'AA', id: 'r1', index: 0 },
          ],
        },
      },
    },
  },
  'routed: two calls in fragments': {
    wire: stream(
      choice({
        tool_calls: [{ index: 0, id: 'call_a', type: 'function', function: { name: 'f', arguments: '' } }],
      }),
      choice({ tool_calls: [{ index: 0, function: { arguments: '{"a' } }] }),
      choice({
        tool_calls: [{ index: 1, id: 'call_b', type: 'function', function: { name: 'g', arguments: '' } }],
      }),
      choice({ tool_calls: [{ index: 0, function: { arguments: '": "ü"}' } }] }),
      choice({ content: '' }, { finish_reason: 'tool_calls', native_finish_reason: 'tool_calls' }),
      DONE,
    ),
    done: {
      ending: 'tools',
      calls: [
        { id: 'call_a', name: 'f', args: '{"a": "ü"}' },
        { id: 'call_b', name: 'g', args: '{}' },
      ],
    },
  },
};
