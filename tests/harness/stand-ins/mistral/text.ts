/** Chat completions as recorded: lists and texts in one stream, a call in the very last chunk. */
import { type Accent, type Answer, chunkOf, newChat, usageOf } from '../../chat-play';
import { asObjects, type Body, type Fault, fault } from '../../chat-strict';
import { fragments } from '../../frame-play';
import { ALPHANUMERIC, letters, type Said } from '../shape';
import { detailed, extraForbidden, mistralErrors, told } from './errors';
import { RULES } from './models';

const isHosted = (model: string) => model.startsWith('zai-');

/** Models of others: with an index, the name repeated as nothing, the id told once. */
const hostedCalls = ({ calls }: Answer): object[] =>
  calls.flatMap(({ id, name, args }, index) => [
    { tool_calls: [{ index, id, function: { name, arguments: '' } }] },
    ...fragments(args, 3).map((part) => ({
      tool_calls: [{ index, id: null, function: { name: '', arguments: part } }],
    })),
  ]);

/** Its own: whole, without index and type. */
const ownCalls = ({ calls, script }: Answer): object =>
  calls.length === 0
    ? { content: '' }
    : {
        content: null,
        tool_calls: calls.map(({ id, name, args }) => ({
          id,
          function: { name, arguments: script.quirks.has('objects') ? JSON.parse(args) : args },
        })),
      };

export const mistralAccent: Accent = {
  open: (answer) => [chunkOf(answer, { role: 'assistant', content: '' })],
  thought: (answer, text) => [
    chunkOf(answer, { content: [{ type: 'thinking', thinking: [{ type: 'text', text }], tomorrow: 1 }] }),
  ],
  word: (answer, text, at) => [
    chunkOf(answer, { content: at % 2 === 0 && answer.thoughts.length ? [{ type: 'text', text }] : text }),
  ],
  close: (answer) => {
    const usage = usageOf(answer, { num_cached_tokens: 3 });
    const bill = answer.script.usage === 'none' ? {} : { usage };
    if (!isHosted(answer.model)) return [chunkOf(answer, ownCalls(answer), answer.finish, bill)];
    return [
      ...hostedCalls(answer).map((delta) => chunkOf(answer, delta)),
      chunkOf(answer, { content: '' }, answer.finish, bill),
    ];
  },
  callId: (made, at, model) =>
    isHosted(model)
      ? `chatcmpl-tool-${letters(`mistral ${made} ${at}`, 32, ALPHANUMERIC)}`
      : letters(`mistral ${made} ${at}`, 9, ALPHANUMERIC),
  ends: { context: 'model_length' },
  headers: { 'mistral-correlation-id': '01', 'access-control-allow-origin': '*' },
  thinks: ({ reasoning_effort: effort }) => effort !== undefined && effort !== 'none',
};

/** After the results of tools comes the model, not the person. */
function more(_body: Body, messages: readonly Body[]): Fault | undefined {
  const at = messages.findIndex(({ role }, place) => role === 'user' && messages[place - 1]?.role === 'tool');
  if (at >= 0) return fault('history', ['messages', at], "Unexpected role 'user' after role 'tool'");
  const mute = messages.findIndex(
    ({ role, content, tool_calls }) => role === 'assistant' && !content && !asObjects(tool_calls).length,
  );
  return mute < 0
    ? undefined
    : fault('history', ['messages', mute], 'Assistant message must have either content or tool_calls');
}

function refuse({ is, loc, says }: Fault): Said {
  if (is === 'extra') return detailed([extraForbidden(loc)]);
  if (is === 'model') return told(400, `Invalid model: ${says}`, 'invalid_model', '1500');
  if (is === 'history') return told(400, says, 'invalid_request_message_order', '3230');
  if (is === 'tool-id') return told(400, says, 'invalid_function_call', '3280');
  return detailed([{ type: 'value_error', loc: ['body', ...loc], msg: says, input: null }]);
}

export const mistralTalk = newChat({
  rules: {
    members: [
      'temperature',
      'top_p',
      'stop',
      'random_seed',
      'metadata',
      'response_format',
      'tools',
      'tool_choice',
      'presence_penalty',
      'frequency_penalty',
      'n',
      'prediction',
      'parallel_tool_calls',
      'prompt_mode',
      'reasoning_effort',
      'guardrails',
      'prompt_cache_key',
      'safe_prompt',
    ],
    cap: 'max_tokens',
    replayed: [],
    toolId: /^[A-Za-z0-9]{9}$/,
    modelOf: (id) => RULES[id],
    more,
  },
  errors: mistralErrors,
  refuse,
  accent: () => mistralAccent,
});
