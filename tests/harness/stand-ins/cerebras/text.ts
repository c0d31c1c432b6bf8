/** Chat completions as the SDK's types have them: nothing is promised of an index, an id or a choice. */
import {
  type Accent,
  type Answer,
  chunkOf,
  inFragments,
  newChat,
  toFrame,
  usageOf,
  wholeCalls,
} from '../../chat-play';
import { asObject, type Fault, type ModelRules } from '../../chat-strict';
import type { Said } from '../shape';
import { bare, cerebrasErrors } from './errors';

const MODELS: Readonly<Record<string, ModelRules>> = {
  'gpt-oss-120b': { mostTokens: 40_000, efforts: ['low', 'medium', 'high'] },
  'qwen-3.8-27b': { mostTokens: 40_000, efforts: ['none', 'low', 'medium', 'high'], sees: true },
};

export const cerebrasModels: Said = {
  status: 200,
  headers: { 'inference-id': 'chatcmpl-1' },
  body: {
    object: 'list',
    data: [...Object.keys(MODELS), 'a-model-of-tomorrow'].map((id) => ({
      id,
      object: 'model',
      created: 0,
      owned_by: 'Cerebras',
      tomorrow: {},
    })),
  },
};

const TIME = {
  time_info: { queue_time: 0.0001, prompt_time: 0.002, completion_time: 0.04, total_time: 0.05 },
};

/** By the quirks of the script, in each way that the types leave open. */
const callsOf = (answer: Answer): object[] =>
  answer.script.quirks.has('bare') ? bareCalls(answer) : calledOf(answer);

const bareCalls = ({ calls }: Answer): object[] =>
  calls.map(({ name, args }) => ({
    tool_calls: [{ index: null, id: null, type: 'function', function: { name, arguments: args } }],
  }));

const calledOf = (answer: Answer): object[] =>
  answer.script.quirks.has('whole')
    ? wholeCalls(answer)
    : inFragments(answer, answer.script.quirks.has('counted'));

export const cerebrasAccent: Accent = {
  open: (answer) => [
    chunkOf(answer, { role: 'assistant' }),
    chunkOf(answer, {}, null, { choices: null, ...TIME }),
  ],
  thought: (answer, reasoning) => [chunkOf(answer, { reasoning })],
  word: (answer, content) => [chunkOf(answer, { content })],
  close: (answer) => {
    const usage = usageOf(answer, { prompt_tokens_details: { cached_tokens: 3 } });
    const isTold = answer.asksUsage && answer.script.usage !== 'none';
    const isLast = answer.script.usage === 'last';
    return [
      ...callsOf(answer).map((delta) => chunkOf(answer, delta)),
      chunkOf(answer, {}, answer.finish, isTold && isLast ? { usage, ...TIME } : TIME),
      ...(isTold && !isLast ? [chunkOf(answer, {}, null, { choices: null, usage })] : []),
    ];
  },
  callId: (made, at) => `${String(made).padStart(6, '0')}x${at}${'a'}`,
  headers: { 'inference-id': 'chatcmpl-1' },
  inside: ({ status, body }) =>
    toFrame({ error: { ...asObject(body), id: 'chatcmpl-1' }, status_code: status, a_field_of_tomorrow: 1 }),
  thinks: ({ reasoning_effort: effort }) => effort !== 'none',
};

function refuse({ is, loc, says }: Fault): Said {
  if (is === 'model') return bare(404, `Model ${says} does not exist`, 'not_found_error', 'model_not_found');
  // Without a cap the whole window is taken from the limit of the minute, which it never fits into.
  if (loc[0] === 'max_completion_tokens' && says === WHOLE_WINDOW) return cerebrasErrors.minute;
  const status = is === 'extra' ? 422 : 400;
  return bare(
    status,
    `${loc.join('.')}: ${says}`,
    'invalid_request_error',
    is === 'extra' ? 'extra_forbidden' : null,
  );
}

const WHOLE_WINDOW = 'Tokens per minute limit exceeded';

export const cerebrasTalk = newChat({
  rules: {
    members: [
      'stream_options',
      'temperature',
      'tools',
      'reasoning_effort',
      'reasoning_format',
      'parallel_tool_calls',
    ],
    cap: 'max_completion_tokens',
    withoutCap: WHOLE_WINDOW,
    replayed: ['reasoning'],
    modelOf: (id) => MODELS[id],
  },
  errors: cerebrasErrors,
  refuse,
  accent: () => cerebrasAccent,
});
