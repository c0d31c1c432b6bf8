/** The Messages API: a script played in events, with its pings, its padding and its habit of signing thoughts. */
import { createHash } from 'node:crypto';
import { type Frames, fragments, frameOf, streamed, Turns } from '../../frame-play';
import { readScript, type Script } from '../../script';
import type { Heard, Said } from '../shape';
import { errorFrame, refusal, refuse } from './errors';
import { asObject, asObjects, type Body, refusalOf, signatureOf } from './strict';

const turns = new Turns();

export function answerMessage(heard: Heard): Said {
  const body = parse(heard.body);
  if (!body) return refuse(400, 'invalid_request_error', 'The request body is not valid JSON');
  const refused = refusalOf(heard, body);
  if (refused) return refused;
  const script = turns.next(readScript(promptOf(body)), heard.headers['x-api-key'] ?? '');
  if (script.error && script.error.at === undefined) return refusal(script.error.name);
  if (body.stream !== true)
    return refuse(400, 'invalid_request_error', 'stream: nobody here waits for a whole answer');
  const asked = {
    script: hasResults(body) && !script.quirks.has('loop') ? { ...script, tools: [] } : script,
    body,
  };
  return streamed(script, framesOf(asked), { 'request-id': 'req_011', 'retry-after': '7' });
}

function parse(text: string): Body | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const textsOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : asObjects(content)
        .map(({ text }) => text ?? '')
        .join(' ');

/** The last words of the person: results of tools have none. */
const promptOf = (body: Body): string =>
  asObjects(body.messages)
    .filter(({ role }) => role === 'user')
    .map(({ content }) => textsOf(content))
    .findLast((text) => text.trim() !== '') ?? '';

const hasResults = (body: Body): boolean =>
  asObjects(asObjects(body.messages).at(-1)?.content).some(({ type }) => type === 'tool_result');

interface Asked {
  readonly script: Script;
  readonly body: Body;
}

/** Three in the cache, two more that went there now. */
export const INPUT_TOKENS = 12 + 3 + 2;
const usage = (outputTokens: number) => ({
  input_tokens: 12,
  cache_creation_input_tokens: 2,
  cache_read_input_tokens: 3,
  cache_creation: { ephemeral_5m_input_tokens: 2, ephemeral_1h_input_tokens: 0 },
  output_tokens: outputTokens,
  service_tier: 'standard',
  inference_geo: 'global',
});

const STOPS: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  refusal: 'refusal',
  pause: 'pause_turn',
  context: 'model_context_window_exceeded',
};

const ping = `event: ping\ndata: {"type": "ping"  }\n\n`;
const strange = frameOf('a_tomorrow_event', { type: 'a_tomorrow_event', index: 0, delta: { type: 'x' } });
/** Blanks before the end, as they are seen on the wire. */
const padded = (event: string, data: object): string => frameOf(event, data).replace(/}\n\n$/, '     }\n\n');

const deltaOf = (index: number, delta: object) =>
  padded('content_block_delta', { type: 'content_block_delta', index, delta });
const openBlock = (index: number, content_block: object) =>
  frameOf('content_block_start', { type: 'content_block_start', index, content_block });
const closeBlock = (index: number) => padded('content_block_stop', { type: 'content_block_stop', index });

function framesOf(asked: Asked): Frames {
  const { script, body } = asked;
  const isThinking = asObject(body.thinking).type === 'adaptive' && script.thinking.length > 0;
  const isRefused = script.end === 'refusal';
  const first = isThinking ? 1 : 0;
  const hasText = !isRefused && script.pieces.length > 0;
  const pieces = isRefused && !script.quirks.has('partial-refusal') ? [] : script.pieces;
  return {
    before: [
      ...start(body, script),
      ping,
      ...(isThinking ? thoughts(asked) : []),
      ...(hasText || pieces.length ? [openBlock(first, { type: 'text', text: '' })] : []),
    ],
    pieces: pieces.map((text) => [deltaOf(first, { type: 'text_delta', text }), strange]),
    after: [
      ...(hasText || pieces.length ? [closeBlock(first)] : []),
      ...script.tools.flatMap((tool, at) => callOf(tool, first + 1 + at, isThinking)),
      end(script, isThinking),
      frameOf('message_stop', { type: 'message_stop' }),
    ],
    error: errorFrame,
  };
}

function start(body: Body, script: Script): string[] {
  const message = {
    id: 'msg_011',
    type: 'message',
    role: 'assistant',
    model: body.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    a_field_of_tomorrow: {},
    usage: usage(1),
  };
  const frame = frameOf('message_start', { type: 'message_start', message });
  const again = frameOf('message_start', { type: 'message_start', message: { ...message, id: 'msg_022' } });
  return script.quirks.has('double-start') ? [frame, again] : [frame];
}

/** Nothing but a signature, unless a summary was asked for. */
function thoughts({ script, body }: Asked): string[] {
  const isShown = asObject(body.thinking).display === 'summarized' && !script.quirks.has('omitted');
  const whole = isShown ? script.thinking.join('') : '';
  return [
    openBlock(0, { type: 'thinking', thinking: '', signature: '' }),
    ...(isShown ? script.thinking.map((thinking) => deltaOf(0, { type: 'thinking_delta', thinking })) : []),
    deltaOf(0, { type: 'signature_delta', signature: signatureOf(whole) }),
    ping,
    closeBlock(0),
  ];
}

function callOf({ name, args }: Script['tools'][number], index: number, isThought: boolean): string[] {
  const seed = createHash('sha256').update(`${index} ${name} ${args}`).digest('hex').slice(0, 16);
  const id = `toolu_${isThought ? 'thought' : ''}${seed}`;
  const pieces = args === '{}' ? [] : fragments(args, 3);
  return [
    openBlock(index, { type: 'tool_use', id, name, input: {}, caller: { type: 'direct' } }),
    ...['', ...pieces].map((partial_json) => deltaOf(index, { type: 'input_json_delta', partial_json })),
    closeBlock(index),
  ];
}

export const outputTokensOf = (script: Script, isThinking: boolean): number =>
  5 + script.pieces.length + (isThinking ? 10 * script.thinking.length : 0);

function end(script: Script, isThinking: boolean): string {
  const isRefused = script.end === 'refusal';
  const details = { type: 'refusal', category: 'cyber', explanation: 'This may not be answered.' };
  return padded('message_delta', {
    type: 'message_delta',
    delta: {
      stop_reason:
        script.tools.length && script.end === 'stop' ? 'tool_use' : (STOPS[script.end] ?? script.end),
      stop_sequence: null,
      stop_details: isRefused ? details : null,
    },
    usage: {
      ...usage(outputTokensOf(script, isThinking)),
      cache_creation: null,
      ...(isThinking ? { output_tokens_details: { thinking_tokens: 10 * script.thinking.length } } : {}),
      iterations: 1,
    },
  });
}
