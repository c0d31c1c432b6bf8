/**
 * What the service looks at before anything is held. Stricter than it: a field that it would ignore, or a number that
 * it would quietly make smaller, is a mistake of ours, and it would be paid for all the same.
 */
import type { Said } from '../shape';
import { invalid } from './errors';
import { type Body, clipsOf, isTextured } from './kinds';

type Check = (value: unknown, body: Body) => boolean;
type Fields = Readonly<Record<string, Check>>;

const bool: Check = (value) => typeof value === 'boolean';
const text =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= most;
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(String(value));
const whole =
  (min: number, max: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
const seed = whole(0, 2 ** 31 - 1);
const names: Check = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((one) => PARTS.has(one));
/** As they are called inside of what this stand-in makes. */
const PARTS = new Set(['body', 'root']);

const NEW_TEXTURE = 'v3.5-20260815';
const textures = oneOf(NEW_TEXTURE, 'v3.0-20250812', 'v2.5-20250123');
const qualityBy =
  (version: string): Check =>
  (value, body) =>
    oneOf('standard', 'detailed', 'extreme')(value, body) ||
    (value === 'fast' && body[version] === NEW_TEXTURE);
const newTextureBy =
  (version: string): Check =>
  (value, body) =>
    bool(value, body) && body[version] === NEW_TEXTURE;

const shared: Fields = {
  model: () => true,
  texture: bool,
  pbr: bool,
  texture_seed: seed,
  texture_quality: qualityBy('texture_version'),
  texture_version: textures,
  delight: newTextureBy('texture_version'),
  model_seed: seed,
  face_limit: (value, body) => whole(...limitsOf(body))(value, body),
  auto_size: (value, body) => bool(value, body) && isTextured(body),
  compress: oneOf('geometry'),
  export_uv: bool,
};
const H3: Fields = {
  quad: bool,
  smart_low_poly: bool,
  geometry_quality: oneOf('standard', 'detailed'),
  generate_parts: (value, body) => bool(value, body) && !isTextured(body),
};
/** What may even be named, by model: some refuse a switch that is off. */
const BY_MODEL: Readonly<Record<string, Fields>> = {
  'v3.1-20260211': H3,
  'v3.0-20250812': H3,
  'v2.5-20250123': { quad: bool },
  'P1-20260311': {},
  'P2-20260801': { quad: bool },
};

function limitsOf({ model, quad, smart_low_poly: isLow, geometry_quality: quality }: Body): [number, number] {
  if (model === 'P1-20260311') return [50, 20_000];
  if (model === 'P2-20260801') return [50, quad ? 25_000 : 50_000];
  if (isLow) return [1_000, quad ? 10_000 : 20_000];
  if (quad) return [1, 150_000];
  if (model === 'v2.5-20250123') return [1, 500_000];
  const isFine = quality === 'detailed';
  return [1, model === 'v3.1-20260211' ? (isFine ? 2_000_000 : 1_500_000) : isFine ? 1_500_000 : 1_000_000];
}

const withPictures: Fields = {
  texture_alignment: (value, body) => oneOf('original_image', 'geometry')(value, body) && isTextured(body),
  orientation: (value, body) => oneOf('default', 'align_image')(value, body) && isTextured(body),
  enable_image_autofix: bool,
};
const onward: Fields = { input: () => true };
const outFormat = oneOf('glb', 'fbx');

const PRESET =
  /^preset:(biped:[a-z]+(_[a-z]+)*(_0[1-6])?|(quadruped|hexapod|octopod):walk|(serpentine|aquatic):march)$/;

const FIELDS: Readonly<Record<string, Fields>> = {
  text_to_model: { ...shared, prompt: text(1_024), negative_prompt: text(255), image_seed: seed },
  image_to_model: { ...shared, ...withPictures, input: () => true },
  multiview_to_model: { ...shared, ...withPictures, inputs: () => true },
  texture_model: {
    ...onward,
    model: textures,
    texture_prompt: () => true,
    texture: bool,
    pbr: bool,
    texture_seed: seed,
    texture_quality: qualityBy('model'),
    texture_alignment: oneOf('original_image', 'geometry'),
    part_names: names,
    bake: bool,
    compress: oneOf('geometry'),
    delight: newTextureBy('model'),
  },
  convert_model: {
    ...onward,
    // GLB is what everything is from the start.
    format: oneOf('GLTF', 'FBX', 'USDZ', 'OBJ', 'STL', '3MF'),
    quad: (value, body) => bool(value, body) && body.format !== 'GLTF',
    force_symmetry: (value, body) => bool(value, body) && body.quad === true,
    face_limit: (value, body) => whole(1, body.quad ? 150_000 : 1_500_000)(value, body),
    flatten_bottom: bool,
    flatten_bottom_threshold: (value, body) => typeof value === 'number' && body.flatten_bottom === true,
    texture_size: whole(128, 4_096),
    texture_format: oneOf('JPEG', 'PNG', 'WEBP', 'BMP', 'DPX', 'HDR', 'OPEN_EXR', 'TARGA', 'TIFF'),
    bake: bool,
    pack_uv: bool,
    export_vertex_colors: (value, body) => bool(value, body) && oneOf('OBJ', 'GLTF')(body.format, body),
    pivot_to_center_bottom: bool,
    scale_factor: (value) => typeof value === 'number' && value > 0,
    with_animation: bool,
    animate_in_place: bool,
    part_names: names,
    fbx_preset: (value, body) => oneOf('blender', '3dsmax', 'mixamo')(value, body) && body.format === 'FBX',
  },
  mesh_segmentation: {
    ...onward,
    model: oneOf('v1.0-20250506', 'v2.0-20260430'),
    segmentation_granularity: (value, body) =>
      oneOf('simple', 'balanced', 'detailed')(value, body) && body.model === 'v2.0-20260430',
    split_by_connectivity: (value, body) => bool(value, body) && body.model === 'v2.0-20260430',
  },
  mesh_completion: { ...onward, part_names: names, completion_mode: oneOf('ai_completion', 'quick_cap') },
  highpoly_to_lowpoly: {
    ...onward,
    model: oneOf('v2.0', 'v1.0'),
    face_limit: (value, body) =>
      body.model === 'v1.0'
        ? whole(1, 2_000_000)(value, body)
        : whole(500, body.quad ? 10_000 : 20_000)(value, body),
    quad: (value, body) => bool(value, body) && body.model !== 'v1.0',
    bake: (value, body) => bool(value, body) && body.model !== 'v1.0',
    part_names: (value, body) => names(value, body) && body.model !== 'v1.0',
  },
  animate_prerigcheck: onward,
  animate_rig: {
    ...onward,
    model: oneOf('v1.0-20240301', 'v2.5-20260210'),
    rig_type: (value, { model }) =>
      model === 'v1.0-20240301'
        ? value === 'biped'
        : ['quadruped', 'hexapod', 'octopod', 'avian', 'serpentine', 'aquatic'].includes(String(value)),
    spec: (value, { model }) => oneOf('tripo', 'mixamo')(value, {}) && model === 'v1.0-20240301',
    out_format: outFormat,
  },
  animate_retarget: {
    ...onward,
    animation: (value, body) => body.animations === undefined && PRESET.test(String(value)),
    animations: (value) =>
      Array.isArray(value) &&
      value.length >= 2 &&
      value.length <= 5 &&
      value.every((one) => PRESET.test(one)),
    out_format: outFormat,
    bake_animation: (value, body) => bool(value, body) && body.out_format === 'glb',
    export_with_geometry: bool,
    animate_in_place: bool,
  },
};

const MUST: Readonly<Record<string, readonly string[]>> = {
  text_to_model: ['model', 'prompt'],
  image_to_model: ['model', 'input'],
  multiview_to_model: ['model', 'inputs'],
  texture_model: ['input', 'texture_prompt'],
  convert_model: ['input', 'format'],
  animate_rig: ['input', 'model', 'rig_type'],
};

export function refusedFields(type: string, body: Body): Said | undefined {
  const isBeginning = FIELDS[type]?.model_seed !== undefined;
  if (isBeginning) {
    const allowed = Object.keys(BY_MODEL);
    if (body.model === undefined) return invalid('model is required');
    if (!allowed.includes(String(body.model)))
      return invalid(`invalid model '${body.model}', allowed values: ${allowed.join(', ')}`);
  }
  for (const name of MUST[type] ?? ['input'])
    if (body[name] === undefined) return invalid(`${name} is required`);
  const fields = { ...FIELDS[type], ...(isBeginning ? BY_MODEL[String(body.model)] : {}) };
  for (const [name, value] of Object.entries(body))
    if (!fields[name]?.(value, body)) return invalid(`${name} is not valid`);
  if (type === 'highpoly_to_lowpoly' && body.model === 'v1.0' && body.face_limit === undefined)
    return invalid('face_limit is required');
  if (type === 'animate_retarget' && clipsOf(body).length === 0) return invalid('animation is required');
  return undefined;
}
