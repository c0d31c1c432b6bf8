/**
 * `/v2beta/3d/*`: a picture in, a GLB out, in one answer. There are no words to put a script into: it stands behind the
 * end of the picture (`scripted`). `quirks=`: `async` (a handle instead, done when asked for the third time), `expired`
 * (the handle is known no more), `half` (a model that ends too early), `blank` (nothing at all).
 */
import { randomUUID } from 'node:crypto';
import { glb } from '../../model-bytes';
import { type Part, partsOf } from '../../multipart';
import { png } from '../../picture-bytes';
import { delivered, playOf } from '../../picture-play';
import type { Script } from '../../script';
import type { Case, Heard, Said } from '../shape';
import { imageErrors, invalid } from './image-errors';

const FAST = 'stable-fast-3d';
const AWARE = 'stable-point-aware-3d';
const COMMON = ['image', 'texture_resolution', 'foreground_ratio', 'remesh'];
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  [FAST]: [...COMMON, 'vertex_count'],
  [AWARE]: [...COMMON, 'target_type', 'target_count', 'guidance_scale', 'seed'],
};
const WORDS: Readonly<Record<string, string>> = {
  texture_resolution: '512 1024 2048',
  remesh: 'none triangle quad',
  target_type: 'none vertex face',
};
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  guidance_scale: [1, 10],
  seed: [0, 4_294_967_294],
  vertex_count: [-1, 20_000],
  target_count: [100, 20_000],
};
const CREDITS: Readonly<Record<string, number>> = { [FAST]: 10, [AWARE]: 4 };

const MARK = 'script:';
/** By their side: large ones take a while to draw. */
const drawn = new Map<number, Uint8Array>();
/** A picture that says what becomes of it. */
export function scripted(script: string, side = 640): Uint8Array {
  const picture = drawn.get(side) ?? png(9, { width: side, height: side });
  drawn.set(side, picture);
  return new Uint8Array(Buffer.concat([picture, Buffer.from(`${MARK}${script}`)]));
}

const works = new Map<string, { readonly key: string; readonly script: Script; asked: number }>();
const bills: number[] = [];
let made = 0;

const shape =
  (route: string) =>
  (heard: Heard): Said => {
    const form = partsOf(heard);
    if (!form) return invalid('content-type: must be multipart/form-data');
    const image = form.get('image');
    const text = image ? Buffer.from(image.bytes).toString('latin1') : '';
    const { script, refusal } = playOf(text.split(MARK)[1] ?? '', heard, imageErrors);
    const wrong = refusal ?? refusalOf(form, route);
    if (wrong) return wrong;
    made += 1;
    bills.push(CREDITS[route] ?? 0);
    const headers = { 'x-request-id': `req-${made}`, 'content-type': 'model/gltf-binary' };
    if (!script.quirks.has('async'))
      return delivered({ status: 200, headers, body: bytesOf(script) }, script);
    const id = `${randomUUID()}${randomUUID()}`.replaceAll('-', '');
    works.set(id, { key: heard.headers.authorization ?? '', script, asked: 0 });
    return delivered({ status: 200, body: { id } }, script);
  };

function bytesOf({ quirks }: Script): Uint8Array {
  const whole = glb(made);
  return quirks.has('half')
    ? whole.slice(0, whole.length / 2)
    : quirks.has('blank')
      ? whole.slice(0, 0)
      : whole;
}

function refusalOf(form: ReadonlyMap<string, Part>, route: string): Said | undefined {
  for (const [name, part] of form) {
    if (!FIELDS[route]?.includes(name)) return invalid(`${name}: is not allowed`);
    if (part.isFile !== (name === 'image')) return invalid(`${name}: is of the wrong kind`);
    if (!part.isFile && part.text === '') return invalid(`${name}: must not be empty`);
    if (WORDS[name] && !WORDS[name].split(' ').includes(part.text)) return invalid(`${name}: unknown value`);
    const [min, max] = (name === 'foreground_ratio' ? ratioOf(route) : RANGES[name]) ?? [];
    if (min !== undefined && max !== undefined && !(Number(part.text) >= min && Number(part.text) <= max))
      return invalid(`${name}: out of range`);
  }
  return refusedImage(form.get('image'), route);
}

const ratioOf = (route: string): readonly [number, number] => (route === AWARE ? [1, 2] : [0.1, 1]);

/** Its description says 64 for both; the newer one was seen to refuse what is smaller than 640. */
function refusedImage(image: Part | undefined, route: string): Said | undefined {
  if (!image) return invalid('image: is required');
  if (!/^(\x89PNG|\xff\xd8|RIFF)/.test(Buffer.from(image.bytes).toString('latin1'))) return imageErrors.field;
  if (image.bytes[0] !== 0x89) return undefined;
  const head = Buffer.from(image.bytes);
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)];
  const least = route === AWARE ? 640 : 64;
  if (Math.min(width, height) < least) return invalid(`image: each side must have ${least} pixels`);
  const pixels = width * height;
  return pixels < 4_096 || pixels > 4_194_304 ? invalid('image: too many pixels') : undefined;
}

/** For a day after it was handed out. */
function read(heard: Heard): Said {
  const id = heard.path.split('/').at(-1) ?? '';
  const work = works.get(id);
  if (!work || work.key !== heard.headers.authorization || work.script.quirks.has('expired'))
    return imageErrors['no-route'] ?? invalid('id');
  work.asked += 1;
  if (work.asked < 3) return { status: 202, body: { id, status: 'in-progress' } };
  return { status: 200, headers: { 'content-type': 'model/gltf-binary' }, body: glb(made) };
}

export const modelAnswers: Case['answers'] = {
  [`POST /v2beta/3d/${FAST}`]: shape(FAST),
  [`POST /v2beta/3d/${AWARE}`]: shape(AWARE),
  'GET /v2beta/results/*': read,
};

/** For tests: what the models cost so far, in credits. */
export const billsOf = (): readonly number[] => bills;
export const forgetBills = (): void => {
  bills.length = 0;
};
