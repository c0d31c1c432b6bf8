/** What a conversation must be to be taken over the Responses protocol: a list of items, each in its place. */
import { createHash } from 'node:crypto';

export type Body = Readonly<Record<string, unknown>>;

export const asObject = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
export const asObjects = (value: unknown): Body[] => (Array.isArray(value) ? value.map(asObject) : []);

/** What was thought, readable only to whoever thought it; no other item has the same. */
export const sealOf = (id: unknown): string =>
  `gAAAA${createHash('sha256').update(`sealed ${id}`).digest('base64url')}`;

/** The last words of the person: results of tools have none. */
export const promptOf = (body: Body): string =>
  asObjects(body.input)
    .filter(({ role }) => role === 'user')
    .map(({ content }) => wordsOf(content))
    .findLast((text) => text.trim() !== '') ?? '';

const wordsOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : asObjects(content)
        .map(({ text }) => text ?? '')
        .join(' ');

export const hasResults = (body: Body): boolean =>
  asObjects(body.input).at(-1)?.type === 'function_call_output';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  message: ['type', 'id', 'status', 'role', 'content', 'phase'],
  function_call: ['type', 'id', 'status', 'call_id', 'name', 'arguments'],
  function_call_output: ['type', 'id', 'status', 'call_id', 'output'],
  reasoning: ['type', 'id', 'status', 'summary', 'content', 'encrypted_content'],
};

/** What is wrong with it, in the services' words. */
export function inputComplaint(body: Body): string | undefined {
  const items = asObjects(body.input);
  if (items.length === 0) return "Missing required parameter: 'input'.";
  return (
    items.map((item, at) => ofItem(item, `input[${at}]`)).find(Boolean) ??
    ofCalls(items) ??
    ofReasoning(items)
  );
}

const kindOf = (item: Body) => String(item.type ?? 'message');

function ofItem(item: Body, place: string): string | undefined {
  const kind = kindOf(item);
  const fields = FIELDS[kind];
  if (!fields) return `Invalid value: '${kind}' at ${place}.type`;
  const strange = Object.keys(item).find((key) => !fields.includes(key));
  if (strange) return `Unknown parameter: '${place}.${strange}'.`;
  if (kind === 'message') return ofMessage(item, place);
  const missing = { function_call: ['name', 'arguments'], function_call_output: ['output'] }[kind];
  const absent = missing?.find((key) => typeof item[key] !== 'string');
  return absent && `Missing required parameter: '${place}.${absent}'.`;
}

const PARTS: Readonly<Record<string, readonly string[]>> = {
  user: ['input_text', 'input_image'],
  system: ['input_text'],
  developer: ['input_text'],
  assistant: ['output_text', 'refusal'],
};

function ofMessage({ role, content }: Body, place: string): string | undefined {
  const kinds = PARTS[String(role)];
  if (!kinds) return `Invalid value: '${role}' at ${place}.role`;
  if (typeof content === 'string') return content ? undefined : `${place}.content must not be empty`;
  const parts = asObjects(content);
  if (parts.length === 0) return `${place}.content must not be empty`;
  const wrong = parts.find(({ type }) => !kinds.includes(String(type)));
  if (wrong) return `Invalid value: '${wrong.type}'. Supported values are: '${kinds.join("', '")}'.`;
  return parts.some((part) => part.type === 'input_image' && !isPicture(part))
    ? `Invalid '${place}.content.image_url'. Expected a base64-encoded data URL with an image MIME type.`
    : undefined;
}

const isPicture = ({ image_url, detail }: Body): boolean =>
  /^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/.test(String(image_url)) &&
  ['auto', 'low', 'high', 'original'].includes(String(detail ?? 'auto'));

/** Each call is answered later, each answer was called before, by the id of the call. */
function ofCalls(items: readonly Body[]): string | undefined {
  const placeOf = (kind: string, id: unknown) =>
    items.findIndex((item) => kindOf(item) === kind && item.call_id === id);
  for (const [at, { type, call_id: id }] of items.entries()) {
    if (type === 'function_call' && placeOf('function_call_output', id) < at)
      return `No tool output found for function call ${id}.`;
    const called = placeOf('function_call', id);
    if (type === 'function_call_output' && (called < 0 || called > at))
      return `No tool call found for function call output with call_id ${id}.`;
  }
  return undefined;
}

/** Reasoning comes back sealed as it was, before what it led to; and what it led to never without it. */
function ofReasoning(items: readonly Body[]): string | undefined {
  const seen = new Set<unknown>();
  for (const [at, item] of items.entries()) {
    const led = /^fc_t(\d+)_/.exec(String(item.id))?.[1];
    if (led && !seen.has(`rs_${led}`))
      return `Item '${item.id}' of type 'function_call' was provided without its required 'reasoning' item: 'rs_${led}'.`;
    if (item.type !== 'reasoning') continue;
    seen.add(item.id);
    if (item.encrypted_content !== sealOf(item.id)) return 'The encrypted content could not be verified.';
    const next = items[at + 1];
    if (!next || next.role === 'user' || next.type === 'function_call_output')
      return `Item '${item.id}' of type 'reasoning' was provided without its required following item.`;
  }
  return undefined;
}
