/** What each resource takes, what it refuses, and how many credits it takes for it. */
import { pictureIn, strangers } from '../../picture-play';
import type { Said } from '../shape';
import { invalid, refuse } from './errors';

export type Body = Readonly<Record<string, unknown>>;

/** A task that an answer may be about. */
export interface Before {
  readonly of: string;
  readonly status: string;
  readonly isTextured: boolean;
  readonly isPreview: boolean;
}

export interface Wanted {
  readonly credits: number;
  readonly formats: readonly string[];
  readonly isTextured: boolean;
}

export const R = {
  text: '/openapi/v2/text-to-3d',
  image: '/openapi/v1/image-to-3d',
  images: '/openapi/v1/multi-image-to-3d',
  retexture: '/openapi/v1/retexture',
  remesh: '/openapi/v1/remesh',
  convert: '/openapi/v1/convert',
  rigging: '/openapi/v1/rigging',
  animations: '/openapi/v1/animations',
} as const;

const MODELS = ['meshy-6-lite', 'meshy-6', 'meshy-7.1', 'latest', 'meshy-t2'];
const MESH =
  'ai_model model_type geometry_resolution topology target_polycount should_remesh decimation_mode pose_mode target_formats moderation auto_size origin_at alpha_thumbnail'.split(
    ' ',
  );
const TEXTURE = ['enable_pbr', 'texture_resolution', 'texture_prompt', 'texture_image_url'];
const FORMATS = ['glb', 'fbx', 'obj', 'usdz', 'stl', '3mf'];

const WORDS: Readonly<Record<string, readonly string[]>> = {
  geometry_resolution: ['standard', '2k', '4k'],
  topology: ['triangle', 'quad'],
  pose_mode: ['a-pose', 't-pose', ''],
  origin_at: ['bottom', 'center'],
  texture_resolution: ['2k', '4k', '8k'],
  model_type: ['standard', 'smart-topology'],
  mode: ['preview', 'refine'],
};
const SWITCHES = [
  'should_remesh',
  'moderation',
  'auto_size',
  'enable_pbr',
  'remove_lighting',
  'should_texture',
  'enable_original_uv',
];

/** Fields that it does not know, and values that it does not take. */
function refusedField(body: Body, known: readonly string[], formats = FORMATS): Said | undefined {
  const [strange] = strangers(body, known);
  if (strange) return invalid(`${strange} is not a field of this`);
  for (const [name, value] of Object.entries(body)) {
    if (WORDS[name] && !WORDS[name].includes(String(value))) return invalid(`${name}: unknown value`);
    if (SWITCHES.includes(name) && typeof value !== 'boolean') return invalid(`${name}: must be a boolean`);
  }
  const { target_formats: wanted, target_polycount: faces } = body;
  const isFew = body.ai_model === 'meshy-t2';
  if (
    faces !== undefined &&
    !(Number.isInteger(faces) && Number(faces) >= 100 && Number(faces) <= (isFew ? 15_000 : 300_000))
  )
    return invalid('target_polycount: out of range');
  const isList = Array.isArray(wanted) && wanted.length > 0 && wanted.every((one) => formats.includes(one));
  return wanted === undefined || isList ? undefined : invalid('target_formats: unknown format');
}

function refusedMesh(body: Body, models: readonly string[] = MODELS): Said | undefined {
  const model = body.ai_model;
  if (typeof model !== 'string' || !models.includes(model)) return invalid('ai_model: retired or unknown');
  if ((body.model_type === 'smart-topology') !== (model === 'meshy-t2'))
    return invalid('model_type: smart-topology goes with meshy-t2');
  if (body.geometry_resolution !== undefined && !['meshy-7.1', 'latest'].includes(model))
    return invalid('geometry_resolution: not with this ai_model');
  return undefined;
}

const isPicture = (url: unknown) =>
  /^data:image\/(png|jpeg);/.test(String(url)) && pictureIn(url) !== undefined;
const isWords = (value: unknown) => typeof value === 'string' && value !== '' && value.length <= 600;
const asFormats = (body: Body, usual: readonly string[]): readonly string[] =>
  Array.isArray(body.target_formats) ? body.target_formats.map(String) : usual;

const isLight = ({ ai_model }: Body) => ai_model === 'meshy-6-lite' || ai_model === 'meshy-t2';
const fine = ({ geometry_resolution: size }: Body) => (size === '2k' || size === '4k' ? 5 : 0);
const painted = ({ texture_resolution: size }: Body) => (size === '8k' ? 15 : 10);
const ALL_BUT_3MF = FORMATS.filter((format) => format !== '3mf');

export type Look = (id: unknown) => Before | undefined;

/** What is wrong with it, or what it comes to. */
export function judgeBody(of: string, body: Body, look: Look): Said | Wanted {
  if (of === R.text) return body.mode === 'refine' ? refine(body, look) : preview(body);
  if (of === R.image || of === R.images) return pictured(of, body);
  return step(of, body, look);
}

