/** `/responses` and the list of models: thoughts told in summaries, whole calls at once, the cost in ticks. */
import { streamed, Turns } from '../../frame-play';
import { jsonOf } from '../../picture-play';
import { asObject, asObjects, type Body, hasResults, inputComplaint, promptOf } from '../../responses-input';
import { responseFrames } from '../../responses-play';
import { readScript, type Script } from '../../script';
import { bearerOf, type Heard, type Said } from '../shape';
import { errorInside, refusal, refuse } from './errors';

interface Known {
  readonly id: string;
  /** Undefined: it is told nothing about how hard to think. */
  readonly efforts?: readonly string[];
  readonly isSilent?: true;
}

const LEVELS = ['low', 'medium', 'high'];
const KNOWN: readonly Known[] = [
  { id: 'grok-4.7', efforts: LEVELS },
  { id: 'grok-4.6', efforts: [...LEVELS, 'xhigh'] },
  { id: 'grok-4.5', efforts: LEVELS },
  { id: 'grok-4.3', efforts: ['none', ...LEVELS] },
  { id: 'grok-4.20-reasoning' },
  { id: 'grok-4.20-non-reasoning', isSilent: true },
];

export const textModels: Said = {
  status: 200,
  body: {
    object: 'list',
    data: [...KNOWN.map(({ id }) => id), 'grok-imagine-image', 'grok-imagine-video'].map((id, at) => ({
      id,
      object: 'model',
      created: 1_790_000_000 - at * 86_400,
      owned_by: 'xai',
      tomorrow: 1,
    })),
  },
};

const KEYS = [
  'model',
  'input',
  'instructions',
  'max_output_tokens',
  'stream',
  'store',
  'reasoning',
  'tools',
  'tool_choice',
  'include',
  'text',
  'temperature',
  'top_p',
  'parallel_tool_calls',
  'user',
];
/** Known, and refused by every model of today, whatever the value. */
const REFUSED: Readonly<Record<string, string>> = {
  presence_penalty: 'presencePenalty',
  frequency_penalty: 'frequencyPenalty',
  stop: 'stop',
};

function complaintOf(body: Body, known: Known): string | undefined {
  for (const key of Object.keys(body)) {
    const name = REFUSED[key];
    if (name) return `Model ${known.id} does not support parameter ${name}.`;
    if (!KEYS.includes(key)) return `Unknown parameter: ${key}`;
  }
  const most = body.max_output_tokens;
  if (most !== undefined && !(Number.isInteger(most) && Number(most) > 0))
    return 'max_output_tokens is invalid.';
  const { effort } = asObject(body.reasoning);
  if (body.reasoning !== undefined && !known.efforts)
    return `Model ${known.id} does not support parameter reasoningEffort.`;
  if (effort !== undefined && !known.efforts?.includes(String(effort)))
    return `Invalid reasoning effort: ${effort}.`;
  for (const tool of asObjects(body.tools)) {
    if (tool.type !== 'function' || !tool.name || asObject(tool.parameters).type !== 'object')
      return 'Invalid tool.';
    if (JSON.stringify(tool.parameters).includes('"additionalProperties":false'))
      return "Schema validation failed: additionalProperties: property schema 'false' is not supported";
  }
  return inputComplaint(body);
}

const turns = new Turns();
let made = 0;

export function respond(heard: Heard): Said {
  const body = jsonOf(heard);
  if (!body) return refuse(400, 'invalid-argument', 'Failed to parse the request body as JSON.');
  const known = KNOWN.find(({ id }) => id === body.model);
  if (!known) return refuse(404, 'not-found', `The model ${body.model} does not exist.`);
  const complaint = complaintOf(body, known);
  if (complaint) return refuse(400, 'invalid-argument', complaint);
  const script = turns.next(readScript(promptOf(body)), bearerOf(heard) ?? '');
  if (script.error && script.error.at === undefined) return refusal(script.error.name);
  return answer(hasResults(body) ? { ...script, tools: [] } : script, body, known);
}

function answer(script: Script, body: Body, known: Known): Said {
  made += 1;
  const number = made;
  const isThinking =
    script.thinking.length > 0 && !known.isSilent && asObject(body.reasoning).effort !== 'none';
  const reasoning = isThinking ? script.thinking.length * 10 : 0;
  const output = script.pieces.length + reasoning;
  // Recorded with and without: some answers count the reasoning apart.
  const told = script.quirks.has('apart') ? script.pieces.length : output;
  const frames = responseFrames(script, {
    number,
    id: `0b824fe9-0000-4000-8000-${String(number).padStart(12, '0')}`,
    model: body.model,
    thinking: isThinking ? 'told' : 'none',
    isSealed: Array.isArray(body.include),
    callId: (at) => `call_${String(number * 10 + at).padStart(8, '0')}`,
    callPieces: 1,
    padding: { logprobs: [] },
    usage: {
      input_tokens: 216,
      input_tokens_details: { cached_tokens: 192 },
      output_tokens: told,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: 216 + output,
      num_sources_used: 0,
      cost_in_usd_ticks: 146_625 * output,
    },
    error: errorInside,
  });
  return streamed(script, frames, { 'x-request-id': '00000000-0000-4000-8000-000000000001' });
}
