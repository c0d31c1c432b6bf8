/** A few models as the service describes them, each in its maker's own words, and how strictly it holds to them. */
import { pictureIn } from '../../picture-play';
import type { Case, Heard, Said } from '../shape';
import { invalid, notFound } from './errors';

type Field = Readonly<Record<string, unknown>>;

const ref = (name: string): Field => ({ allOf: [{ $ref: `#/components/schemas/${name}` }], 'x-order': 3 });
const prompt: Field = { type: 'string', title: 'Prompt', 'x-order': 0 };
const seed: Field = { type: 'integer', title: 'Seed', nullable: true };
const picture: Field = { type: 'string', format: 'uri', title: 'Image', nullable: true };
const safety: Field = { type: 'integer', minimum: 1, maximum: 6, default: 2 };

interface Described {
  readonly fields: Readonly<Record<string, Field>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

const RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4'];

export const MODELS: Readonly<Record<string, Described>> = {
  'black-forest-labs/flux-schnell': {
    fields: {
      prompt,
      seed,
      aspect_ratio: ref('aspect_ratio'),
      output_format: ref('output_format'),
      num_outputs: { type: 'integer', minimum: 1, maximum: 4, default: 1 },
      output_quality: { type: 'integer', minimum: 0, maximum: 100, default: 80 },
      go_fast: { type: 'boolean', default: true },
      disable_safety_checker: { type: 'boolean', default: false },
    },
    enums: { aspect_ratio: RATIOS, output_format: ['webp', 'jpg', 'png'] },
  },
  'black-forest-labs/flux-2-pro': {
    fields: {
      prompt,
      seed,
      aspect_ratio: ref('aspect_ratio'),
      input_images: { type: 'array', items: { type: 'string', format: 'uri' }, maxItems: 8 },
      safety_tolerance: safety,
    },
    enums: { aspect_ratio: ['match_input_image', ...RATIOS] },
  },
  'black-forest-labs/flux-kontext-pro': {
    fields: { prompt, seed, input_image: picture, aspect_ratio: ref('aspect_ratio') },
    enums: { aspect_ratio: ['match_input_image', ...RATIOS] },
  },
  'openai/gpt-image-2': {
    fields: {
      prompt,
      openai_api_key: { type: 'string', format: 'password', nullable: true, 'x-cog-secret': true },
      quality: ref('quality'),
      background: ref('background'),
      moderation: ref('moderation'),
      input_images: { type: 'array', items: { type: 'string', format: 'uri' } },
      number_of_images: { type: 'integer', minimum: 1, maximum: 10, default: 1 },
    },
    enums: {
      quality: ['low', 'medium', 'high', 'auto'],
      background: ['auto', 'transparent', 'opaque'],
      moderation: ['auto', 'low'],
    },
  },
  'qwen/qwen-image': {
    fields: {
      prompt,
      seed,
      negative_prompt: { type: 'string', default: ' ' },
      guidance: { type: 'number', minimum: 0, maximum: 10, default: 3 },
      image: picture,
      mask_image: picture,
    },
    enums: {},
  },
};

export const modelAnswer = ({ path }: Heard): Said => {
  const name = path.replace('/v1/models/', '');
  const model = MODELS[name];
  if (!model) return notFound;
  const [owner, short] = name.split('/');
  const enums = Object.entries(model.enums).map(([title, values]) => [
    title,
    { type: 'string', title, enum: values, description: 'An enumeration.' },
  ]);
  const Input = { type: 'object', title: 'Input', required: ['prompt'], properties: model.fields };
  return {
    status: 200,
    body: {
      url: `https://replicate.com/${name}`,
      owner,
      name: short,
      visibility: 'public',
      is_official: true,
      latest_version: {
        id: 'hidden',
        openapi_schema: {
          openapi: '3.0.2',
          components: { schemas: { Input, ...Object.fromEntries(enums) } },
        },
      },
      a_field_of_tomorrow: 1,
    },
  };
};

/** What the service looks at before anything runs. */
export function refusedInput(name: string, input: Record<string, unknown>): Said | undefined {
  const { fields, enums } = MODELS[name] ?? { fields: { prompt }, enums: {} };
  if (typeof input.prompt !== 'string' || input.prompt === '') return invalid('prompt', 'prompt is required');
  for (const [field, value] of Object.entries(input)) {
    const told = fields[field];
    if (!told || told.format === 'password') return invalid(field, 'is not known');
    if (!isOf(told, enums[field], value)) return invalid(field, 'is not valid');
  }
  return undefined;
}

function isOf(told: Field, values: readonly string[] | undefined, value: unknown): boolean {
  if (values) return values.includes(String(value));
  if (told.type === 'array') return Array.isArray(value) && value.every((url) => pictureIn(url));
  if (told.format === 'uri') return pictureIn(value) !== undefined;
  if (told.type === 'boolean' || told.type === 'string') return typeof value === told.type;
  const isWithin =
    Number(value) >= Number(told.minimum ?? -Infinity) && Number(value) <= Number(told.maximum ?? Infinity);
  return isWithin && (told.type === 'integer' ? Number.isInteger(value) : typeof value === 'number');
}

export const modelAnswers: Case['answers'] = { 'GET /v1/models/*': modelAnswer };
