/** Chat completions as recorded: whole calls, usage in a member of its own, errors as events. */
import { createHash } from 'node:crypto';
import { type Accent, type Answer, chunkOf, newChat, tagged, usageOf, wholeCalls } from '../../chat-play';
import { asObject, type Body, type Fault, fault, type ModelRules } from '../../chat-strict';
import { frameOf } from '../../frame-play';
import { ALPHANUMERIC, letters, type Said } from '../shape';
import { groqErrors, wrapped } from './errors';

const OSS = { mostTokens: 65_536, efforts: ['low', 'medium', 'high'] };
const MODELS: Readonly<Record<string, ModelRules>> = {
  'openai/gpt-oss-120b': OSS,
  'openai/gpt-oss-20b': OSS,
  'llama-3.3-70b-versatile': { mostTokens: 32_768 },
  'qwen/qwen3.8-27b': { mostTokens: 16_384, efforts: ['none', 'low', 'medium', 'high'], sees: true },
  'groq/compound': { mostTokens: 8192, hasNoTools: true },
};

/** Sounds and guards stand in the same list, and what is not active any more. */
const NOT_TEXT = ['whisper-large-v3', 'canopylabs/orpheus-v1-english', 'meta-llama/llama-prompt-guard-2-86m'];

const entry = (id: string, over: object = {}) => ({
  id,
  object: 'model',
  created: 1_790_000_000,
  owned_by: 'Ember',
  active: true,
  context_window: 131_072,
  public_apps: null,
  tomorrow: 'x',
  ...over,
});

export const groqModels: Said = {
  status: 200,
  headers: { 'x-ratelimit-limit-requests': '1000', 'x-ratelimit-remaining-requests': '998', vary: 'origin' },
  body: {
    object: 'list',
    data: [
      ...[...Object.keys(MODELS), ...NOT_TEXT].map((id) => entry(id)),
      entry('llama-of-yesterday', { active: false }),
    ],
  },
};

const isQwen = (model: string) => model.startsWith('qwen/');
const isCompound = (model: string) => model === 'groq/compound';

/** The compound one has another id for each chunk, and none at the end. */
const said = (answer: Answer, name: string, delta: object, finish: string | null = null, more: object = {}) =>
  chunkOf(answer, delta, finish, {
    ...(isCompound(answer.model) ? { id: finish ? 'stub' : `chatcmpl-${hash(`${answer.id} ${name}`)}` } : {}),
    ...more,
  });

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);

function thought(answer: Answer, text: string, at: number): object[] {
  const { model, body } = answer;
  const pieces = isCompound(model) || (isQwen(model) && body.reasoning_format !== 'parsed');
  if (!pieces)
    return [said(answer, '', { reasoning: text, ...(isQwen(model) ? {} : { channel: 'analysis' }) })];
  const member = isCompound(model) ? 'reasoning' : 'content';
  return tagged(answer, text, at).map((piece, part) => said(answer, `${at} ${part}`, { [member]: piece }));
}

export const groqAccent: Accent = {
  open: (answer) => [
    said(answer, 'open', { role: 'assistant', content: answer.calls.length ? null : '' }, null, {
      x_groq: { id: 'req_01', seed: 1_234_567 },
    }),
  ],
  thought,
  word: (answer, content, at) => [said(answer, `word ${at}`, { content })],
  close: (answer) => {
    const usage = usageOf(answer, {
      queue_time: 0.04,
      prompt_time: 0.001,
      completion_time: 0.06,
      total_time: 0.1,
      prompt_tokens_details: { cached_tokens: 3 },
    });
    const isTold = answer.script.usage !== 'none';
    return [
      ...wholeCalls(answer).map((delta) => said(answer, 'call', delta)),
      said(answer, 'last', {}, answer.finish, {
        x_groq: { id: 'req_01', ...(isTold ? { usage } : {}) },
        ...(isTold && answer.asksUsage ? { usage } : {}),
      }),
    ];
  },
  callId: (made, at, model) =>
    model.includes('gpt-oss')
      ? `fc_0f2b0c1e-0000-4000-8000-${String(made).padStart(8, '0')}${String(at).padStart(4, '0')}`
      : letters(`groq ${made} ${at}`, 9, ALPHANUMERIC),
  headers: { 'x-request-id': 'req_01', vary: 'origin' },
  // With its own status inside, and nothing after it.
  inside: ({ status, body }) =>
    frameOf('error', { error: { ...asObject(asObject(body).error), status_code: status } }),
  thinks: ({ reasoning_effort: effort }) => effort !== 'none',
};

function more(body: Body): Fault | undefined {
  const { reasoning_format: format, model } = body;
  if (format === undefined) return undefined;
  if (!isQwen(String(model)))
    return fault('unsupported', ['reasoning_format'], '`reasoning_format` is not supported with this model');
  const isKnown = ['parsed', 'raw', 'hidden'].includes(String(format));
  return isKnown ? undefined : fault('invalid', ['reasoning_format'], 'must be hidden, raw or parsed');
}

function refuse({ is, loc, says }: Fault): Said {
  const invalid = (status: number, message: string, code?: string) =>
    wrapped(status, message, 'invalid_request_error', code);
  if (is === 'model')
    return invalid(
      404,
      `The model \`${says}\` does not exist or you do not have access to it.`,
      'model_not_found',
    );
  return invalid(400, `${loc.join('.')} : ${says}`);
}

export const groqTalk = newChat({
  rules: {
    members: [
      'stream_options',
      'temperature',
      'tools',
      'reasoning_effort',
      'reasoning_format',
      'tool_choice',
    ],
    cap: 'max_completion_tokens',
    replayed: ['reasoning'],
    modelOf: (id) => MODELS[id],
    more,
  },
  errors: groqErrors,
  refuse,
  accent: () => groqAccent,
});
