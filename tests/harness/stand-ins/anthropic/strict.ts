/** What the Messages API refuses in a body, with its words as far as they are known. */
import { createHash } from 'node:crypto';
import type { Heard, Said } from '../shape';
import { refuse } from './errors';
import { findKnown, type Known } from './models';

export type Body = Readonly<Record<string, unknown>>;

export const asObject = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
export const asObjects = (value: unknown): Body[] => (Array.isArray(value) ? value.map(asObject) : []);

/** What a thought is signed with: no other text has it. */
export const signatureOf = (thinking: string) =>
  `Ep${createHash('sha256').update(`signed ${thinking}`).digest('base64')}`;

const KEYS = new Set([
  'model',
  'max_tokens',
  'messages',
  'system',
  'stream',
  'thinking',
  'output_config',
  'tools',
  'tool_choice',
  'stop_sequences',
  'metadata',
  'service_tier',
  'inference_geo',
  'cache_control',
  'temperature',
  'top_p',
  'top_k',
]); // prettier-ignore

export function refusalOf(heard: Heard, body: Body): Said | undefined {
  const known = findKnown(body.model);
  if (typeof body.model === 'string' && !known) return refuse(404, 'not_found_error', `model: ${body.model}`);
  const reason = known ? complaintOf(heard, body, known) : 'model: Field required';
  return reason ? refuse(400, 'invalid_request_error', reason) : undefined;
}

function complaintOf(heard: Heard, body: Body, known: Known): string | undefined {
  const strange = Object.keys(body).find((key) => !KEYS.has(key));
  if (strange) return `${strange}: Extra inputs are not permitted`;
  return (
    ofTokens(body, known) ??
    ofSampling(heard, body, known) ??
    ofThinking(body, known) ??
    ofTools(body, known) ??
    ofMessages(body)
  );
}

function ofTokens({ max_tokens: most }: Body, known: Known): string | undefined {
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 0) return 'max_tokens: Field required';
  return most > known.mostTokens ? `max_tokens: ${most} > ${known.mostTokens}` : undefined;
}

function ofSampling(heard: Heard, body: Body, known: Known): string | undefined {
  const sampling = ['temperature', 'top_p', 'top_k'].filter((key) => key in body);
  if (sampling.length === 0) return undefined;
  if (heard.headers['anthropic-version'] !== '2023-06-01')
    return `${sampling[0]}: not supported in this version`;
  if (!known.takesSampling) return `${sampling[0]}: not supported by this model`;
  const { temperature } = body;
  return typeof temperature === 'number' && temperature >= 0 && temperature <= 1
    ? undefined
    : 'temperature: range: 0..1';
}

function ofThinking(body: Body, known: Known): string | undefined {
  const thinking = asObject(body.thinking);
  const effort = asObject(body.output_config).effort;
  if (body.thinking !== undefined && !known.thinking.includes(String(thinking.type)))
    return `thinking.type: '${thinking.type}' is not supported by this model`;
  if (thinking.type === 'enabled') {
    const budget = Number(thinking.budget_tokens);
    if (!(budget >= 1024 && budget < Number(body.max_tokens))) return 'thinking.budget_tokens: out of range';
  }
  if (thinking.type === 'adaptive' && body.temperature !== undefined) return 'temperature: not with thinking';
  if (effort !== undefined && !known.efforts.includes(String(effort)))
    return `This model does not support effort level '${effort}'.`;
  return undefined;
}

function ofTools(body: Body, known: Known): string | undefined {
  for (const [at, tool] of asObjects(body.tools).entries()) {
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(String(tool.name)))
      return `tools.${at}.name: String should match pattern`;
    if (asObject(tool.input_schema).type !== 'object') return `tools.${at}.input_schema.type: Field required`;
    if ('parameters' in tool || 'function' in tool) return `tools.${at}: Extra inputs are not permitted`;
  }
  const choice = asObject(body.tool_choice).type;
  const isForced = choice === 'any' || choice === 'tool';
  return isForced && known.refusesForcedTools ? 'tool_choice: forced tool use is not supported' : undefined;
}

