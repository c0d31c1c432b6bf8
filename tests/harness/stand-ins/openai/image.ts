/** `/images/generations` and `/images/edits`, as strict as the API description and what was seen of it. */
import { base64Of, pictureAs, png } from '../../picture-bytes';
import { delivered, jsonOf, type Play, pictureIn, playOf, strangers } from '../../picture-play';
import type { Sending } from '../../script';
import type { Case, Heard, Said } from '../shape';
import { imageErrors, invalidValue, noModel, unknownParameter } from './image-errors';

/** What answers; the list below leaves the newest ones out, as it does for some accounts. */
const ALIVE = [
  'gpt-image-2.5-flare',
  'gpt-image-2.5-sunburst',
  'gpt-image-2',
  'gpt-image-2-2026-04-21',
  'gpt-image-1.5',
  'gpt-image-1-mini',
];
/** Ids of pictures for the list of models: one of them was shut down and is listed still. */
export const imageModelIds = [
  'gpt-image-2',
  'gpt-image-2-2026-04-21',
  'gpt-image-1.5',
  'gpt-image-1',
  'dall-e-3',
];

const FIELDS = [
  'model',
  'prompt',
  'n',
  'size',
  'quality',
  'background',
  'output_format',
  'output_compression',
  'stream',
  'partial_images',
  'user',
];
let made = 0;

function refusalOf(body: Record<string, unknown>, isEdit: boolean): Said | undefined {
  const [strange] = strangers(body, [...FIELDS, isEdit ? 'images' : 'moderation']);
  if (strange) return unknownParameter(strange);
  const model = String(body.model);
  if (!ALIVE.includes(model)) return noModel(model);
  if (typeof body.prompt !== 'string' || body.prompt.length < 1 || body.prompt.length > 32_000)
    return invalidValue('prompt');
  if (!isWhole(body.n ?? 1, 1, 10)) return invalidValue('n');
  if (!isSize(String(body.size ?? 'auto'), model)) return invalidValue('size');
  const best = model.startsWith('gpt-image-2.5') ? ['xhigh', 'max'] : [];
  const words: [string, readonly string[]][] = [
    ['quality', ['auto', 'low', 'medium', 'high', ...best]],
    ['background', ['auto', 'opaque', 'transparent']],
    ['output_format', ['png', 'jpeg', 'webp']],
    ['moderation', ['auto', 'low']],
  ];
  for (const [name, values] of words)
    if (body[name] !== undefined && !values.includes(String(body[name]))) return invalidValue(name);
  if (body.background === 'transparent' && body.output_format === 'jpeg') return invalidValue('background');
  if (body.output_compression !== undefined && !['jpeg', 'webp'].includes(String(body.output_format)))
    return invalidValue('output_compression');
  if (body.partial_images !== undefined && (body.stream !== true || !isWhole(body.partial_images, 0, 3)))
    return invalidValue('partial_images');
  return isEdit && !areImages(body.images) ? invalidValue('images') : undefined;
}

const isWhole = (value: unknown, min: number, max: number) =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;

const areImages = (images: unknown): boolean =>
  Array.isArray(images) &&
  images.length > 0 &&
  images.length <= 16 &&
  images.every((entry) => pictureIn(entry.image_url) && entry.image_url.length <= 20_971_520);

function isSize(size: string, model: string): boolean {
  if (size === 'auto') return true;
  if (model.startsWith('gpt-image-1')) return ['1024x1024', '1536x1024', '1024x1536'].includes(size);
  const [width = 0, height = 0] = size.split('x').map(Number);
  const ratio = width / height;
  const pixels = width * height;
  return (
    width % 16 === 0 &&
    height % 16 === 0 &&
    Math.max(width, height) <= 3840 &&
    ratio >= 1 / 3 &&
    ratio <= 3 &&
    pixels >= 655_360 &&
    pixels <= 8_294_400
  );
}

const headersOf = (number: number) => ({ 'x-request-id': `req_${number}`, 'openai-version': '2020-10-01' });
const usageOf = (images: number) => ({
  input_tokens: 12,
  output_tokens: 1056 * images,
  total_tokens: 12 + 1056 * images,
  input_tokens_details: { text_tokens: 12, image_tokens: 0 },
  output_tokens_details: { text_tokens: 0, image_tokens: 1056 * images },
  tomorrow: 1,
});

const paint =
  (isEdit: boolean) =>
  (heard: Heard): Said => {
    const body = jsonOf(heard);
    if (!body) return invalidValue('body');
    const play = playOf(String(body.prompt), heard, imageErrors);
    const refusal = play.refusal ?? refusalOf(body, isEdit);
    if (refusal) return refusal;
    made += 1;
    const count = Number(body.n ?? 1);
    const pictures = Array.from({ length: count }, (_, at) => pictureAs(body.output_format, made + at));
    if (body.stream === true)
      return streamed(pictures[0] ?? png(), Number(body.partial_images ?? 0), isEdit, play);
    const data = pictures.map((bytes) => ({ b64_json: base64Of(bytes), tomorrow: [] }));
    const said = {
      created: 1_790_000_000,
      data: play.script.quirks.has('empty') ? [] : data,
      background: 'opaque',
      output_format: body.output_format ?? 'png',
      quality: body.quality ?? 'auto',
      size: body.size ?? '1024x1024',
      usage: usageOf(count),
    };
    return delivered({ status: 200, headers: headersOf(made), body: said }, play.script);
  };

function streamed(picture: Uint8Array, partials: number, isEdit: boolean, { script, inside }: Play): Said {
  const family = isEdit ? 'image_edit' : 'image_generation';
  const event = (name: string, more: object) =>
    `event: ${name}\ndata: ${JSON.stringify({ type: name, tomorrow: 1, ...more })}\n\n`;
  const about = { created_at: 1_790_000_000, size: '1024x1024', quality: 'medium', output_format: 'png' };
  const stream = async (sending: Sending) => {
    // Fewer may come than were asked for.
    const count = script.quirks.has('fewer') ? Math.max(0, partials - 1) : partials;
    for (let index = 0; index < count; index += 1) {
      await sending.wait(script.everyMs / (count + 1));
      if (script.dropAt === index + 1) return sending.drop();
      const partial = { b64_json: base64Of(png(200 + index)), partial_image_index: index, ...about };
      await sending.write(event(`${family}.partial_image`, partial));
    }
    if (inside)
      return void (await sending.write(event('error', { ...(imageErrors[inside]?.body as object) })));
    if (script.quirks.has('cut')) return;
    await sending.write(
      event(`${family}.completed`, { b64_json: base64Of(picture), ...about, usage: usageOf(1) }),
    );
  };
  return {
    status: 200,
    headers: { ...headersOf(made), 'content-type': 'text/event-stream; charset=utf-8' },
    isBilled: true,
    ...(script.dropAt === 0 ? { isDropped: true as const } : {}),
    stream,
  };
}

export const imageAnswers: Case['answers'] = {
  'POST /v1/images/generations': paint(false),
  'POST /v1/images/edits': paint(true),
};
