// https://docs.meshy.ai/en/api/pricing and the pages of each resource (read 2026-10-02): our own table, there is no list.
// A credit is two cents in the smallest plan that has an API, and less in larger ones.
import type { Model, Option, Step, Tariff } from '../../model';
import { choice, range, several, toggle } from '../../wire/options';

type Rows = Tariff['rows'];

const PICTURES: NonNullable<Option['from']> = ['picture', 'views'];
const MOST_PROMPT = 600;

const isTextured = { should_texture: [true] };
const isRemeshed = { should_remesh: [true] };
/** The GLB is always asked for. */
const formats = several('target_formats', 'fbx obj usdz stl 3mf');
const resolution = choice('texture_resolution', '2k 4k 8k');
const pbr = toggle('enable_pbr');

const whenTextured = (option: Option): Option => ({ ...option, from: PICTURES, when: isTextured });
const texture = [
  toggle('should_texture', { initial: true, from: PICTURES }),
  whenTextured(resolution),
  whenTextured(pbr),
];
const mesh = [
  toggle('should_remesh', { initial: false }),
  choice('topology', 'triangle quad', { initial: 'triangle', when: isRemeshed }),
  range('target_polycount', 100, 300_000, { initial: 30_000, when: isRemeshed }),
];
const rest = [
  choice('pose_mode', 'a-pose t-pose'),
  toggle('auto_size', { initial: false }),
  choice('origin_at', 'bottom center', { when: { auto_size: [true] } }),
  formats,
];
const geometry = [
  choice('geometry_resolution', 'standard 2k 4k', { initial: 'standard', from: ['text', 'picture'] }),
  choice('geometry_resolution', 'standard 2k', { initial: 'standard', from: ['views'] }),
];

const largest = { amount: 5, when: { texture_resolution: ['8k'] } };
const shapeAnd = (amount: number): Rows => [
  { amount },
  { amount: 10, from: PICTURES, when: isTextured },
  { ...largest, from: PICTURES, when: { ...isTextured, ...largest.when } },
  { amount: 5, when: { geometry_resolution: ['2k', '4k'] } },
];

const toModel = (id: string, name: string, step: Step, options: Option[], rows: Rows): Model => ({
  id,
  name,
  makes: ['model3d'],
  takes: step.from.includes('picture') || (step.needs && step.mostPrompt) ? ['text', 'image'] : ['text'],
  options,
  step,
  tariff: { usdEach: '0.02', unit: 'credits', asOf: '2026-10-02', rows },
});

const create = (id: string, name: string, from: Step['from'], options: Option[], amount: number): Model =>
  toModel(id, name, { deed: 'create', from, mostPrompt: MOST_PROMPT }, options, shapeAnd(amount));

const ALL: Step['from'] = ['text', 'picture', 'views'];

/** What has to be true of the result that it goes on from, and how long the words may be that go along. */
const follow = (
  id: string,
  name: string,
  deed: string,
  about: Omit<Step, 'deed' | 'from'>,
  options: Option[],
  rows: Rows,
): Model => toModel(id, name, { deed, from: ['result'], mostPrompt: 0, ...about }, options, rows);

const SHAPED = ['create', 'refine', 'texture'];
const MADE = [...SHAPED, 'remesh'];

/** By the names of the library, which has hundreds. */
export const ACTIONS: Readonly<Record<string, number>> = {
  Idle: 0,
  Walking_Woman: 1,
  Big_Wave_Hello: 28,
  Double_Combo_Attack: 92,
};

export const models3d: readonly Model[] = [
  { ...create('meshy-7.1', 'Meshy 7.1', ALL, [...geometry, ...texture, ...mesh, ...rest], 20), rank: 0 },
  create('meshy-6', 'Meshy 6', ALL, [...texture, ...mesh, ...rest], 20),
  create('meshy-6-lite', 'Meshy 6 Lite', ['text'], [...mesh, ...rest], 5),
  create(
    'meshy-t2',
    'Meshy T2 (few polygons)',
    ALL,
    [...texture, range('target_polycount', 100, 15_000, { initial: 4_000 }), ...rest],
    5,
  ),
  follow(
    'refine',
    'Texture',
    'refine',
    { after: ['create'], needs: { stage: ['preview'] }, mostPrompt: MOST_PROMPT },
    [resolution, pbr, toggle('remove_lighting'), formats],
    [{ amount: 10 }, largest],
  ),
  follow(
    'retexture',
    'Another texture',
    'texture',
    {
      after: MADE,
      needs: { stage: ['plain', 'textured', 'made'] },
      mostPrompt: MOST_PROMPT,
      needsWords: true,
    },
    [resolution, pbr, toggle('enable_original_uv', { initial: true })],
    [{ amount: 10 }, largest],
  ),
  follow(
    'remesh',
    'Remesh',
    'remesh',
    { after: SHAPED },
    [
      choice('topology', 'triangle quad', { initial: 'triangle' }),
      range('target_polycount', 100, 300_000, { initial: 30_000 }),
      formats,
    ],
    [{ amount: 5 }],
  ),
  follow(
    'convert',
    'Convert',
    'convert',
    { after: MADE },
    [choice('target_formats', 'fbx obj usdz stl 3mf', { initial: 'fbx' })],
    [{ amount: 1 }],
  ),
  follow(
    'rigging',
    'Rig',
    'rig',
    { after: MADE, needs: { stage: ['textured', 'made'] } },
    [range('height_meters', 0.1, 15, { initial: 1.7 })],
    [{ amount: 5 }],
  ),
  follow(
    'animations',
    'Animate',
    'animate',
    { after: ['rig'] },
    [choice('action_id', Object.keys(ACTIONS).join(' '), { initial: 'Idle' })],
    [{ amount: 3 }],
  ),
];

export const findModel3d = (id: string): Model | undefined => models3d.find((model) => model.id === id);
