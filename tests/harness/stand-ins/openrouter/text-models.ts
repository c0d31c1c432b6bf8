/** The list of models that make words. */
import type { Said } from '../shape';

interface Over {
  readonly architecture?: {
    readonly input_modalities: readonly string[];
    readonly output_modalities: readonly string[];
  };
  readonly reasoning?: { readonly mandatory: boolean; readonly supported_efforts: readonly string[] | null };
  readonly [more: string]: unknown;
}

const model = (id: string, completion: string, smart: number, over: Over = {}) => ({
  id,
  canonical_slug: id,
  name: `Ember: ${id}`,
  created: 1_790_000_000,
  context_length: 1_050_000,
  architecture: { input_modalities: ['image', 'text'], output_modalities: ['text'], tokenizer: 'GPT' },
  pricing: { prompt: '0.000001', completion, input_cache_read: '0.0000001' },
  top_provider: { context_length: 1_050_000, max_completion_tokens: 128_000, is_moderated: false },
  supported_parameters: ['max_tokens', 'temperature', 'tools', 'reasoning'],
  expiration_date: null,
  benchmarks: { artificial_analysis: { intelligence_index: smart } },
  tomorrow: {},
  ...over,
});

const models = [
  model('openai/gpt-6.1-sol', '0.00001', 51.8, {
    pricing: {
      prompt: '0.000002',
      completion: '0.00001',
      overrides: [{ min_prompt_tokens: 272_000, prompt: '0.000004', completion: '0.000015' }],
    },
    top_provider: { context_length: 1_050_000, max_completion_tokens: 128_000, is_moderated: true },
    supported_parameters: ['max_tokens', 'tools', 'reasoning'],
    reasoning: { mandatory: true, supported_efforts: ['max', 'xhigh', 'high', 'medium', 'low'] },
  }),
  model('openai/gpt-6-luna', '0.0000005', 40),
  model('anthropic/claude-fable-5.2', '0.00004', 60, {
    reasoning: { mandatory: false, supported_efforts: null },
  }),
  model('going/soon', '0.000001', 70, { expiration_date: '2026-12-31' }),
  model('liquid/lfm-2.5-2.6b:free', '0', 5, {
    architecture: { input_modalities: ['text'], output_modalities: ['text'] },
    supported_parameters: ['max_tokens', 'temperature'],
  }),
  model('openrouter/auto', '-1', 0, { pricing: { prompt: '-1', completion: '-1' } }),
];

export const isListed = (id: unknown): boolean => models.some((entry) => entry.id === id);

/** What a model is asked for that nobody offers, in the service's words. */
export function lackOf(id: unknown, wants: { readonly image: boolean; readonly tools: boolean }) {
  const entry = models.find((candidate) => candidate.id === id);
  if (wants.image && !entry?.architecture.input_modalities.includes('image')) return 'image input';
  return wants.tools && !entry?.supported_parameters.includes('tools') ? 'tool use' : undefined;
}

export function mustReason(id: unknown): boolean {
  const reasoning = models.find((entry) => entry.id === id)?.reasoning;
  return reasoning?.mandatory === true;
}

export const textModelList: Said = {
  status: 200,
  headers: { 'access-control-allow-origin': '*' },
  body: { data: models, total_count: models.length, links: { next: null } },
};
