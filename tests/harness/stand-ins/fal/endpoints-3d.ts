/** The endpoints that make models: what each takes, what it returns, and what its page says that it costs. */
import { pictureIn, strangers } from '../../picture-play';
import type { Said } from '../shape';
import { extraField, outOfRange, workErrors } from './errors';

type Body = Readonly<Record<string, unknown>>;

const SIDES = ['back', 'left', 'right', 'top', 'bottom', 'left_front', 'right_front'].map(
  (side) => `${side}_image_url`,
);
const HUNYUAN = ['generate_type', 'enable_pbr', 'face_count'];
const TRIPO =
  'texture pbr texture_quality geometry_quality quad face_limit model_seed texture_seed auto_size export_uv'.split(
    ' ',
  );
const MESHY =
  'texture_prompt texture_image_url symmetry_mode enable_safety_checker pose_mode enable_pbr should_remesh target_polycount geometry_resolution topology enable_rigging rigging_height_meters enable_animation animation_action_id'.split(
    ' ',
  );
const RODIN =
  'prompt input_image_urls use_original_alpha seed geometry_file_format material quality_mesh_option TAPose bbox_condition addons preview_render'.split(
    ' ',
  );

const TABLE: Readonly<Record<string, readonly string[]>> = {
  'fal-ai/trellis-2': ['image_url', 'resolution', 'texture_size', 'decimation_target', 'remesh', 'seed'],
  'fal-ai/hunyuan-3d/v3.1/pro/text-to-3d': ['prompt', ...HUNYUAN],
  'fal-ai/hunyuan-3d/v3.1/pro/image-to-3d': ['input_image_url', ...SIDES, ...HUNYUAN],
  'tripo3d/h3.1/text-to-3d': ['prompt', 'negative_prompt', 'image_seed', ...TRIPO],
  'tripo3d/h3.1/image-to-3d': ['image_url', 'texture_alignment', 'orientation', ...TRIPO],
  'tripo3d/h3.1/multiview-to-3d': ['image_urls', 'texture_alignment', 'orientation', ...TRIPO],
  'meshy/v7.1/text-to-3d': ['prompt', 'mode', 'seed', 'enable_prompt_expansion', ...MESHY],
  'meshy/v7.1/image-to-3d': ['image_url', 'should_texture', 'model_type', ...MESHY],
  'meshy/v7.1/multi-image-to-3d': ['image_urls', 'should_texture', ...MESHY],
  'fal-ai/hyper3d/rodin/v2': RODIN,
};
export const ENDPOINTS_3D: ReadonlySet<string> = new Set(Object.keys(TABLE));

const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  resolution: [512, 1024, 1536],
  texture_size: [1024, 2048, 4096],
  generate_type: ['Normal', 'Geometry'],
  texture_quality: ['standard', 'detailed'],
  geometry_quality: ['standard', 'detailed'],
  mode: ['preview', 'full'],
  topology: ['quad', 'triangle'],
  pose_mode: ['a-pose', 't-pose', ''],
  geometry_file_format: ['glb', 'usdz', 'fbx', 'obj', 'stl'],
  material: ['PBR', 'Shaded', 'All'],
  quality_mesh_option: [
    ...['4K Quad', '8K Quad', '18K Quad', '50K Quad'],
    ...['2K Triangle', '20K Triangle', '150K Triangle', '500K Triangle'],
  ],
};
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  decimation_target: [5_000, 2_000_000],
  face_count: [40_000, 1_500_000],
  face_limit: [500, 500_000],
  target_polycount: [100, 300_000],
  seed: [0, 2 ** 31 - 1],
  model_seed: [0, 2 ** 31 - 1],
};
const SWITCHES =
  'remesh enable_pbr texture pbr quad should_remesh should_texture enable_rigging TAPose'.split(' ');

/** Fails when the work begins and not before. */
export function inputError3d(endpoint: string, body: Body): Said | undefined {
  const known = TABLE[endpoint] ?? [];
  const [strange] = strangers(body, known);
  if (strange) return extraField(strange);
  for (const [name, value] of Object.entries(body)) {
    const [min, max] = RANGES[name] ?? [];
    const isWithin = Number.isInteger(value) && Number(value) >= (min ?? 0) && Number(value) <= (max ?? 0);
    if (min !== undefined && !isWithin) return outOfRange(name);
    if (VALUES[name] && !VALUES[name].includes(value)) return outOfRange(name);
    if (SWITCHES.includes(name) && typeof value !== 'boolean') return outOfRange(name);
  }
  const { prompt } = body;
  const most = endpoint.startsWith('meshy/') ? 600 : 1024;
  if (typeof prompt === 'string' && prompt.length > most) return outOfRange('prompt');
  const isFromWords = known.includes('prompt') && !Array.isArray(body.input_image_urls);
  if (isFromWords && (typeof prompt !== 'string' || prompt === '')) return workErrors.missing;
  return isFromWords ? undefined : pictureError(body, known);
}

function pictureError(body: Body, known: readonly string[]): Said | undefined {
  const [first = ''] = known.filter((name) => /^(input_)?image_urls?$/.test(name));
  const own = known.filter((name) => /image_urls?$/.test(name) && name !== 'texture_image_url');
  const urls = own.flatMap((name) => body[name] ?? []);
  if (body[first] === undefined) return workErrors.missing;
  const isList = first.endsWith('s');
  if (Array.isArray(body[first]) !== isList) return workErrors.missing;
  if (isList && first === 'image_urls' && (urls.length < 1 || urls.length > 4)) return outOfRange(first);
  return urls.every((url) => pictureIn(url)) ? undefined : workErrors.file;
}

/** In thousandths of a dollar, as the pages say. */
export function priceOf(endpoint: string, body: Body): number {
  const add = (isSo: unknown, amount: number) => (isSo ? amount : 0);
  if (endpoint.startsWith('fal-ai/hunyuan')) {
    const isSeen = SIDES.some((side) => body[side] !== undefined);
    return 375 + add(body.enable_pbr, 150) + add(isSeen, 150) + add(body.face_count, 150);
  }
  if (endpoint.startsWith('tripo3d/')) {
    // Materials bring the texture with them; both are on when nothing is said.
    const isTextured = body.texture !== false || body.pbr !== false;
    const isFine = isTextured && body.texture_quality === 'detailed';
    const more = add(body.quad, 50) + add(body.geometry_quality === 'detailed', 200);
    return 200 + add(isTextured, 100) + add(isFine, 100) + more;
  }
  if (endpoint.startsWith('meshy/')) {
    const isTextured = body.mode !== 'preview' && body.should_texture !== false;
    return 800 + add(isTextured, 400) + add(body.enable_rigging, 200);
  }
  if (endpoint === 'fal-ai/trellis-2') return { 512: 250, 1536: 350 }[String(body.resolution)] ?? 300;
  return 400;
}
