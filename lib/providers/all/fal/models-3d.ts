// https://fal.ai/models (fields and prices of each endpoint's own page, read 2026-10-01 and 2026-10-07). A dated table of
// those that promise a GLB; prices are told by the pages alone, and nothing tells afterwards what one really was.
import type { Model, Option, Step, Tariff } from '../../model';
import { choice, range, toggle } from '../../wire/options';

/** How its pictures are handed over: one, a list, a list whose order says the side, or each side under its own name. */
export type Into = 'image_url' | 'image_urls' | 'input_image_urls' | 'in-order' | 'by-name';

export interface Row3d {
  readonly model: Model;
  /** The endpoint by what it is made from; without its own line one serves all. */
  readonly endpoint: Readonly<Partial<Record<Step['from'][number], string>>>;
  readonly into: Readonly<Partial<Record<Step['from'][number], Into>>>;
  /** Under which name words go along with pictures, where they do. */
  readonly words?: string;
}

type Rows = Tariff['rows'];
type From = Step['from'];

const PICTURES: From = ['picture', 'views'];
const ALL: From = ['text', 'picture', 'views'];

const toModel = (
  id: string,
  name: string,
  step: Omit<Step, 'deed'>,
  options: Option[],
  rows: Rows,
): Model => ({
  id,
  name,
  makes: ['model3d'],
  takes: step.from.includes('picture') ? ['text', 'image'] : ['text'],
  options,
  step: { deed: 'create', ...step },
  tariff: { usdEach: '0.001', unit: 'usd', asOf: '2026-10-07', rows },
});

const suffixed = (id: string, views: string): Row3d['endpoint'] => ({
  text: `${id}/text-to-3d`,
  picture: `${id}/image-to-3d`,
  views: `${id}/${views}`,
});

const isNormal = { generate_type: ['Normal'] };
const hunyuan: Row3d = {
  model: {
    ...toModel(
      'fal-ai/hunyuan-3d/v3.1/pro',
      'Hunyuan 3D 3.1 Pro',
      { from: ALL, mostPrompt: 1024, wordsFrom: ['text'] },
      [
        choice('generate_type', 'Normal Geometry', { initial: 'Normal' }),
        toggle('enable_pbr', { initial: false, when: isNormal }),
        range('face_count', 40_000, 1_500_000),
      ],
      [
        { amount: 375 },
        { amount: 150, when: { enable_pbr: [true] } },
        { amount: 150, from: ['views'] },
        { amount: 150, changed: ['face_count'] },
      ],
    ),
    rank: 0,
  },
  endpoint: suffixed('fal-ai/hunyuan-3d/v3.1/pro', 'image-to-3d'),
  into: { picture: 'by-name', views: 'by-name' },
};

const isTextured = { texture: [true] };
const tripo: Row3d = {
  model: toModel(
    'tripo3d/h3.1',
    'Tripo H3.1',
    { from: ALL, mostPrompt: 1024, wordsFrom: ['text'] },
    [
      toggle('texture', { initial: true }),
      toggle('pbr', { initial: true, when: isTextured }),
      choice('texture_quality', 'standard detailed', { initial: 'standard', when: isTextured }),
      choice('geometry_quality', 'standard detailed', { initial: 'standard' }),
      toggle('quad', { initial: false }),
      range('face_limit', 1_000, 200_000),
      { name: 'model_seed', is: 'seed', max: 2 ** 31 - 1 },
    ],
    [
      { amount: 200 },
      { amount: 100, when: isTextured },
      { amount: 100, when: { texture_quality: ['detailed'] } },
      { amount: 50, when: { quad: [true] } },
      { amount: 200, when: { geometry_quality: ['detailed'] } },
    ],
  ),
  endpoint: suffixed('tripo3d/h3.1', 'multiview-to-3d'),
  into: { picture: 'image_url', views: 'in-order' },
};

const isRemeshed = { should_remesh: [true] };
const withTexture = (option: Option): Option[] => [
  { ...option, from: ['text'], when: { ...option.when, mode: ['full'] } },
  { ...option, from: PICTURES, when: { ...option.when, should_texture: [true] } },
];
const meshy: Row3d = {
  model: toModel(
    'meshy/v7.1',
    'Meshy 7.1',
    { from: ALL, mostPrompt: 600 },
    [
      choice('mode', 'full preview', { initial: 'full', from: ['text'] }),
      toggle('should_texture', { initial: true, from: PICTURES }),
      ...withTexture(toggle('enable_pbr', { initial: false })),
      toggle('should_remesh', { initial: true }),
      choice('topology', 'triangle quad', { initial: 'triangle', when: isRemeshed }),
      range('target_polycount', 100, 300_000, { initial: 30_000, when: isRemeshed }),
      choice('pose_mode', 'a-pose t-pose'),
      ...withTexture(toggle('enable_rigging', { initial: false })),
      ...withTexture(range('rigging_height_meters', 0.1, 15, { when: { enable_rigging: [true] } })),
    ],
    [
      { amount: 800 },
      { amount: 400, from: ['text'], when: { mode: ['full'] } },
      { amount: 400, from: PICTURES, when: { should_texture: [true] } },
      { amount: 200, when: { enable_rigging: [true] } },
    ],
  ),
  endpoint: suffixed('meshy/v7.1', 'multi-image-to-3d'),
  into: { picture: 'image_url', views: 'image_urls' },
  words: 'texture_prompt',
};

const rodin: Row3d = {
  model: toModel(
    'fal-ai/hyper3d/rodin/v2',
    'Rodin 2',
    { from: ALL, mostPrompt: 1024 },
    [
      choice('geometry_file_format', 'glb usdz fbx obj stl', { initial: 'glb' }),
      choice('material', 'All PBR Shaded', { initial: 'All' }),
      { name: 'quality_mesh_option', is: 'choice', values: meshes() },
      toggle('TAPose', { initial: false }),
      { name: 'seed', is: 'seed', max: 65_535 },
    ],
    [{ amount: 400 }],
  ),
  endpoint: {},
  into: { picture: 'input_image_urls', views: 'input_image_urls' },
  words: 'prompt',
};

function meshes(): string[] {
  const quads = ['4K', '8K', '18K', '50K'].map((size) => `${size} Quad`);
  return [...quads, ...['2K', '20K', '150K', '500K'].map((size) => `${size} Triangle`)];
}

const trellis: Row3d = {
  model: toModel(
    'fal-ai/trellis-2',
    'TRELLIS.2',
    { from: ['picture'], mostPrompt: 0 },
    [
      choice('resolution', '512 1024 1536', { initial: '1024' }),
      choice('texture_size', '1024 2048 4096', { initial: '2048' }),
      range('decimation_target', 5_000, 2_000_000),
      toggle('remesh', { initial: true }),
      { name: 'seed', is: 'seed', max: 2 ** 31 - 1 },
    ],
    [
      { amount: 250 },
      { amount: 50, when: { resolution: ['1024'] } },
      { amount: 100, when: { resolution: ['1536'] } },
    ],
  ),
  endpoint: {},
  into: { picture: 'image_url' },
};

/** Of these fields the service wants numbers, although only some will do. */
export const NUMBERS: ReadonlySet<string> = new Set(['resolution', 'texture_size']);

export const rows3d: readonly Row3d[] = [hunyuan, tripo, meshy, rodin, trellis];
