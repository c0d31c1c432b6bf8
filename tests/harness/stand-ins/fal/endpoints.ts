/** What each endpoint takes: a field too many, or out of its range, fails when the work begins and not before. */
import { pictureIn, strangers } from '../../picture-play';
import type { Said } from '../shape';
import { extraField, outOfRange, workErrors } from './errors';

const FLUX = [
  'prompt',
  'image_size',
  'num_images',
  'num_inference_steps',
  'guidance_scale',
  'seed',
  'acceleration',
  'output_format',
  'enable_safety_checker',
];
const FLUX_2 = [...FLUX, 'enable_prompt_expansion'];
const BANANA = ['prompt', 'aspect_ratio', 'resolution', 'num_images', 'limit_generations', 'seed'];
const GPT = ['prompt', 'image_size', 'quality', 'num_images', 'output_format'];

const TABLE: Readonly<Record<string, readonly string[]>> = {
  'fal-ai/flux/schnell': FLUX,
  'fal-ai/flux/dev': FLUX,
  'fal-ai/flux-2': FLUX_2,
  'fal-ai/flux-2/edit': [...FLUX_2, 'image_urls'],
  'fal-ai/flux-2-pro': ['prompt', 'image_size', 'safety_tolerance', 'seed', 'output_format'],
  'fal-ai/nano-banana-2': BANANA,
  'fal-ai/nano-banana-pro': BANANA,
  'openai/gpt-image-2': GPT,
  'openai/gpt-image-2/edit': [...GPT, 'image_urls'],
};
export const ENDPOINTS: ReadonlySet<string> = new Set(Object.keys(TABLE));

const SIZES = [
  'square_hd',
  'square',
  'portrait_4_3',
  'portrait_16_9',
  'landscape_4_3',
  'landscape_16_9',
  'auto',
];

export function inputError(endpoint: string, body: Record<string, unknown>): Said | undefined {
  const [strange] = strangers(body, TABLE[endpoint] ?? []);
  if (strange) return extraField(strange);
  if (typeof body.prompt !== 'string' || body.prompt === '') return workErrors.missing;
  const { image_size, num_images, seed, image_urls, output_format, enable_prompt_expansion } = body;
  if (image_size !== undefined && !SIZES.includes(String(image_size))) return outOfRange('image_size');
  if (num_images !== undefined && !(Number.isInteger(num_images) && Number(num_images) <= 4))
    return outOfRange('num_images');
  if (seed !== undefined && !Number.isInteger(seed)) return outOfRange('seed');
  if (output_format !== undefined && !['jpeg', 'png', 'webp'].includes(String(output_format)))
    return outOfRange('output_format');
  if (enable_prompt_expansion !== undefined && typeof enable_prompt_expansion !== 'boolean')
    return outOfRange('enable_prompt_expansion');
  const isEdit = endpoint.endsWith('/edit');
  if (isEdit !== Array.isArray(image_urls)) return workErrors.missing;
  if (Array.isArray(image_urls) && !image_urls.every((url) => pictureIn(url))) return workErrors.file;
  return undefined;
}
