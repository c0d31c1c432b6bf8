/** `streamGenerateContent`: a script played in chunks, each with the usage so far, lines ended as Windows does. */
import { type Frames, streamed, Turns } from '../../frame-play';
import { readScript, type Script } from '../../script';
import type { Heard, Said } from '../shape';
import { errorFrame, refusal, refuse } from './errors';
import { findKnown, type Known } from './models';
import { asObject, asObjects, type Body, complaintOf, signatureOf } from './strict';

const turns = new Turns();
const MOST_BYTES = 20 * 1024 * 1024;

export function generate(heard: Heard): Said {
  const [, id = ''] = /^\/v1beta\/models\/([\w.-]+):streamGenerateContent$/.exec(heard.path) ?? [];
  const known = findKnown(id);
  if (!known)
    return refuse(404, 'NOT_FOUND', `models/${id} is not found for API version v1beta, or is not supported.`);
  if (heard.query.get('alt') !== 'sse')
    return refuse(400, 'INVALID_ARGUMENT', 'Nobody here reads an array that grows.');
  if (heard.body.length > MOST_BYTES)
    return refuse(400, 'INVALID_ARGUMENT', 'Request payload size exceeds the limit: 20971520 bytes.');
  const body = parse(heard.body);
  const complaint = body ? complaintOf(body, known) : 'Invalid JSON payload received.';
  if (!body || complaint) return refuse(400, 'INVALID_ARGUMENT', complaint ?? '');
  const script = turns.next(readScript(promptOf(body)), heard.headers['x-goog-api-key'] ?? '');
  if (script.error && script.error.at === undefined) return refusal(script.error.name);
  const isAnswered = hasResults(body) && !script.quirks.has('loop');
  return streamed(script, framesOf({ script: isAnswered ? { ...script, tools: [] } : script, body, known }), {
    'content-type': 'text/event-stream',
    vary: 'Origin, X-Origin, Referer',
  });
}

function parse(text: string): Body | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const textsOf = ({ parts }: Body): string =>
  asObjects(parts)
    .map(({ text }) => text ?? '')
    .join(' ');

/** The last words of the person: results of tools have none. */
const promptOf = (body: Body): string =>
  asObjects(body.contents)
    .filter(({ role }) => role === 'user')
    .map(textsOf)
    .findLast((text) => text.trim() !== '') ?? '';

const hasResults = (body: Body): boolean =>
  asObjects(asObjects(body.contents).at(-1)?.parts).some((part) => part.functionResponse !== undefined);

interface Asked {
  readonly script: Script;
  readonly body: Body;
  readonly known: Known;
}

/** One piece of an answer; a call has no text. */
interface Part {
  readonly text?: string;
  readonly thought?: true;
}

const ENDS: Readonly<Record<string, string>> = { stop: 'STOP', length: 'MAX_TOKENS', refusal: 'SAFETY' };

/** How the parts of one answer become chunks: each tells all that was used until then. */
function framesOf({ script, body, known }: Asked): Frames {
  const config = asObject(asObject(body.generationConfig).thinkingConfig);
  const canThink = (known.levels ?? known.budget) !== undefined && config.thinkingBudget !== 0;
  const thoughts = canThink ? script.thinking : [];
  const thoughtTokens = thoughts.length * 10;
  let words = 0;
  const chunk = (parts: readonly Part[], more: object = {}): string => {
    words += parts.filter(({ text, thought }) => text !== '' && !thought).length;
    const usageMetadata = {
      promptTokenCount: 12,
      candidatesTokenCount: words,
      totalTokenCount: 12 + words + thoughtTokens,
      ...(canThink ? { thoughtsTokenCount: thoughtTokens } : {}),
      ...(script.quirks.has('cached') ? { cachedContentTokenCount: 4 } : {}),
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 12 }],
    };
    const candidates = [{ content: { parts, role: 'model' }, index: 0, ...more }];
    return frame({ candidates, usageMetadata });
  };
  const frame = (data: object): string =>
    `data: ${JSON.stringify({ ...data, modelVersion: known.id, responseId: 'resp-011', a_field_of_tomorrow: [] })}\r\n\r\n`;
  const error = errorFrame;
  if (script.end === 'blocked-prompt')
    return {
      before: [
        frame({
          promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
          usageMetadata: { promptTokenCount: 12, totalTokenCount: 12 },
        }),
      ],
      pieces: [],
      after: [],
      error,
    };
  const isShown = config.includeThoughts === true;
  const before = isShown ? thoughts.map((text) => chunk([{ text, thought: true }])) : [];
  const pieces = script.pieces.map((text) => [chunk([{ text }])]);
  const calls = script.tools.map((tool, at) => chunk([callOf(tool, at, canThink, known)]));
  // What was thought is signed once: on the first call, else on an empty part at the very end.
  const isSigned = canThink && calls.length === 0;
  const last = { text: '', ...(isSigned ? { thoughtSignature: signatureOf({ text: '' }) } : {}) };
  const finishReason = ENDS[script.end] ?? script.end;
  const finishMessage = /^MALFORMED_FUNCTION/.test(finishReason)
    ? { finishMessage: 'Malformed function call: f(' }
    : {};
  return { before, pieces, after: [...calls, chunk([last], { finishReason, ...finishMessage })], error };
}

function callOf(
  { name, args }: Script['tools'][number],
  at: number,
  canThink: boolean,
  known: Known,
): object {
  const functionCall = {
    name,
    ...(args === '{}' ? {} : { args: JSON.parse(args) }),
    ...(known.isWithoutIds ? {} : { id: `call-${at + 1}` }),
  };
  const isSigned = canThink && at === 0;
  const part = { functionCall };
  return { ...part, ...(isSigned ? { thoughtSignature: signatureOf(part) } : {}) };
}
