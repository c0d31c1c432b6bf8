/** Answers of services asked directly, as they were seen, shortened, each with what must be read out of it. */
import type { Reading } from '../../../lib/providers/wire/chat-reader';
import type { Sample } from './corpus-routed';
import { stream } from './reading';

const DONE = 'data: [DONE]';
const bare = (delta: object, finish: string | null = null, more: object = {}) => ({
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  ...more,
});
const USAGE = { prompt_tokens: 9, completion_tokens: 7, total_tokens: 16 };
const TOLD = { tokens: { input: 9, output: 7 } };
const keepWords: Reading = { keep: ({ text }) => ({ reasoning_content: text }) };

export const plain: Record<string, Sample> = {
  'padding, usage null until a chunk without choices': {
    wire: stream(
      bare({ role: 'assistant', content: '', refusal: null }, null, { usage: null, obfuscation: 'Ab3' }),
      bare({ content: 'Hi' }, null, { usage: null }),
      bare({}, 'stop', { usage: null }),
      { choices: [], usage: USAGE },
      DONE,
    ),
    text: 'Hi',
    done: { ending: 'complete', ...TOLD },
  },
  'a refusal that ends with stop': {
    wire: stream(bare({ refusal: 'I can' }), bare({ refusal: 'not.' }), bare({}, 'stop'), DONE),
    refusal: 'I cannot.',
    done: { ending: 'refused', finish: 'stop' },
  },
  'a filter': {
    wire: stream(bare({ content: 'So' }), bare({}, 'content_filter'), DONE),
    text: 'So',
    done: { ending: 'refused', finish: 'content_filter' },
  },
  'whole calls, usage in an own member': {
    wire: stream(
      bare({ role: 'assistant', content: null }, null, { x_groq: { id: 'req_1', seed: 1 } }),
      bare({
        tool_calls: [
          { id: 'ab12cd34e', type: 'function', function: { name: 'f', arguments: '{}' }, index: 0 },
        ],
      }),
      bare({}, 'tool_calls', { x_groq: { id: 'req_1', usage: { ...USAGE, queue_time: 0.04 } } }),
    ),
    done: { ending: 'tools', calls: [{ id: 'ab12cd34e', name: 'f', args: '{}' }], ...TOLD },
  },
  'another id on each chunk, tags inside the reasoning': {
    wire: stream(
      { id: 'a', ...bare({ reasoning: '<thi' }) },
      { id: 'b', ...bare({ reasoning: 'nk>\nSearch' }) },
      { id: 'c', ...bare({ reasoning: ' it</think>', channel: 'analysis' }) },
      { id: 'stub', ...bare({ content: 'Found' }, 'stop') },
      DONE,
    ),
    text: 'Found',
    thinking: '\nSearch it',
    done: { ending: 'complete', generationId: 'a' },
  },
  'content as lists and as text, a call without index or type, arguments an object': {
    wire: stream(
      bare({ role: 'assistant', content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }),
      bare({ content: [{ type: 'text', text: 'So: ' }, { type: 'tomorrow' }] }),
      bare({ content: 'now' }),
      bare(
        { content: null, tool_calls: [{ id: 'aB3dE5gH7', function: { name: 'f', arguments: { a: 1 } } }] },
        'tool_calls',
        { usage: { ...USAGE, num_cached_tokens: 3 } },
      ),
      DONE,
    ),
    text: 'So: now',
    thinking: 'Hm',
    done: {
      ending: 'tools',
      calls: [{ id: 'aB3dE5gH7', name: 'f', args: '{"a":1}' }],
      tokens: { input: 9, output: 7, cachedInput: 3 },
    },
  },
  'fragments with index, name repeated as nothing, no id': {
    wire: stream(
      bare({ tool_calls: [{ index: 0, id: 'x1', function: { name: 'f', arguments: '{' } }] }),
      bare({ tool_calls: [{ index: 0, id: null, function: { name: '', arguments: '}' } }] }),
      bare({}, 'tool_calls'),
    ),
    done: { ending: 'tools', calls: [{ id: 'x1', name: 'f', args: '{}' }] },
  },
  'index null, id repeated on each fragment': {
    wire: stream(
      bare({ tool_calls: [{ index: null, id: 'x1', function: { name: 'f', arguments: '{"n"' } }] }),
      bare({ tool_calls: [{ index: null, id: 'x2', function: { name: 'f', arguments: '{' } }] }),
      bare({ tool_calls: [{ index: null, id: 'x1', function: { name: 'f', arguments: ':1}' } }] }),
      bare({ tool_calls: [{ index: null, id: null, function: { arguments: '}' } }] }),
      { choices: null, time_info: { queue_time: 0.1 } },
      bare({}, 'stop'),
    ),
    done: {
      ending: 'tools',
      finish: 'stop',
      calls: [
        { id: 'x1', name: 'f', args: '{"n":1}' },
        { id: 'x2', name: 'f', args: '{}' },
      ],
    },
  },
  'every call counted as the first': {
    wire: stream(
      bare({ tool_calls: [{ index: 0, id: 'x1', function: { name: 'f', arguments: '{}' } }] }),
      bare({ tool_calls: [{ index: 0, id: 'x2', function: { name: 'f', arguments: '{}' } }] }),
      bare({}, 'tool_calls'),
    ),
    done: {
      calls: [
        { id: 'x1', name: 'f', args: '{}' },
        { id: 'x2', name: 'f', args: '{}' },
      ],
    },
  },
  'no index, a signature on the call, "stop" at its end, thoughts outside the count': {
    wire: stream(
      bare({
        role: 'assistant',
        tool_calls: [
          {
            extra_content: { google: { thought_signature: 'Eq' } },
            function: { arguments: '{"a":1}', name: 'f' },
            id: 'call_1',
            type: 'function',
          },
        ],
      }),
      bare({ content: '' }, 'stop', { usage: { ...USAGE, total_tokens: 46 } }),
    ),
    done: {
      ending: 'tools',
      finish: 'stop',
      calls: [{ id: 'call_1', name: 'f', args: '{"a":1}' }],
      tokens: { input: 9, output: 37 },
      echo: { calls: { call_1: { extra_content: { google: { thought_signature: 'Eq' } } } } },
    },
  },
  'both keys always, keep-alive, cache counted its own way': {
    wire: `: keep-alive\n\n${stream(
      bare({ role: 'assistant', content: null, reasoning_content: 'We' }, null, { usage: null }),
      bare({ content: null, reasoning_content: ' see' }, null, { usage: null }),
      bare({ content: 'Hi', reasoning_content: null }, null, { usage: null }),
      bare({ content: '', reasoning_content: null }, 'stop', {
        usage: { ...USAGE, prompt_cache_hit_tokens: 2, prompt_cache_miss_tokens: 7 },
      }),
      DONE,
    )}`,
    reading: keepWords,
    text: 'Hi',
    thinking: 'We see',
    done: {
      ending: 'complete',
      tokens: { input: 9, output: 7, cachedInput: 2 },
      echo: { message: { reasoning_content: 'We see' } },
    },
  },
  'no finish key until the end, reasoning beside the count': {
    wire: stream(
      {
        choices: [{ index: 0, delta: { reasoning_content: 'First', role: 'assistant' } }],
        system_fingerprint: 'fp_1',
      },
      { choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }] },
      {
        choices: [],
        usage: {
          prompt_tokens: 9,
          completion_tokens: 1,
          total_tokens: 40,
          completion_tokens_details: { reasoning_tokens: 30 },
        },
      },
      DONE,
    ),
    text: 'Hi',
    thinking: 'First',
    done: { tokens: { input: 9, output: 31, reasoning: 30 } },
  },
  'role on every delta, numbers past 2^53, another word for the end': {
    wire: `data: {"choices":[{"index":0,"text":"Hi","seed":18446744073709551615,"delta":{"token_id":1,"role":"assistant","content":"Hi"},"finish_reason":null}],"usage":null}\n\n${stream(
      bare({ role: 'assistant', content: '', token_id: 2 }, 'eos', { usage: USAGE }),
      DONE,
    )}`,
    text: 'Hi',
    done: { ending: 'complete', finish: 'eos', ...TOLD },
  },
  'thoughts between tags in the words': {
    wire: stream(
      bare({ content: '\n<th' }),
      bare({ content: 'ink>\nOkay, 1 <' }),
      bare({ content: ' 2 </thin' }),
      bare({ content: 'k>\n' }),
      bare({ content: '\nThe answer, with <think> in it' }),
      bare({}, 'stop', { usage: USAGE }),
      { choices: [], sla_metrics: { ttft: 1 } },
      DONE,
    ),
    thinking: '\nOkay, 1 < 2 ',
    text: 'The answer, with <think> in it',
    done: { ending: 'complete', ...TOLD },
  },
  'words that only begin like a tag': {
    wire: stream(bare({ content: '<thi' }), bare({}, 'stop')),
    text: '<thi',
    done: { ending: 'complete' },
  },
  'an empty answer': {
    wire: stream(bare({ content: '' }, 'stop'), DONE),
    done: { ending: 'complete', calls: [] },
  },
  'a cut call is not run': {
    wire: stream(
      bare({ tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{"a' } }] }),
      bare({}, 'length'),
      DONE,
    ),
    done: { ending: 'length', calls: [] },
  },
};
