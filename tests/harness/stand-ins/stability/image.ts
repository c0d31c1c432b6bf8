/** `/v2beta/stable-image/generate/*`, as strict as its description and what was seen of it. */
import { type Part, partsOf } from '../../multipart';
import { base64Of, mediaOf, pictureAs } from '../../picture-bytes';
import { delivered, playOf } from '../../picture-play';
import type { Case, Heard, Said } from '../shape';
import { imageErrors, invalid } from './image-errors';

const ALL = ['prompt', 'negative_prompt', 'aspect_ratio', 'seed', 'style_preset', 'output_format'];
const FIELDS = {
  core: ALL,
  ultra: [...ALL, 'image', 'strength'],
  sd3: [...ALL, 'image', 'strength', 'mode', 'model', 'cfg_scale'],
} as const;
type Route = keyof typeof FIELDS;

const WORDS: Readonly<Record<string, string>> = {
  aspect_ratio: '16:9 1:1 21:9 2:3 3:2 4:5 5:4 9:16 9:21',
  output_format: 'png jpeg webp',
  mode: 'text-to-image image-to-image',
  model: 'sd3.5-large sd3.5-large-turbo sd3.5-medium sd3.5-flash',
  style_preset:
    '3d-model analog-film anime cinematic comic-book digital-art enhance fantasy-art isometric line-art low-poly modeling-compound neon-punk origami photographic pixel-art tile-texture',
};
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  seed: [0, 4_294_967_294],
  cfg_scale: [1, 10],
  strength: [0, 1],
};

let made = 0;

const paint =
  (route: Route) =>
  (heard: Heard): Said => {
    const form = partsOf(heard);
    if (!form) return invalid('content-type: must be multipart/form-data');
    const prompt = form.get('prompt')?.text ?? '';
    const { script, refusal } = playOf(prompt, heard, imageErrors);
    const wrong = refusal ?? refusalOf(form, route);
    if (wrong) return wrong;
    made += 1;
    const bytes = pictureAs(form.get('output_format')?.text, made);
    const isBlurred = script.quirks.has('filtered');
    const reason = isBlurred ? 'CONTENT_FILTERED' : script.quirks.has('unsaid') ? undefined : 'SUCCESS';
    const seed = Number(form.get('seed')?.text ?? 1234567890);
    const isJson = heard.headers.accept === 'application/json';
    const headers = {
      'x-request-id': `req-${made}`,
      'content-type': isJson ? 'application/json' : mediaOf(bytes),
      ...(isJson ? {} : { ...(reason ? { 'finish-reason': reason } : {}), seed: String(seed) }),
    };
    const image = script.quirks.has('empty') ? '' : base64Of(bytes);
    const body = { image, seed, ...(reason ? { finish_reason: reason } : {}), a_field_of_tomorrow: 1 };
    return delivered({ status: 200, headers, body: isJson ? body : bytes }, script);
  };

function refusalOf(form: ReadonlyMap<string, Part>, route: Route): Said | undefined {
  const known: readonly string[] = FIELDS[route];
  for (const [name, part] of form) {
    if (!known.includes(name)) return invalid(`${name}: is not allowed`);
    if (part.isFile !== (name === 'image')) return invalid(`${name}: is of the wrong kind`);
    if (!part.isFile && part.text === '') return invalid(`${name}: must not be empty`);
    if (WORDS[name] && !WORDS[name].split(' ').includes(part.text)) return invalid(`${name}: unknown value`);
    const [min, max] = RANGES[name] ?? [];
    if (min !== undefined && max !== undefined && !(Number(part.text) >= min && Number(part.text) <= max))
      return invalid(`${name}: out of range`);
  }
  const prompt = form.get('prompt')?.text ?? '';
  if (prompt.length < 1 || prompt.length > 10_000) return invalid('prompt: is required');
  return refusedImage(form, route);
}

function refusedImage(form: ReadonlyMap<string, Part>, route: Route): Said | undefined {
  const image = form.get('image');
  if (image && !image.media?.startsWith('image/')) return invalid('image: is no image');
  if (image && !/^(\x89PNG|\xff\xd8|RIFF)/.test(Buffer.from(image.bytes).toString('latin1')))
    return imageErrors.field;
  if (Boolean(image) !== form.has('strength')) return invalid('strength: goes with image');
  if (route !== 'sd3') return undefined;
  if (!form.has('model')) return invalid('model: would be the oldest');
  if (form.get('output_format')?.text === 'webp') return invalid('output_format: png or jpeg');
  if ((form.get('mode')?.text === 'image-to-image') !== Boolean(image))
    return invalid('mode: goes with image');
  return image && form.has('aspect_ratio') ? invalid('aspect_ratio: follows the image') : undefined;
}

const at = (route: Route) => `POST /v2beta/stable-image/generate/${route}`;

export const imageAnswers: Case['answers'] = {
  [at('core')]: paint('core'),
  [at('ultra')]: paint('ultra'),
  [at('sd3')]: paint('sd3'),
};
