/** What `generateContent` refuses in a body, with its words as far as they are known. */
import { createHash } from 'node:crypto';
import type { Known } from './models';

export type Body = Readonly<Record<string, unknown>>;

export const asObject = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
export const asObjects = (value: unknown): Body[] => (Array.isArray(value) ? value.map(asObject) : []);

/** What a part is signed with: no other part has it. */
export const signatureOf = (part: unknown) =>
  createHash('sha256')
    .update(`signed ${JSON.stringify(part)}`)
    .digest('base64');
const UNSIGNED = 'skip_thought_signature_validator';

const FIELDS = {
  body: ['contents', 'systemInstruction', 'tools', 'toolConfig', 'generationConfig', 'safetySettings'],
  generationConfig: ['maxOutputTokens', 'temperature', 'topP', 'topK', 'stopSequences', 'thinkingConfig'],
  thinkingConfig: ['includeThoughts', 'thinkingBudget', 'thinkingLevel'],
  content: ['role', 'parts'],
  part: ['text', 'inlineData', 'functionCall', 'functionResponse', 'thought', 'thoughtSignature'],
  functionDeclaration: ['name', 'description', 'parameters', 'parametersJsonSchema'],
  functionCall: ['id', 'name', 'args'],
  functionResponse: ['id', 'name', 'response'],
  inlineData: ['mimeType', 'data'],
} as const;

const unknownIn = (value: unknown, kind: keyof typeof FIELDS): string | undefined => {
  const strange = Object.keys(asObject(value)).find((key) => !FIELDS[kind].some((known) => known === key));
  return (
    strange && `Invalid JSON payload received. Unknown name "${strange}" at '${kind}': Cannot find field.`
  );
};

export function complaintOf(body: Body, known: Known): string | undefined {
  const system = asObjects(asObject(body.systemInstruction).parts);
  if (body.systemInstruction !== undefined && !system[0]?.text) return 'system_instruction.parts: required';
  return (
    unknownIn(body, 'body') ??
    ofConfig(asObject(body.generationConfig), known) ??
    ofTools(body) ??
    ofContents(asObjects(body.contents), known)
  );
}

function ofConfig(config: Body, known: Known): string | undefined {
  const { maxOutputTokens: most, temperature } = config;
  const isWhole = typeof most === 'number' && Number.isInteger(most);
  if (most !== undefined && !(isWhole && most > 0 && most <= 65_536))
    return 'max_output_tokens must be in the supported range from 1 (inclusive) to 65537 (exclusive)';
  if (temperature !== undefined && !(Number(temperature) >= 0 && Number(temperature) <= 2))
    return 'temperature must be in the range [0.0, 2.0]';
  return (
    unknownIn(config, 'generationConfig') ??
    (config.thinkingConfig === undefined ? undefined : ofThinking(asObject(config.thinkingConfig), known))
  );
}

function ofThinking(thinking: Body, { levels, budget }: Known): string | undefined {
  const { thinkingLevel: level, thinkingBudget: count } = thinking;
  if (!levels && !budget) return 'Thinking is not supported for this model.';
  if (level !== undefined && count !== undefined)
    return 'You can only set only one of thinking budget and level.';
  if (level !== undefined && !levels?.includes(String(level)))
    return `Thinking level ${level} is not supported for this model.`;
  if (count !== undefined && count !== -1) {
    const [least = Number.POSITIVE_INFINITY, most = 0] = budget ?? [];
    if (!(Number(count) >= least && Number(count) <= most)) return `The thinking budget ${count} is invalid.`;
  }
  if (count === 0 && thinking.includeThoughts === true)
    return 'Unable to include thoughts because thinking is not enabled.';
  return unknownIn(thinking, 'thinkingConfig');
}

function ofTools(body: Body): string | undefined {
  for (const { functionDeclarations, ...more } of asObjects(body.tools)) {
    const strange = Object.keys(more)[0];
    if (strange)
      return `Invalid JSON payload received. Unknown name "${strange}" at 'tools': Cannot find field.`;
    for (const tool of asObjects(functionDeclarations)) {
      if (!/^[a-zA-Z_][\w.:-]{0,63}$/.test(String(tool.name))) return 'Invalid function name.';
      // The older member knows only a part of JSON Schema.
      if (JSON.stringify(tool.parameters ?? {}).includes('additionalProperties'))
        return 'Unknown name "additionalProperties" at \'parameters\': Cannot find field.';
      const strangeIn = unknownIn(tool, 'functionDeclaration');
      if (strangeIn) return strangeIn;
    }
  }
  return undefined;
}

