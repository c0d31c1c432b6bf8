/** Chat completions as recorded: numbers past what JavaScript can count, and tags in the words of an old model. */
import {
  type Accent,
  type Answer,
  chunkOf,
  inFragments,
  newChat,
  tagged,
  toFrame,
  usageOf,
} from '../../chat-play';
import { asObject, type Body, type Fault, fault, type ModelRules } from '../../chat-strict';
import type { Said } from '../shape';
import { togetherErrors, wrapped } from './errors';

interface Listed extends ModelRules {
  readonly prices: readonly [input: number, output: number];
  readonly type?: string;
}

const MODELS: Readonly<Record<string, Listed>> = {
  'openai/gpt-oss-120b': { mostTokens: 131_072, prices: [0.15, 0.6], efforts: ['low', 'medium', 'high'] },
  'deepseek-ai/DeepSeek-V4.1-Flash': { mostTokens: 131_072, prices: [0.3, 1.2], sees: true },
  'zai-org/GLM-5.3': { mostTokens: 131_072, prices: [1.4, 4.4] },
  'zai-org/GLM-5.3-Flash': { mostTokens: 131_072, prices: [0.15, 0.5], sees: true },
  'moonshotai/Kimi-K3.1-Pro': { mostTokens: 131_072, prices: [2, 10], sees: true },
  'deepseek-ai/DeepSeek-R1': { mostTokens: 131_072, prices: [3, 7], hasNoTools: true },
  'ember/Small-free': { mostTokens: 8192, prices: [0, 0], hasNoTools: true },
};

const entry = (id: string, type: string, [input, output]: readonly [number, number], context: number) => ({
  id,
  object: 'model',
  created: 1_790_000_000,
  type,
  running: false,
  display_name: id.replace(/^.*\//, ''),
  organization: id.replace(/\/.*$/, ''),
  link: '',
  license: '',
  context_length: context,
  config: { chat_template: '{{x}}', stop: [], bos_token: null, eos_token: null },
  pricing: { hourly: 0, input, output, base: 0, finetune: 0, cached_input: 0 },
  tomorrow: [],
});

/** A bare array, in which pictures and vectors stand too. */
export const togetherModels: Said = {
  status: 200,
  body: [
    ...Object.entries(MODELS).map(([id, { prices, mostTokens }]) => entry(id, 'chat', prices, mostTokens)),
    entry('black-forest-labs/FLUX.2-pro', 'image', [0, 0], 0),
    entry('intfloat/multilingual-e5-large-instruct', 'embedding', [0.02, 0.02], 514),
    entry('ember/Guard', 'moderation', [0.2, 0.2], 8192),
  ],
};

/** The seed is larger than any safe integer: written by hand. */
const said = (answer: Answer, delta: object, finish: string | null = null, usage: object | null = null) => {
  const { content = '' } = delta as { content?: string };
  const [choice] = chunkOf(answer, { token_id: 1, role: 'assistant', ...delta }, finish).choices;
  const chunk = chunkOf(answer, {}, null, {
    choices: [{ ...choice, text: content, seed: 'SEED' }],
    prompt: [],
    usage,
  });
  return toFrame(chunk).replace('"SEED"', '18446744073709551615');
};

const isOld = (model: string) => model.endsWith('DeepSeek-R1');

export const togetherAccent: Accent = {
  thought: (answer, text, at) =>
    isOld(answer.model)
      ? tagged(answer, text, at).map((content) => said(answer, { content }))
      : [said(answer, { content: '', reasoning: text })],
  word: (answer, content) => [said(answer, { content })],
  close: (answer) => {
    const isTold = answer.asksUsage && answer.script.usage !== 'none';
    const usage = usageOf(answer);
    return [
      ...inFragments(answer).map((delta) => said(answer, delta)),
      said(answer, { content: '' }, answer.finish, isTold ? usage : null),
    ];
  },
  callId: (made, at) => `call_${String(made).padStart(22, '0')}${at}`,
  ends: { stop: 'eos' },
  // Nothing is known of these. A number instead of a word is the harder case.
  inside: ({ status, body }) => toFrame({ error: { ...asObject(asObject(body).error), code: status } }),
  thinks: ({ reasoning }) => asObject(reasoning).enabled !== false,
};

const more = ({ reasoning_effort: effort, model }: Body): Fault | undefined =>
  effort !== undefined && !String(model).startsWith('openai/gpt-oss')
    ? fault('unsupported', ['reasoning_effort'], 'this model knows none')
    : undefined;

const refuse = ({ is, loc, says }: Fault): Said => {
  if (is === 'model')
    return wrapped(404, `Unable to access model ${says}.`, 'invalid_request_error', 'model_not_available');
  return wrapped(is === 'extra' ? 422 : 400, says, 'invalid_request_error', null, loc.join('.'));
};

export const togetherTalk = newChat({
  rules: {
    members: ['stream_options', 'temperature', 'tools', 'tool_choice', 'reasoning', 'reasoning_effort'],
    cap: 'max_tokens',
    replayed: [],
    modelOf: (id) => MODELS[id],
    more,
  },
  errors: togetherErrors,
  refuse,
  accent: () => togetherAccent,
});
