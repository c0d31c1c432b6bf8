/** The image models that this stand-in lists, as `/images/models` and `/models?output_modalities=image` tell them. */
import type { Heard, Said } from '../shape';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly output?: readonly string[];
  readonly input?: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly streams?: true;
  /** Only in the list of all models: it paints in a conversation. */
  readonly isChat?: true;
  readonly pricing: Readonly<Record<string, string>>;
}

const choice = (...values: string[]) => ({ type: 'enum', values });
const range = (min: number, max: number) => ({ type: 'range', min, max });
const flag = { type: 'boolean' };

export const listed: readonly Listed[] = [
  {
    id: 'openai/gpt-image-2',
    name: 'OpenAI: GPT Image 2',
    parameters: {
      aspect_ratio: choice('1:1', '3:2', '2:3', 'auto'),
      quality: choice('auto', 'low', 'medium', 'high'),
      background: choice('auto', 'opaque'),
      output_format: choice('png', 'jpeg', 'webp'),
      output_compression: range(0, 100),
      n: range(1, 10),
      input_references: range(0, 16),
      seed: flag,
      tomorrow: { type: 'something new' },
    },
    streams: true,
    pricing: { prompt: '0.000005', completion: '0', image: '0.000008', image_output: '0.00003' },
  },
  {
    id: 'google/gemini-3-pro-image',
    name: 'Google: Gemini 3 Pro Image',
    output: ['image', 'text'],
    parameters: {
      aspect_ratio: choice('1:1', '3:4', '4:3', '16:9'),
      resolution: choice('1K', '2K', '4K'),
      size: choice('1K', '2K', '4K'),
      input_references: range(0, 14),
      n: range(1, 1),
    },
    pricing: { prompt: '0.000002', completion: '0.000012', image_output: '0.00012' },
  },
  {
    id: 'black-forest-labs/flux.2-klein-4b',
    name: 'Black Forest Labs: FLUX.2 Klein 4B',
    parameters: {
      aspect_ratio: choice('1:1', '16:9', '9:16'),
      output_format: choice('png', 'jpeg'),
      seed: flag,
    },
    input: ['text'],
    pricing: { prompt: '0', completion: '0', image_output: '0.00000341796875' },
  },
  {
    id: 'recraft/recraft-v4.1-vector',
    name: 'Recraft: V4.1 Vector',
    parameters: { aspect_ratio: choice('1:1', '4:3'), output_format: choice('svg') },
    input: ['text'],
    pricing: { prompt: '0', completion: '0', request: '0.08' },
  },
  {
    id: 'meta/muse-image',
    name: 'Meta: Muse Image',
    parameters: {},
    input: ['text'],
    pricing: { prompt: '-1', completion: '-1' },
  },
  {
    id: 'google/gemini-2.5-flash-image',
    name: 'Google: Gemini 2.5 Flash Image',
    output: ['image', 'text'],
    parameters: {},
    isChat: true,
    pricing: { prompt: '0.0000003', completion: '0.0000025', image_output: '0.00003' },
  },
];

const architectureOf = ({ input = ['text', 'image'], output = ['image'] }: Listed) => ({
  modality: `${input.join('+')}->${output.join('+')}`,
  input_modalities: input,
  output_modalities: output,
  tokenizer: 'Other',
  instruct_type: null,
});

/** `GET /images/models` */
export const capabilities = listed
  .filter(({ isChat }) => !isChat)
  .map((model) => ({
    id: model.id,
    name: model.name,
    description: 'Makes pictures …',
    created: 1_790_000_000,
    architecture: architectureOf(model),
    supported_parameters: model.parameters,
    supports_streaming: model.streams === true,
    endpoints: `/api/v1/images/models/${model.id}/endpoints`,
    a_field_of_tomorrow: {},
  }));

const offer = (name: string, ...pricing: readonly (readonly [string, string, number, string?])[]) => ({
  provider_name: name,
  provider_slug: name.toLowerCase(),
  provider_tag: null,
  supported_parameters: {},
  allowed_passthrough_parameters: [],
  supports_streaming: false,
  pricing: pricing.map(([billable, unit, cost_usd, variant]) => ({
    billable,
    unit,
    cost_usd,
    ...(variant ? { variant } : {}),
  })),
  a_field_of_tomorrow: 1,
});

const OFFERS: Readonly<Record<string, readonly object[]>> = {
  'black-forest-labs/flux.2-klein-4b': [
    offer('BFL', ['output_image', 'megapixel', 0.014], ['input_reference', 'megapixel', 0.001]),
  ],
  'recraft/recraft-v4.1-vector': [
    offer('Recraft', ['output_image', 'image', 0.08], ['output_image', 'image', 0.3, 'pro']),
    offer('Other', ['output_image', 'image', 0.04]),
  ],
  // One of the two counts tokens.
  'google/gemini-3-pro-image': [
    offer('Google', ['output_image', 'token', 0.00012], ['input_text', 'token', 0.000002]),
    offer('Other', ['output_image', 'image', 0.2]),
  ],
  'meta/muse-image': [],
};

/** `GET /images/models/{author}/{slug}/endpoints` */
export const offersAt = ({ path }: Heard): Said => {
  const id = /^\/api\/v1\/images\/models\/(.+)\/endpoints$/.exec(path)?.[1] ?? '';
  const endpoints = OFFERS[id];
  return endpoints
    ? { status: 200, body: { id, endpoints } }
    : { status: 404, body: { error: { message: 'Not Found', code: 404 } } };
};

/** `GET /models?output_modalities=image` */
export const priced = listed.map((model) => ({
  id: model.id,
  canonical_slug: `${model.id}-20260929`,
  hugging_face_id: null,
  name: model.name,
  created: 1_790_000_000,
  description: 'Makes pictures …',
  context_length: model.isChat ? 32_768 : 0,
  architecture: architectureOf(model),
  pricing: { ...model.pricing, discount: 0 },
  top_provider: {
    context_length: null,
    max_completion_tokens: model.isChat ? 8192 : null,
    is_moderated: model.id.startsWith('openai/'),
  },
  per_request_limits: null,
  supported_parameters: [],
  default_parameters: {},
  expiration_date: model.isChat ? '2027-01-31' : null,
  a_field_of_tomorrow: [],
}));