function ofContents(contents: readonly Body[], known: Known): string | undefined {
  if (contents.length === 0) return '* GenerateContentRequest.contents: contents is not specified';
  if (contents[0]?.role !== 'user' || contents.at(-1)?.role !== 'user')
    return 'Please ensure that the conversation begins and ends with a user turn.';
  for (const [at, content] of contents.entries()) {
    const reason = ofContent(content, contents[at + 1], contents[at - 1], known);
    if (reason) return `contents[${at}]: ${reason}`;
  }
  return undefined;
}

function ofContent(content: Body, next: Body | undefined, before: Body | undefined, known: Known) {
  const parts = asObjects(content.parts);
  if (content.role !== 'user' && content.role !== 'model') return 'Please use a valid role: user, model.';
  if (parts.length === 0) return 'contents.parts must not be empty.';
  return (
    unknownIn(content, 'content') ??
    parts.map((part) => ofPart(part, content.role === 'model')).find(Boolean) ??
    ofCalls(parts, next) ??
    ofResponses(parts, before) ??
    ofSignatures(parts, known)
  );
}

const DATA = ['text', 'inlineData', 'functionCall', 'functionResponse'] as const;
const MEDIA = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif'];

function ofPart(part: Body, isModel: boolean): string | undefined {
  const kinds = DATA.filter((kind) => part[kind] !== undefined);
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return "oneof field 'data' must have one initialized field.";
  if (kind === 'text') return unknownIn(part, 'part') ?? (typeof part.text === 'string' ? undefined : 'text');
  const value = asObject(part[kind]);
  if (kind === 'functionCall') {
    if (!isModel || !value.name) return 'A function call belongs to the model and has a name.';
  } else if (isModel) return `${kind} does not belong to the model.`;
  if (kind === 'inlineData') {
    if (!MEDIA.includes(String(value.mimeType))) return `Unsupported MIME type: ${value.mimeType}`;
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(String(value.data))) return 'Base64 decoding failed.';
  }
  if (kind === 'functionResponse' && !JSON.stringify(value.response)?.startsWith('{'))
    return 'function_response.response: should be an object';
  return unknownIn(part, 'part') ?? unknownIn(value, kind);
}

const all = (parts: readonly Body[], kind: 'functionCall' | 'functionResponse') =>
  parts.flatMap((part) => (part[kind] === undefined ? [] : [asObject(part[kind])]));

const namesOf = (calls: readonly Body[]) => calls.map(({ id, name }) => `${id ?? ''} ${name}`).join();

/** As many answers as calls, in their order, each with the id that its call had. */
function ofCalls(parts: readonly Body[], next: Body | undefined): string | undefined {
  const calls = all(parts, 'functionCall');
  if (calls.length === 0 || namesOf(calls) === namesOf(all(asObjects(next?.parts), 'functionResponse')))
    return undefined;
  return 'Please ensure that the number of function response parts is equal to the number of function call parts.';
}

const ofResponses = (parts: readonly Body[], before: Body | undefined): string | undefined =>
  all(parts, 'functionResponse').length > 0 && all(asObjects(before?.parts), 'functionCall').length === 0
    ? 'Please ensure that function response turn comes immediately after a function call turn.'
    : undefined;

/** The newer ones want the first call of a turn signed, and no signature on a part that it does not belong to. */
function ofSignatures(parts: readonly Body[], { levels }: Known): string | undefined {
  for (const { thoughtSignature, ...part } of parts)
    if (thoughtSignature && thoughtSignature !== UNSIGNED && thoughtSignature !== signatureOf(part))
      return 'Thought signature is not valid.';
  const first = parts.find((part) => part.functionCall !== undefined);
  return levels && first && !first.thoughtSignature
    ? 'Function call is missing a thought_signature in functionCall parts.'
    : undefined;
}
