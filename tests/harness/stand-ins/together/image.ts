/** `/images/generations`, as strict as the specification and what was seen of it. */
import { base64Of, pictureAs } from '../../picture-bytes';
import { delivered, jsonOf, pictureIn, playOf, strangers } from '../../picture-play';
import type { Case, Heard, Said } from '../shape';
import { imageErrors, invalid, noModel } from './image-errors';

/** Listed and alive on 2026-10-07; the reference's own examples name others that are gone. */
export const imageModelIds = [
  'black-forest-labs/FLUX.2-pro',
  'black-forest-labs/FLUX.2-flex',
  'black-forest-labs/FLUX.2-dev',
  'black-forest-labs/FLUX.1-kontext-pro',
  'google/flash-image-3.1',
  'openai/gpt-image-2',
  'Qwen/Qwen-Image',
];

/** The list of those that talk, with those that paint. Of these it tells hardly more than that they do. */
export const withPainters = (list: Said): Said => ({
  ...list,
  body: [
    ...(list.body as { readonly type: string }[]).filter(({ type }) => type !== 'image'),
    ...imageModelIds.map((id) => ({
      id,
      object: 'model',
      created: 0,
      type: 'image',
      display_name: id.split('/')[1],
      pricing: { hourly: 0, input: 0, output: 0, base: 0, finetune: 0 },
      tomorrow: [],
    })),
  ],
});

const FIELDS = [
  'model',
  'prompt',
  'steps',
  'width',
  'height',
  'aspect_ratio',
  'n',
  'seed',
  'negative_prompt',
  'guidance_scale',
  'response_format',
  'output_format',
  'image_url',
  'reference_images',
  'image_loras',
];
let made = 0;

function refusalOf(body: Record<string, unknown>): Said | undefined {
  const [strange] = strangers(body, FIELDS);
  if (strange) return invalid(`unknown field ${strange}`);
  const model = String(body.model);
  if (!imageModelIds.includes(model)) return noModel(model);
  if (typeof body.prompt !== 'string' || body.prompt === '') return invalid('prompt is required');
  if (body.steps !== undefined && /pro|flex/.test(model)) return invalid('steps is not supported');
  for (const [name, min, max, step] of RANGES) {
    const value = body[name];
    if (value === undefined) continue;
    if (!Number.isInteger(value) || Number(value) < min || Number(value) > max || Number(value) % step)
      return invalid(`${name} is out of range`);
  }
  const isByRatio = /kontext/.test(model);
  if (isByRatio ? body.width || body.height : body.aspect_ratio)
    return invalid('size is said otherwise here');
  if (!['jpeg', 'png', undefined].includes(body.output_format as undefined)) return invalid('output_format');
  if (!['base64', 'url', undefined].includes(body.response_format as undefined))
    return invalid('response_format');
  return areReferences(body, model) ? undefined : invalid('reference pictures');
}

const RANGES: readonly (readonly [string, number, number, number])[] = [
  ['steps', 1, 50, 1],
  ['width', 256, 2048, 8],
  ['height', 256, 2048, 8],
  ['n', 1, 4, 1],
  ['seed', 0, Number.MAX_SAFE_INTEGER, 1],
];

function areReferences({ image_url, reference_images }: Record<string, unknown>, model: string): boolean {
  if (image_url !== undefined && !(/kontext|FLUX\.2-(pro|flex)/.test(model) && pictureIn(image_url)))
    return false;
  if (reference_images === undefined) return true;
  if (!Array.isArray(reference_images) || reference_images.length === 0) return false;
  return /FLUX\.2|^google/.test(model) && reference_images.every((url) => pictureIn(url) !== undefined);
}

function paint(heard: Heard): Said {
  const body = jsonOf(heard);
  if (!body) return invalid('the body is no JSON');
  const play = playOf(String(body.prompt), heard, imageErrors);
  const refusal = play.refusal ?? refusalOf(body);
  if (refusal) return refusal;
  made += 1;
  const isInline = body.response_format === 'base64';
  const data = Array.from({ length: Number(body.n ?? 1) }, (_, index) =>
    isInline
      ? { index, type: 'b64_json', b64_json: base64Of(pictureAs(body.output_format ?? 'jpeg', made + index)) }
      : { index, type: 'url', url: `https://api.together.ai/shrt/Ab${made}${index}` },
  );
  // Nobody promised them in order.
  const said = { id: `oabc-${made}`, model: body.model, object: 'list', data: data.reverse(), tomorrow: 1 };
  const isEmpty = play.script.quirks.has('empty');
  return delivered({ status: 200, body: isEmpty ? { ...said, data: [] } : said }, play.script);
}

export const imageAnswers: Case['answers'] = { 'POST /v1/images/generations': paint };
