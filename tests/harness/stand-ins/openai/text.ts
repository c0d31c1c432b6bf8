/** `/responses`, with what each model takes and refuses, padding in each delta, and ids of items that are not those of calls. */
import { streamed, Turns } from '../../frame-play';
import { jsonOf } from '../../picture-play';
import { asObject, asObjects, type Body, hasResults, inputComplaint, promptOf } from '../../responses-input';
import { responseFrames } from '../../responses-play';
import { readScript, type Script } from '../../script';
import { bearerOf, type Heard, type Said } from '../shape';
import { errorInside, refusal, refuse } from './text-errors';

interface Known {
  readonly id: string;
  /** How hard it may think; none: it does not reason. */
  readonly efforts: readonly string[];
  readonly mostTokens: number;
}

const ALL = ['none', 'low', 'medium', 'high', 'xhigh', 'max'];
const KNOWN: readonly Known[] = [
  { id: 'gpt-6.1-sol', efforts: ALL.slice(1), mostTokens: 128_000 },
  { id: 'gpt-6.1-terra', efforts: ALL, mostTokens: 128_000 },
  { id: 'gpt-6-luna', efforts: ALL, mostTokens: 128_000 },
  { id: 'gpt-6-astra', efforts: ALL.slice(1), mostTokens: 128_000 },
  { id: 'gpt-5.1', efforts: ALL.slice(0, 4), mostTokens: 128_000 },
  { id: 'gpt-4.1-mini', efforts: [], mostTokens: 32_768 },
];

/** Models of words, and others that the list has among them. */
export const textModelIds = [
  ...KNOWN.map(({ id }) => id),
  'gpt-realtime-2',
  'text-embedding-4',
  'o9-deep-research',
];

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
  'metadata',
  'prompt_cache_key',
  'safety_identifier',
  'stream_options',
];
const MOVED =
  "Unsupported parameter: 'max_tokens'. In the Responses API, this parameter has moved to 'max_output_tokens'.";

type Complaint = readonly [message: string, code: string | null];
const unsupported = (what: string): Complaint => [
  `Unsupported parameter: '${what}' is not supported with this model.`,
  'unsupported_parameter',
];

function complaintOf(body: Body, known: Known): Complaint | undefined {
  if ('max_tokens' in body) return [MOVED, 'unsupported_parameter'];
  const strange = Object.keys(body).find((key) => !KEYS.includes(key));
  if (strange) return [`Unknown parameter: '${strange}'.`, 'unknown_parameter'];
  const said = ofTools(body) ?? inputComplaint(body);
  return ofTokens(body, known) ?? ofReasoning(body, known) ?? (said ? [said, 'invalid_value'] : undefined);
}

function ofTokens({ max_output_tokens: most }: Body, known: Known): Complaint | undefined {
  if (most === undefined) return undefined;
  if (typeof most !== 'number' || !Number.isInteger(most)) return ['max_output_tokens', 'invalid_type'];
  if (most < 16) return ['Expected a value >= 16.', 'integer_below_min_value'];
  return most > known.mostTokens ? ['Expected less.', 'integer_above_max_value'] : undefined;
}

function ofReasoning(body: Body, { efforts }: Known): Complaint | undefined {
  const { effort, summary } = asObject(body.reasoning);
  const isReasoning = efforts.length > 0;
  const isSealed = Array.isArray(body.include) && body.include.includes('reasoning.encrypted_content');
  if (isSealed && !isReasoning) return ['Encrypted content is not supported with this model.', null];
  if (effort !== undefined && !isReasoning) return unsupported('reasoning.effort');
  if (effort !== undefined && !efforts.includes(String(effort)))
    return [`Unsupported value: '${effort}' is not supported with this model.`, 'unsupported_value'];
  if (summary !== undefined)
    return ['Your organization must be verified to generate reasoning summaries.', 'unsupported_value'];
  const isWarm = body.temperature !== undefined || body.top_p !== undefined;
  return isWarm && isReasoning && effort !== 'none' ? unsupported('temperature') : undefined;
}

function ofTools(body: Body): string | undefined {
  for (const [at, tool] of asObjects(body.tools).entries()) {
    if (tool.type !== 'function') return `Invalid value: '${tool.type}' at tools[${at}].type`;
    if (!/^[\w-]{1,64}$/.test(String(tool.name ?? '')))
      return `Missing required parameter: 'tools[${at}].name'.`;
    const required = asObject(tool.parameters).required;
    // Strict unless told otherwise, and then every property must be required.
    const names = Object.keys(asObject(asObject(tool.parameters).properties));
    if (tool.strict !== false && String(required) !== String(names))
      return `Invalid schema for function '${tool.name}'.`;
  }
  return undefined;
}

const turns = new Turns();
let made = 0;

export function respond(heard: Heard): Said {
  const body = jsonOf(heard);
  if (!body) return refuse(400, 'We could not parse the JSON body of your request.', null);
  const known = KNOWN.find(({ id }) => id === body.model);
  if (!known)
    return refuse(
      404,
      `The model \`${body.model}\` does not exist or you do not have access to it.`,
      'model_not_found',
    );
  const complaint = complaintOf(body, known);
  if (complaint) return refuse(400, ...complaint);
  const script = turns.next(readScript(promptOf(body)), bearerOf(heard) ?? '');
  if (script.error && script.error.at === undefined) return refusal(script.error.name);
  return answer(hasResults(body) ? { ...script, tools: [] } : script, body, known);
}

function answer(script: Script, body: Body, known: Known): Said {
  made += 1;
  const number = made;
  const isThinking =
    script.thinking.length > 0 && known.efforts.length > 0 && asObject(body.reasoning).effort !== 'none';
  const reasoning = isThinking ? script.thinking.length * 10 : 0;
  const output = script.pieces.length + reasoning;
  const frames = responseFrames(script, {
    number,
    id: `resp_${number}`,
    model: body.model,
    thinking: isThinking ? 'sealed' : 'none',
    isSealed: Array.isArray(body.include),
    callId: (at) => `call_${number}_${at}`,
    callPieces: 3,
    padding: { obfuscation: 'Ab3xY' },
    usage: {
      input_tokens: 20,
      input_tokens_details: { cached_tokens: 4 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: 20 + output,
    },
    error: errorInside,
  });
  return streamed(script, frames, { 'x-request-id': 'req_1', 'openai-version': '2020-10-01' });
}
