/** What services of chat completions refuse in a body. Which of it, and in which envelope, each says itself. */
import { pictureIn, strangers } from './picture-play';

export type Body = Readonly<Record<string, unknown>>;

/** A complaint before it is put into words that look like the service's own. */
export interface Fault {
  readonly is: 'body' | 'extra' | 'invalid' | 'unsupported' | 'model' | 'history' | 'tool-id';
  /** Where it is: `['messages', 1, 'name']`. */
  readonly loc: readonly (string | number)[];
  readonly says: string;
}

export interface ModelRules {
  readonly mostTokens: number;
  readonly efforts?: readonly string[];
  readonly sees?: true;
  readonly hasNoTools?: true;
}

export interface Rules {
  /** Members of the body beside `model`, `messages`, `stream` and the cap. */
  readonly members: readonly string[];
  readonly cap: 'max_tokens' | 'max_completion_tokens';
  /** What is said when the cap is missing. Undefined: nothing. */
  readonly withoutCap?: string;
  /** Members of the model's messages beside `role`, `content` and `tool_calls`. */
  readonly replayed: readonly string[];
  readonly toolId?: RegExp;
  modelOf(id: string): ModelRules | undefined;
  /** What only this service minds. */
  more?(body: Body, messages: readonly Body[], model: ModelRules): Fault | undefined;
}

export const asObject = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
export const asObjects = (value: unknown): Body[] => (Array.isArray(value) ? value.map(asObject) : []);

export const fault = (is: Fault['is'], loc: Fault['loc'], says: string): Fault => ({ is, loc, says });

export function faultIn(rules: Rules, body: Body): Fault | undefined {
  const extra = strangers(body, ['model', 'messages', 'stream', rules.cap, ...rules.members])[0];
  if (extra) return fault('extra', [extra], `property '${extra}' is unsupported`);
  const empty = Object.keys(body).find((name) => body[name] === null || isEmptyList(body[name]));
  if (empty) return fault('invalid', [empty], `'${empty}' must not be empty`);
  const model = rules.modelOf(String(body.model));
  if (!model) return fault('model', ['model'], `${body.model}`);
  if (body.stream !== true) return fault('invalid', ['stream'], 'nobody here waits for a whole answer');
  const messages = asObjects(body.messages);
  return (
    ofCap(rules, body, model) ??
    ofTemperature(body) ??
    ofEffort(body, model) ??
    ofTools(body, model) ??
    ofHistory(rules, messages, model) ??
    rules.more?.(body, messages, model)
  );
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

function ofCap({ cap, withoutCap }: Rules, body: Body, { mostTokens }: ModelRules): Fault | undefined {
  const most = body[cap];
  if (most === undefined) return withoutCap ? fault('invalid', [cap], withoutCap) : undefined;
  const fits = Number.isInteger(most) && Number(most) > 0 && Number(most) <= mostTokens;
  return fits ? undefined : fault('invalid', [cap], `${cap} must be from 1 to ${mostTokens}`);
}

const ofTemperature = ({ temperature }: Body): Fault | undefined =>
  temperature === undefined || (typeof temperature === 'number' && temperature >= 0 && temperature <= 2)
    ? undefined
    : fault('invalid', ['temperature'], 'temperature must be from 0 to 2');

const ofEffort = ({ reasoning_effort: effort }: Body, { efforts }: ModelRules): Fault | undefined =>
  effort === undefined || efforts?.includes(String(effort))
    ? undefined
    : fault('unsupported', ['reasoning_effort'], `this model knows no reasoning_effort '${effort}'`);

const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

function ofTools({ tools }: Body, { hasNoTools }: ModelRules): Fault | undefined {
  if (tools === undefined) return undefined;
  if (hasNoTools) return fault('unsupported', ['tools'], 'this model calls no tools');
  for (const [at, spec] of asObjects(tools).entries()) {
    const made = asObject(spec.function);
    const extra = [
      ...strangers(spec, ['type', 'function']),
      ...strangers(made, ['name', 'description', 'parameters']),
    ][0];
    if (extra) return fault('extra', ['tools', at, extra], `property '${extra}' is unsupported`);
    const isGood = spec.type === 'function' && NAME.test(String(made.name));
    if (!isGood || asObject(made.parameters).type !== 'object')
      return fault('invalid', ['tools', at], 'not a function with a name and parameters');
  }
  return undefined;
}

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  system: [],
  user: [],
  assistant: ['tool_calls'],
  tool: ['tool_call_id'],
};