function ofMessages(body: Body): string | undefined {
  const messages = asObjects(body.messages);
  if (messages.length === 0) return 'messages: at least one message is required';
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  for (const [at, message] of messages.entries()) {
    const reason = ofMessage(message, messages[at + 1], messages[at - 1], body);
    if (reason) return `messages.${at}: ${reason}`;
  }
  const last = messages.at(-1);
  // Only what paused may be sent back without a word of the person.
  const isPaused = asObjects(last?.content).some((block) => String(block.text).includes('paused here'));
  return last?.role === 'assistant' && !isPaused ? 'prefill is not supported by this model' : undefined;
}

function ofMessage(message: Body, next: Body | undefined, before: Body | undefined, body: Body) {
  const { role, content } = message;
  if (role !== 'user' && role !== 'assistant') return `role: ${role}`;
  if (typeof content === 'string') return content ? undefined : 'content: must be non-empty';
  if (!Array.isArray(content) || content.length === 0) return 'content: must be non-empty';
  const blocks = asObjects(content);
  return (
    blocks.map((block) => ofBlock(block, role, body)).find(Boolean) ??
    ofCalls(blocks, next) ??
    ofResults(blocks, before) ??
    ofThoughts(blocks)
  );
}

const MEDIA = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

function ofBlock(block: Body, role: string, body: Body): string | undefined {
  const isModel = role === 'assistant';
  const source = asObject(block.source);
  if (block.type === 'text') return block.text ? undefined : 'text content blocks must be non-empty';
  if (block.type === 'image') {
    if (isModel) return 'image: not in an assistant message';
    if (source.type !== 'base64' || !MEDIA.includes(String(source.media_type)))
      return 'image.source: invalid';
    return /^[A-Za-z0-9+/]+={0,2}$/.test(String(source.data)) ? undefined : 'image.source.data: not base64';
  }
  const hasTools = asObjects(body.tools).length > 0;
  if (block.type === 'tool_result')
    return isModel || !hasTools ? 'tool_result: not expected here' : undefined;
  if (!isModel) return `${block.type}: not expected here`;
  if (block.type === 'thinking')
    return block.signature === signatureOf(String(block.thinking))
      ? undefined
      : 'Invalid `signature` in `thinking` block';
  if (block.type !== 'tool_use') return `${block.type}: unknown`;
  if (!hasTools) return 'tool_use: no tools are declared';
  return JSON.stringify(block.input).startsWith('{') ? undefined : 'tool_use.input: should be an object';
}

const idsOf = (blocks: readonly Body[], type: string, name: string) =>
  blocks.flatMap((block) => (block.type === type ? [String(block[name])] : []));

function ofCalls(blocks: readonly Body[], next: Body | undefined): string | undefined {
  const answered = idsOf(asObjects(next?.content), 'tool_result', 'tool_use_id');
  const open = idsOf(blocks, 'tool_use', 'id').filter((id) => !answered.includes(id));
  return open.length ? `tool_use ids were found without tool_result blocks: ${open.join(', ')}` : undefined;
}

function ofResults(blocks: readonly Body[], before: Body | undefined): string | undefined {
  const results = idsOf(blocks, 'tool_result', 'tool_use_id');
  const asked = idsOf(asObjects(before?.content), 'tool_use', 'id');
  const stray = results.find((id) => !asked.includes(id));
  if (stray) return `unexpected tool_use_id: ${stray}`;
  const isLate = blocks.slice(0, results.length).some((block) => block.type !== 'tool_result');
  return isLate ? 'tool_result blocks must come first' : undefined;
}

/** A call that was thought about comes back with its thought. */
const ofThoughts = (blocks: readonly Body[]): string | undefined =>
  idsOf(blocks, 'tool_use', 'id').some((id) => id.startsWith('toolu_thought')) &&
  blocks[0]?.type !== 'thinking'
    ? 'Expected `thinking`, but found `tool_use`'
    : undefined;
