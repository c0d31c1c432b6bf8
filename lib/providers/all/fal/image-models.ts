// https://fal.ai/models (fields from the types of fal-js of 2026-08-02). A dated list: the platform's own has thousands.
import { usdOf } from '../../../core/money';
import type { Model, Option } from '../../model';
import type { Call } from '../../shape';
import { askMore } from '../../wire/ask';
import { asArray, asText, at } from '../../wire/read';
import { isOk } from '../../wire/verdicts';
import { headersOf } from './headers';

interface Row {
  readonly name: string;
  readonly options: Option[];
  readonly rank?: number;
  /** How many pictures its `/edit` takes. */
  readonly references?: number;
}

const choice = (name: string, words: string, initial?: string): Option => ({
  name,
  is: 'choice',
  values: words.split(' '),
  ...(initial ? { initial } : {}),
});
const range = (name: string, min: number, max: number): Option => ({ name, is: 'range', min, max });

const SIZES = 'square_hd square portrait_4_3 portrait_16_9 landscape_4_3 landscape_16_9';
const size = choice('image_size', SIZES);
const count = range('num_images', 1, 4);
const seed: Option = { name: 'seed', is: 'seed' };

const flux = (steps: number, formats: string): Option[] => [
  size,
  count,
  seed,
  range('num_inference_steps', 1, steps),
  range('guidance_scale', 1, 20),
  choice('acceleration', 'none regular high'),
  choice('output_format', formats),
];
const flux2 = [...flux(50, 'jpeg png webp'), { name: 'enable_prompt_expansion', is: 'switch' } as const];
const banana = [
  choice('aspect_ratio', 'auto 1:1 16:9 9:16 4:3 3:4 3:2 2:3 5:4 4:5 21:9'),
  choice('resolution', '0.5K 1K 2K 4K'),
  count,
  seed,
];

const TABLE: Readonly<Record<string, Row>> = {
  'fal-ai/flux-2': { name: 'FLUX.2', options: flux2, rank: 0, references: 4 },
  'fal-ai/flux/schnell': { name: 'FLUX.1 schnell', options: flux(12, 'jpeg png'), rank: 1 },
  'fal-ai/flux/dev': { name: 'FLUX.1 dev', options: flux(50, 'jpeg png') },
  'fal-ai/flux-2-pro': { name: 'FLUX.2 pro', options: [size, seed, choice('output_format', 'jpeg png')] },
  'fal-ai/nano-banana-2': { name: 'Nano Banana 2', options: banana },
  'fal-ai/nano-banana-pro': { name: 'Nano Banana Pro', options: banana },
  'openai/gpt-image-2': {
    name: 'GPT Image 2',
    options: [
      choice('image_size', `auto ${SIZES}`),
      // Left to itself it takes the dearest.
      choice('quality', 'auto low medium high', 'medium'),
      count,
      choice('output_format', 'png jpeg webp'),
    ],
    references: 4,
  },
};

/** Undefined for a name typed by hand, of which nothing is known. */
export function findImageModel(id: string): Model | undefined {
  const row = TABLE[id];
  if (!row) return undefined;
  const { name, options, rank, references } = row;
  return {
    id,
    name,
    makes: ['image'],
    takes: references ? ['text', 'image'] : ['text'],
    options,
    ...(rank === undefined ? {} : { rank }),
    ...(references ? { maxReferences: references } : {}),
  };
}

/** What they cost today, of which the platform tells. A price by the token or the second is none for a picture. */
export async function imageModels(call: Call): Promise<readonly Model[]> {
  const ids = Object.keys(TABLE);
  const url = `https://api.fal.ai/v1/models/pricing?endpoint_id=${ids.map(encodeURIComponent).join(',')}`;
  const answer = await askMore(call, url, headersOf(call));
  const prices = (isOk(answer) && asArray(at(answer.json, 'prices'))) || [];
  return ids.flatMap((id) => {
    const model = findImageModel(id);
    const told = prices.find((price) => at(price, 'endpoint_id') === id);
    const isEach = /^(image|megapixel)s?$/i.test(asText(at(told, 'unit')) ?? '');
    // The sizes on the form are of one megapixel at most.
    const image = isEach && at(told, 'currency') === 'USD' ? usdOf(at(told, 'unit_price')) : undefined;
    return model ? [{ ...model, ...(image ? { price: { image } } : {}) }] : [];
  });
}