function ofHistory(rules: Rules, messages: readonly Body[], model: ModelRules): Fault | undefined {
  if (messages.length === 0) return fault('invalid', ['messages'], 'at least one message is needed');
  for (const [at, message] of messages.entries()) {
    const members = MEMBERS[String(message.role)];
    if (!members) return fault('invalid', ['messages', at, 'role'], `no role is called ${message.role}`);
    const replayed = message.role === 'assistant' ? rules.replayed : [];
    const extra = strangers(message, ['role', 'content', ...members, ...replayed])[0];
    if (extra) return fault('extra', ['messages', at, extra], `property '${extra}' is unsupported`);
    const found = ofContent(message, at, model) ?? ofCalls(rules, message, at);
    if (found) return found;
  }
  return ofOrder(messages);
}

function ofContent({ role, content }: Body, at: number, { sees }: ModelRules): Fault | undefined {
  const loc = ['messages', at, 'content'];
  if (typeof content === 'string') return undefined;
  if (!Array.isArray(content) || role !== 'user') return fault('invalid', loc, 'content must be text');
  for (const part of asObjects(content)) {
    if (part.type === 'text' && typeof part.text === 'string' && part.text) continue;
    if (part.type !== 'image_url') return fault('invalid', loc, `no part is called ${part.type}`);
    if (!sees) return fault('unsupported', loc, 'this model takes no pictures');
    if (!pictureIn(asObject(part.image_url).url)) return fault('invalid', loc, 'not a picture');
  }
  return undefined;
}

function ofCalls({ toolId }: Rules, message: Body, at: number): Fault | undefined {
  const calls = asObjects(message.tool_calls);
  for (const call of calls) {
    const made = asObject(call.function);
    if (call.type !== 'function' || !call.id || !NAME.test(String(made.name)) || !isJson(made.arguments))
      return fault('invalid', ['messages', at, 'tool_calls'], 'not a call that could have been made');
  }
  const ids = [...calls.map(({ id }) => id), ...(message.role === 'tool' ? [message.tool_call_id] : [])];
  const strange = ids.find((id) => toolId && !toolId.test(String(id)));
  return strange === undefined
    ? undefined
    : fault('tool-id', ['messages', at], `Tool call id was ${strange} but must be a-z, A-Z, 0-9, length 9`);
}

function isJson(text: unknown): boolean {
  try {
    return typeof text === 'string' && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

/** Each call is answered right after it, and nothing is answered that was not called. */
function ofOrder(messages: readonly Body[]): Fault | undefined {
  const open = new Set<unknown>();
  for (const [at, { role, tool_calls, tool_call_id }] of messages.entries()) {
    if (role === 'tool' && !open.delete(tool_call_id))
      return fault('history', ['messages', at], `nobody called ${tool_call_id}`);
    if (role !== 'tool' && open.size > 0) return unanswered(at);
    for (const { id } of asObjects(tool_calls)) open.add(id);
  }
  if (open.size > 0) return unanswered(messages.length);
  const isAsked = ['user', 'tool'].includes(String(messages.at(-1)?.role));
  return isAsked
    ? undefined
    : fault('history', ['messages'], 'the last message must be of the user or a tool');
}

const unanswered = (at: number) =>
  fault('history', ['messages', at], 'tool_calls must be followed by a message for each tool_call_id');
