/** A router: each request may be answered by somebody else, in the accent of whoever that is. */

import { type Accent, type Answer, chunkOf, inFragments, newChat, tagged, usageOf } from '../../chat-play';
import type { Fault, ModelRules } from '../../chat-strict';
import { cerebrasAccent } from '../cerebras/text';
import { groqAccent } from '../groq/text';
import type { Said } from '../shape';
import { togetherAccent } from '../together/text';
import { huggingfaceErrors, notServed, sentence } from './errors';

/** Thoughts between tags, then a chunk without choices and its own measurements. */
const novita: Accent = {
  thought: (answer, text, at) => tagged(answer, text, at).map((content) => chunkOf(answer, { content })),
  word: (answer, content) => [chunkOf(answer, { content, reasoning_content: '' })],
  close: (answer: Answer) => [
    ...inFragments(answer).map((delta) => chunkOf(answer, delta)),
    chunkOf(answer, {}, answer.finish),
    chunkOf(answer, {}, null, {
      choices: [],
      ...(answer.asksUsage && answer.script.usage !== 'none' ? { usage: usageOf(answer) } : {}),
      sla_metrics: { ts_us: 1, ttft_ms: 211 },
    }),
  ],
  callId: (made, at) => `call_novita_${made}_${at}`,
};

export const ACCENTS: Readonly<Record<string, Accent>> = {
  novita,
  together: togetherAccent,
  groq: groqAccent,
  cerebras: cerebrasAccent,
};

const MODELS: Readonly<Record<string, ModelRules>> = {
  'openai/gpt-oss-120b': { mostTokens: 131_072, efforts: ['low', 'medium', 'high'] },
  'zai-org/GLM-5.3': { mostTokens: 131_072 },
  'Qwen/Qwen3.8-27B': { mostTokens: 131_072, sees: true },
};

const offer = (provider: string, input: number, output: number, over: object = {}) => ({
  provider,
  status: 'live',
  context_length: 131_072,
  pricing: { input, output },
  supports_tools: true,
  supports_structured_output: false,
  latency: 0.4,
  throughput: 120,
  ...over,
});

const entry = (id: string, providers: object[], inputs = ['text']) => ({
  id,
  object: 'model',
  created: 1_790_000_000,
  owned_by: id.replace(/\/.*$/, ''),
  architecture: { input_modalities: inputs, output_modalities: ['text'] },
  providers,
  tomorrow: {},
});

export const huggingfaceModels: Said = {
  status: 200,
  headers: { 'access-control-allow-origin': '*' },
  body: {
    object: 'list',
    data: [
      entry('openai/gpt-oss-120b', [
        offer('cerebras', 0.25, 0.69),
        offer('groq', 0.15, 0.6, { context_length: 65_536 }),
        offer('sleeping', 9, 9, { status: 'staging', context_length: 1024 }),
        // It tells nothing of itself but its name.
        { provider: 'quiet' },
      ]),
      entry('zai-org/GLM-5.3', [
        offer('novita', 1.4, 4.4),
        offer('together', 1.2, 4.6, { supports_tools: false }),
      ]),
      entry('Qwen/Qwen3.8-27B', [offer('together', 0.8, 4)], ['text', 'image']),
      entry('ember/without-tools', [offer('novita', 0.1, 0.2, { supports_tools: false })]),
      entry('ember/asleep', [offer('novita', 0.1, 0.2, { status: 'error' })]),
    ],
  },
};

const POLICIES = ['fastest', 'cheapest', 'preferred'];

/** `org/name`, `org/name:provider` or `org/name:policy`. */
function modelOf(asked: string): ModelRules | undefined {
  const [id = '', who] = asked.split(':');
  return who === undefined || POLICIES.includes(who) || who in ACCENTS ? MODELS[id] : undefined;
}

/** The fastest is somebody else from one request to the next. */
function accent(model: string, made: number): Accent {
  const named = ACCENTS[model.split(':')[1] ?? ''];
  const all = Object.values(ACCENTS);
  return named ?? all[made % all.length] ?? novita;
}

const refuse = ({ is, loc, says }: Fault): Said =>
  is === 'model' ? notServed(says) : sentence(is === 'extra' ? 422 : 400, `${loc.join('.')}: ${says}`);

export const huggingfaceTalk = newChat({
  rules: {
    members: ['stream_options', 'temperature', 'tools', 'tool_choice', 'reasoning_effort'],
    cap: 'max_tokens',
    replayed: [],
    modelOf,
  },
  errors: huggingfaceErrors,
  refuse,
  accent,
});