function preview(body: Body): Said | Wanted {
  const wrong = refusedField(body, ['mode', 'prompt', ...MESH]) ?? refusedMesh(body);
  if (wrong) return wrong;
  if (body.mode !== 'preview') return invalid('mode: preview or refine');
  if (!isWords(body.prompt)) return invalid('prompt: 1 to 600 characters');
  const credits = (isLight(body) ? 5 : 20) + fine(body);
  return { credits, formats: asFormats(body, ALL_BUT_3MF), isTextured: false };
}

function refine(body: Body, look: Look): Said | Wanted {
  const known = ['mode', 'preview_task_id', 'ai_model', 'remove_lighting', 'target_formats', ...TEXTURE];
  const before = look(body.preview_task_id);
  const wrong = refusedField(body, known) ?? (before ? undefined : refuse(404, 'preview_task_id: not found'));
  if (wrong || !before) return wrong ?? invalid('preview_task_id');
  if ('texture_image_url' in body && !isPicture(body.texture_image_url))
    return invalid('texture_image_url: only JPEG and PNG');
  if (!before.isPreview) return invalid('preview_task_id: is no preview');
  if (before.status !== 'SUCCEEDED') return refuse(409, 'preview_task_id: has not succeeded');
  return { credits: painted(body), formats: asFormats(body, ALL_BUT_3MF), isTextured: true };
}

function pictured(of: string, body: Body): Said | Wanted {
  const own = of === R.image ? 'image_url' : 'image_urls';
  const known = [own, 'should_texture', 'image_enhancement', ...MESH, ...TEXTURE];
  const wrong =
    refusedField(body, known) ??
    refusedMesh(
      body,
      MODELS.filter((model) => model !== 'meshy-6-lite'),
    );
  if (wrong) return wrong;
  const urls = of === R.image ? [body.image_url] : body.image_urls;
  if (!Array.isArray(urls) || urls.length < 1 || urls.length > 4) return invalid(`${own}: 1 to 4 pictures`);
  if (!urls.every(isPicture)) return invalid(`${own}: only JPEG and PNG`);
  if (of === R.images && body.geometry_resolution === '4k')
    return invalid('geometry_resolution: not 4k here');
  const isTextured = body.should_texture !== false;
  if (!isTextured && TEXTURE.some((name) => name in body))
    return invalid('texture fields need should_texture');
  if ('texture_prompt' in body && !isWords(body.texture_prompt)) return invalid('texture_prompt: too long');
  const credits = (isLight(body) ? 5 : 20) + (isTextured ? painted(body) : 0) + fine(body);
  return { credits, formats: asFormats(body, ALL_BUT_3MF), isTextured };
}

const STEPS: Readonly<Record<string, readonly string[]>> = {
  [R.retexture]: [
    'input_task_id',
    'text_style_prompt',
    'image_style_url',
    'enable_original_uv',
    'ai_model',
    ...TEXTURE.slice(0, 2),
  ],
  [R.remesh]: ['input_task_id', 'target_formats', 'topology', 'target_polycount', 'origin_at', 'auto_size'],
  [R.convert]: ['input_task_id', 'target_formats'],
  [R.rigging]: ['input_task_id', 'height_meters'],
  [R.animations]: ['rig_task_id', 'action_id'],
};

function step(of: string, body: Body, look: Look): Said | Wanted {
  const wrong = refusedField(body, STEPS[of] ?? [], [...FORMATS, 'blend']);
  if (wrong) return wrong;
  const isAnimation = of === R.animations;
  const before = look(isAnimation ? body.rig_task_id : body.input_task_id);
  if (!before) return refuse(404, 'The task was not found');
  if (before.status !== 'SUCCEEDED') return refuse(409, 'The task has not succeeded');
  if (isAnimation !== (before.of === R.rigging)) return invalid('The task is of another kind');
  const formats = asFormats(body, ['glb']);
  if (of === R.retexture) {
    const styles = ['text_style_prompt', 'image_style_url'].filter((name) => name in body);
    const isStyled = isWords(body.text_style_prompt) || isPicture(body.image_style_url);
    return styles.length === 1 && isStyled
      ? { credits: painted(body), formats, isTextured: true }
      : invalid('exactly one of text_style_prompt and image_style_url');
  }
  if (of === R.convert && body.target_formats === undefined) return invalid('target_formats: is required');
  if (of === R.rigging && !before.isTextured) return invalid('The model has no texture');
  if (of === R.rigging && !(Number(body.height_meters) > 0))
    return invalid('height_meters: must be positive');
  if (isAnimation && !Number.isInteger(body.action_id)) return invalid('action_id: is required');
  const price: Readonly<Record<string, number>> = { [R.remesh]: 5, [R.convert]: 1, [R.rigging]: 5 };
  return { credits: price[of] ?? 3, formats, isTextured: before.isTextured };
}
